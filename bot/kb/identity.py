"""What a knowledge base says of the bot itself, put into the words of each language.

A text of a language names the bot, its subject and an example question by the fields {bot_name}, {bot_subject} and
{bot_example}; a word list names those whom the facts are about by {one} and {many}. So no file of a language speaks
of any subject.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.core.records.model import Fact, Identity, Language, in_language

NAMES = ("bot_name", "bot_subject", "bot_example")


def introduce(
    languages: Mapping[str, Language], identity: Identity | None, facts: Sequence[Fact]
) -> dict[str, Language]:
    """Return the languages with the words of the knowledge base in the place of the fields.

    What it does not say of the bot is said in the general words of the language; a phrase of a word list that needs a
    name which is not given is left out.
    """
    return {code: _introduced(language, identity, facts) for code, language in languages.items()}


def _introduced(language: Language, identity: Identity | None, facts: Sequence[Fact]) -> Language:
    code = language.code
    given: dict[str, str] = {}
    if identity is not None:
        given = {
            "bot_name": in_language(identity.name, code, ""),
            "bot_subject": in_language(identity.subject, code, ""),
        }
    examples = in_language(identity.examples, code, ()) if identity else ()
    first = next((in_language(fact.ask, code, ()) for fact in facts if fact.kind == "figure" and fact.ask), ())
    given["bot_example"] = next(iter((*examples, *first)), "")
    phrases = {**language.phrases, **{name: text for name, text in given.items() if text}}
    own = {"{" + name + "}": _escaped(phrases.get(name, "")) for name in NAMES}
    forms = {"{one}": identity.one, "{many}": identity.many} if identity else {}
    names = {field: labels.get(code, ()) for field, labels in forms.items()}
    return replace(
        language,
        phrases={name: text if name in NAMES else _filled(text, own) for name, text in phrases.items()},
        words={name: _spelt_out(phrases, names) for name, phrases in language.words.items()},
        asking={name: _spelt_out(phrases, names) for name, phrases in language.asking.items()},
    )


def _escaped(text: str) -> str:
    """Return a text that stays as it is when the fields of the phrase around it are filled in."""
    return text.replace("{", "{{").replace("}", "}}")


def _filled(text: str, own: Mapping[str, str]) -> str:
    for field, words in own.items():
        text = text.replace(field, words)
    return text


def _spelt_out(phrases: tuple[str, ...], names: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Return the phrases of a list, with one for each name where a field stands."""
    if not any("{" in phrase for phrase in phrases):
        return phrases
    found: dict[str, None] = {}
    for phrase in phrases:
        field = next((field for field in ("{one}", "{many}") if field in phrase), None)
        if field is None:
            found[phrase] = None
        else:
            found.update(dict.fromkeys(phrase.replace(field, name) for name in names.get(field, ())))
    return tuple(found)
