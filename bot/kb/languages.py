"""What the program itself knows of languages: word lists, number words and fixed texts, from YAML files."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from string import Formatter

from bot.core.records.model import DEFAULT_LANGUAGE, Language
from bot.kb.fields import Fields
from bot.kb.files import RawFile
from bot.kb.nodes import EmptyNode, RecordNode, called
from bot.kb.problems import Faults, Problem
from bot.kb.yaml_text import parse_yaml

NUMBER_LISTS = ("numbers", "fractions", "months")  # keys of words.yaml with a value per word; all other keys are lists
NUMERALS = ("percent", "out_of", "school_year", "tens_joined_by")  # lists of words of which a number or period is made
WORDS = "words"
ASKING = "asking"  # the file with the closed classes that fill the slots of a frame
ORDINARY = "ordinary"  # the file with the ordinary words, verbs apart
WAYS = "ways"  # the file with the labels of the ways of asking; they are read as concepts
PHRASES = ("phrases", "telegram", "quiz")  # files whose texts come with the knowledge base
OTHER = "other.yaml"
FREE_FIELDS = frozenset({"languages"})  # that any text of the chat may have


def read_languages(
    files: Iterable[RawFile],
) -> tuple[dict[str, Language], dict[str, tuple[str, ...]], list[Problem]]:
    """Return the languages by code, the words of languages that are not spoken by code, and what is wrong.

    A language is a folder named by its code; a file that is missing in it means no words, or no texts of that kind.
    """
    words: dict[str, Fields] = {}
    asking: dict[str, Fields] = {}
    ordinary: dict[str, Fields] = {}
    phrases: dict[str, dict[str, str]] = {}
    other: dict[str, tuple[str, ...]] = {}
    opened: list[Faults] = []
    for file in files:
        code, group = code_and_group(file)
        if file.name != OTHER and group not in (WORDS, ASKING, ORDINARY, *PHRASES):
            continue
        faults = Faults(file.path)
        opened.append(faults)
        fields = read_keys(file, faults)
        if file.name == OTHER:
            other = {key: fields.list_of_texts(key) for key in fields.node.keys}
        elif group == WORDS:
            words[code] = fields
            phrases.setdefault(code, {})
        elif group == ASKING:
            asking[code] = fields
        elif group == ORDINARY:
            ordinary[code] = fields
        else:
            phrases[code] = {**phrases.get(code, {}), **_texts(fields)}
    default = phrases.get(DEFAULT_LANGUAGE, {})
    languages = {
        code: _language(code, words.get(code), asking.get(code), ordinary.get(code), completed(own, default))
        for code, own in phrases.items()
    }
    strange = {code: several for code, several in other.items() if code not in languages}
    return languages, strange, [problem for faults in opened for problem in faults.found]


def read_group(files: Iterable[RawFile], group: str) -> dict[str, dict[str, str]]:
    """Return the texts of the files of one name by language; what cannot be made out is left out."""
    found = ((code_and_group(file), file) for file in files)
    return {code: _texts(read_keys(file, Faults(file.path))) for (code, name), file in found if name == group}


def completed(own: Mapping[str, str], default: Mapping[str, str]) -> dict[str, str]:
    """Return the texts of a language with those of the default one for what is missing or asks for other fields.

    So a half-finished language works, and `check` tells what it lacks.
    """
    fit = {name: text for name, text in own.items() if name not in default or _fits(text, default[name])}
    return {**default, **fit}


def _fits(text: str, measure: str) -> bool:
    has, may = fields_of(text), fields_of(measure)
    return has is not None and has <= FREE_FIELDS | (may or set())


def fields_of(text: str) -> set[str] | None:
    """Return what stands in braces in a text; None where the braces do not fit."""
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return None


def code_and_group(file: RawFile) -> tuple[str, str]:
    """Return the language of a file and which of its files it is; both are empty for a file of no language."""
    code, _, name = file.name.rpartition("/")
    stem, _, ending = name.rpartition(".")
    return (code, stem) if code and "/" not in code and ending == "yaml" else ("", "")


def _texts(fields: Fields) -> dict[str, str]:
    return {key: text for key in fields.node.keys if (text := fields.text(key)) is not None}


def read_keys(file: RawFile, faults: Faults) -> Fields:
    """Return the keys at the top of a file; a file of another shape has none, and that is a fault."""
    node, _ = parse_yaml(file.content, faults)
    if not isinstance(node, RecordNode):
        if not isinstance(node, EmptyNode):
            faults.add(node.line, "schema", f"The file is {called(node)}.", 'Write keys with values: "key: value".')
        node = RecordNode({}, 1)
    return Fields(node, file.name, faults)


def _language(
    code: str, words: Fields | None, asking: Fields | None, ordinary: Fields | None, phrases: Mapping[str, str]
) -> Language:
    classes = {name: tuple(text.split()) for name, text in _texts(ordinary).items()} if ordinary else {}
    return Language(
        code=code,
        words={**(_word_lists(words) if words else {}), **classes},
        asking=_word_lists(asking) if asking else {},
        numbers=_numbers(words, "numbers") if words else {},
        fractions=_numbers(words, "fractions") if words else {},
        months={word: int(number) for word, number in _numbers(words, "months").items()} if words else {},
        numerals={key: words.list_of_texts(key) for key in NUMERALS if words.has(key)} if words else {},
        phrases=phrases,
    )


def _word_lists(words: Fields) -> dict[str, tuple[str, ...]]:
    """Return the lists by name. Other words with numbers are a list per number: "ordinals 1", "ordinals 2"."""
    lists: dict[str, tuple[str, ...]] = {}
    for key, entry in words.node.keys.items():
        if key in (*NUMBER_LISTS, *NUMERALS):
            continue
        if isinstance(entry.value, RecordNode):
            for word, number in _numbers(words, key).items():
                name = f"{key} {number}"
                lists[name] = (*lists.get(name, ()), word)
        else:
            lists[key] = words.list_of_texts(key)
    return lists


def _numbers(words: Fields, key: str) -> dict[str, Decimal]:
    node = words.value(key) if words.has(key) else None
    if node is None:
        return {}
    if not isinstance(node, RecordNode):
        words.wrong(node.line, f'"{key}" is {called(node)}.', 'Write each word with its number: "twaalf: 12".')
        return {}
    fields = Fields(node, f"{words.name}, {key}", words.faults)
    numbers = {word: fields.number(word) for word in node.keys}
    return {word: number for word, number in numbers.items() if number is not None}
