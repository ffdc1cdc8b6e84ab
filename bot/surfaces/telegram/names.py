"""The names of the commands on Telegram, each language its own, from the phrases that begin with `name_`. Pure."""

from collections.abc import Mapping

from bot.core.records.model import Language

USER = "name_"  # begins the phrases with the commands for everybody
ADMIN = "admin_"  # and those for admins

Names = Mapping[str, tuple[str, str | None]]
"""What is typed → what it does, and the language that it is in; None where it is the same in several."""


def command_names(languages: Mapping[str, Language], kind: str = USER) -> Names:
    """Return the commands of all languages; of two that have one name, that of the first language counts."""
    names: dict[str, tuple[str, str | None]] = {}
    for code, language in languages.items():
        for phrase, name in language.phrases.items():
            if phrase.startswith(kind):
                action = phrase.removeprefix(kind)
                known, its_code = names.setdefault(name, (action, code))
                if known == action and its_code != code:
                    names[name] = (action, None)
    return names
