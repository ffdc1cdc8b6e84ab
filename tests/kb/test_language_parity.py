"""Every language says the same; what one lacks is told with its file, and shown in the default language meanwhile."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.kb.files import read_files
from bot.kb.language_files import LANGUAGES, find_codes, read_language_files
from bot.kb.language_parity import find_disparity
from bot.kb.languages import read_languages
from bot.kb.problems import as_text

Write = Callable[..., Path]

GERMAN = Path(__file__).parents[1] / "data" / "languages"
DUTCH = {
    "nl/phrases.yaml": "hello: Dag {name}\nbye: Doei\n",
    "nl/words.yaml": "function: [de]\nnumbers: {een: 1}\n",
}


def disparities(folder: Path) -> list[str]:
    files, unread = read_files(str(folder))
    assert unread == ()
    return [as_text(problem).removeprefix(str(folder) + "/") for problem in find_disparity(files)]


def test_the_languages_of_the_program_say_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the one that is added in the tests lacks is shown in Dutch, but each of its texts can be filled in."""
    monkeypatch.setenv("VRAAGBAAK_LANGUAGES", str(GERMAN))
    files, unread = read_language_files()
    assert find_codes() == ("nl", "en", "de")
    assert (unread, [as_text(one) for one in find_disparity(files) if one.rule == "language-parity"]) == ((), [])


@pytest.mark.parametrize(
    ("files", "told"),
    [
        pytest.param(
            {"de/phrases.yaml": "hello: Hallo {name}\n", "de/words.yaml": "function: [der]\nnumbers: {eins: 1}\n"},
            'de/phrases.yaml:1: untranslated: The text "bye" is missing in this language. In nl it is: Doei',
            id="a text is missing",
        ),
        pytest.param(
            {"de/phrases.yaml": "hello: Hallo {name}\nbye: Ade\n", "de/words.yaml": "function: [der]\n"},
            'de/words.yaml:1: untranslated: The list of words "numbers" is missing in this language. '
            "In nl it is: a list.",
            id="a list of words is missing",
        ),
        pytest.param(
            {
                "de/phrases.yaml": "hello: Hallo {name}\nbye: Ade\nbay: Ade\n",
                "de/words.yaml": "function: [der]\nnumbers: {eins: 1}\n",
            },
            'de/phrases.yaml:3: language-parity: There is no text called "bay". Did you mean "bye"?',
            id="a text that nothing asks for",
        ),
        pytest.param(
            {
                "de/phrases.yaml": "hello: Hallo {nam}\nbye: Ade\n",
                "de/words.yaml": "function: [der]\nnumbers: {eins: 1}\n",
            },
            'de/phrases.yaml:1: language-parity: The text "hello" has no field {nam}. Did you mean "name"?',
            id="a field that is not filled in",
        ),
        pytest.param(
            {"de/phrases.yaml": "hello: Hallo\nbye: Ade\n", "de/words.yaml": "function: [der]\nnumbers: {eins: 1}\n"},
            'de/phrases.yaml:1: language-parity: The text "hello" leaves out {name}. '
            "Add it where this language wants it.",
            id="a field is left out",
        ),
        pytest.param(
            {
                "de/phrases.yaml": "hello: 'Hallo {name'\nbye: Ade\n",
                "de/words.yaml": "function: [der]\nnumbers: {eins: 1}\n",
            },
            'de/phrases.yaml:1: language-parity: In the text "hello" a brace stands alone. '
            "Write {name} with both, or the brace twice.",
            id="half a pair of braces",
        ),
        pytest.param(
            {"de/words.yaml": "function: [der]\nnumbers: {eins: 1}\n"},
            'de/words.yaml:1: untranslated: The language "de" has no file phrases.yaml. '
            "Copy that of nl, and put it into this language.",
            id="a whole file is missing",
        ),
    ],
)
def test_what_a_language_lacks_is_told(files: dict[str, str], told: str, write: Write) -> None:
    """With its line, where there is one, and what the default language has."""
    assert told in disparities(write({**DUTCH, **files}, "languages"))


def test_the_languages_that_everything_is_said_in_may_lack_nothing(write: Write) -> None:
    """In English a missing text is no remark but a problem."""
    folder = write({**DUTCH, "en/words.yaml": "function: [the]\nnumbers: {one: 1}\n"}, "languages")
    assert [line.split(": ")[1] for line in disparities(folder)] == ["language-parity"]


def test_an_unfinished_language_shows_the_default_texts(write: Write) -> None:
    """A text that is missing, or that asks for what nothing fills in, must not break an answer."""
    folder = write({**DUTCH, "de/words.yaml": "function: [der]\n", "de/phrases.yaml": "hello: '{nam}'\n"}, "languages")
    languages, _, problems = read_languages(read_files(str(folder))[0])
    assert problems == []
    assert languages["de"].phrases == {"hello": "Dag {name}", "bye": "Doei"}


def test_a_language_that_is_spoken_is_not_foreign(write: Write) -> None:
    """Its words are in the list of languages that are recognised but not spoken."""
    folder = write({**DUTCH, "de/words.yaml": "function: [der]\n", "other.yaml": "de: [der]\nfr: [le]\n"}, "languages")
    assert read_languages(read_files(str(folder))[0])[1] == {"fr": ("le",)}


def test_a_folder_of_languages_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Else a typing error would silently take a language away."""
    monkeypatch.setenv("VRAAGBAAK_LANGUAGES", str(tmp_path / "missing"))
    files, problems = read_language_files(LANGUAGES)
    assert {file.name for file in files} >= {"nl/phrases.yaml", "en/terminal.yaml"}
    assert [problem.rule for problem in problems] == ["unreadable"]
    assert find_codes() == ("nl", "en")
