"""Imports go one way, each library has one home, and importing a module does nothing else."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.core.records.model import DEFAULT_LANGUAGE, KnowledgeBase
from bot.core.records.ways import WAYS, own_concepts
from bot.core.words.compiled import OPEN_CLASSES
from bot.kb.languages import NUMBER_LISTS, NUMERALS, fields_of

ROOT = Path(__file__).parents[1]
BOT = ROOT / "bot"
MODULES = sorted(BOT.rglob("*.py"))
CORE_MAY_IMPORT = {
    "bisect",
    "bot",
    "collections",
    "copy",
    "dataclasses",
    "datetime",
    "decimal",
    "enum",
    "functools",
    "heapq",
    "itertools",
    "math",
    "numpy",
    "operator",
    "rapidfuzz",
    "re",
    "typing",
    "unicodedata",
}
ROOM_MAY_IMPORT = {
    "citing": ("bot.core.records", "bot.citing"),
    "core": ("bot.core",),
    "kb": ("bot.core.records", "bot.core.values", "bot.core.words", "bot.kb"),
    "quiz": ("bot.core", "bot.quiz"),
    "store": ("bot.core.conversation", "bot.core.records", "bot.core.words", "bot.store"),
    "surfaces": (
        *(f"bot.core.{step}" for step in ("answering", "conversation", "records", "values", "words")),
        *("bot.citing", "bot.quiz", "bot.store", "bot.surfaces", "bot.texts", "bot.__version__"),
    ),
    "tools": ("bot.citing", "bot.core", "bot.kb", "bot.quiz", "bot.texts", "bot.tools", "bot.__version__"),
}
STEPS = ("values", "records", "words", "reading", "conversation", "ranking", "answering", "assistant")
INFLECTION = "bot/core/words/text.py"  # how both languages inflect, join and spell words stands there as rules
SURFACES = {"bot.surfaces.machine", "bot.surfaces.telegram", "bot.surfaces.terminal", "bot.surfaces.web"}
HOMES = {
    "rapidfuzz": {
        "bot/core/words/spelling.py",
        "bot/tools/bench.py",
    },  # the bench compares with plain rapidfuzz
    "numpy": {"bot/core/words/learning.py"},
    "yaml": {"bot/kb/yaml_text.py"},
    "jsonschema": {"bot/kb/schema.py"},
    "watchfiles": {"bot/kb/watching.py"},
    "dulwich": {"bot/kb/revision.py"},
    "subprocess": {"bot/kb/own_process.py"},  # what is started is started with an environment without secrets
    "multiprocessing": {"bot/tools/bench.py"},
    "sqlalchemy": {
        "bot/store/engine.py",
        "bot/store/migrate.py",
        "bot/store/schema.py",
        "bot/store/statements.py",
        "bot/store/transactions.py",
        "bot/store/versions/",
    },
    "alembic": {"bot/store/migrate.py", "bot/store/versions/"},
    "msgspec": {"bot/store/coding.py"},
    "cryptography": {"bot/store/sealing.py"},
    "telegram": {"bot/surfaces/telegram/"},
    "aiohttp": {"bot/surfaces/telegram/client.py"},
    "uvloop": {"bot/surfaces/telegram/loop.py"},
    "yarl": {"bot/surfaces/telegram/client.py"},
    "starlette": {
        "bot/surfaces/serving.py",
        "bot/surfaces/web/",
        *(f"bot/surfaces/telegram/{name}.py" for name in ("health", "running", "service", "webhook")),
    },
    "uvicorn": {"bot/surfaces/serving.py"},
    "prometheus_client": {"bot/surfaces/telegram/health.py", "bot/surfaces/web/app.py"},
    "pythonjsonlogger": {"bot/logs.py"},
    "jinja2": {"bot/surfaces/web/pages.py", "bot/tools/pages.py"},
    "weasyprint": {"bot/tools/pdf.py"},
    "segno": {"bot/tools/qr.py"},
    "matplotlib": {"bot/surfaces/chart_picture.py"},
    "rich": {"bot/surfaces/chart_drawing.py"},
    "citeproc": {"bot/citing/apa.py"},
    "bibtexparser": {"bot/citing/bibtex.py"},
    "rispy": {"bot/citing/ris.py"},
    "openpyxl": {"bot/tools/importing/tables.py", "bot/tools/quizzes/sheets.py"},
    "prompt_toolkit": {"bot/surfaces/terminal.py"},
}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def find_imports(path: Path) -> Iterator[tuple[str, bool]]:
    """Yield the full name of each import anywhere in a module, and whether it is relative."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, False) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((f"{node.module}.{alias.name}", node.level > 0) for alias in node.names)


def is_below(name: str, module: str) -> bool:
    return name == module or name.startswith(module + ".")


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_are_absolute(path: Path) -> None:
    """So that they can be read, here and by people."""
    assert [name for name, relative in find_imports(path) if relative] == []


@pytest.mark.parametrize("path", sorted((BOT / "core").rglob("*.py")), ids=name_of)
def test_the_core_imports_no_framework(path: Path) -> None:
    """The core runs with nothing around it."""
    assert {name.partition(".")[0] for name, _ in find_imports(path)} <= CORE_MAY_IMPORT


def test_the_core_is_laid_out_by_its_steps() -> None:
    """Each step has a package of its own; only the assistant, which takes all of them, is a single module."""
    inside = {path.name for path in (BOT / "core").iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert inside == {"__init__.py", *STEPS[:-1], f"{STEPS[-1]}.py"}


@pytest.mark.parametrize("path", [path for path in MODULES if path.is_relative_to(BOT / "core")], ids=name_of)
def test_a_step_imports_only_those_before_it(path: Path) -> None:
    """From values to the assistant, so that no two steps of the core lean on each other."""
    own = path.relative_to(BOT / "core").parts[0].removesuffix(".py")
    allowed = STEPS[: STEPS.index(own) + 1] if own in STEPS else ()
    ours = [name for name, _ in find_imports(path) if is_below(name, "bot")]
    assert [name for name in ours if not any(is_below(name, f"bot.core.{step}") for step in allowed)] == []


@pytest.mark.parametrize("path", [path for path in MODULES if path.parent not in (BOT, BOT / "commands")], ids=name_of)
def test_a_room_imports_only_what_lies_behind_it(path: Path) -> None:
    """Command line → surfaces → core, and command line → tools → kb → core.

    What surfaces and the command line both use lies in rooms of its own, which know only the core: the store, `quiz`,
    which makes questions from facts, and `citing`, which writes sources as references and reads them; the tools use
    these two as well.
    """
    allowed = ROOM_MAY_IMPORT[path.relative_to(BOT).parts[0]]
    ours = [name for name, _ in find_imports(path) if is_below(name, "bot")]
    assert [name for name in ours if not any(is_below(name, room) for room in allowed)] == []


@pytest.mark.parametrize("path", sorted((BOT / "surfaces").rglob("*.py")), ids=name_of)
def test_no_surface_imports_another(path: Path) -> None:
    """What two surfaces share lies beside them."""
    own = f"bot.surfaces.{path.relative_to(BOT / 'surfaces').parts[0].removesuffix('.py')}"
    imported = {surface for name, _ in find_imports(path) for surface in SURFACES if is_below(name, surface)}
    assert imported <= {own}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_library_has_one_home(path: Path) -> None:
    """Everything that a library does is behind one module of ours."""
    imported = {name.partition(".")[0] for name, _ in find_imports(path)}
    is_home = {library: name_of(path).startswith(tuple(HOMES[library])) for library in imported & HOMES.keys()}
    assert [library for library, at_home in sorted(is_home.items()) if not at_home] == []


def test_importing_opens_no_file_and_no_socket() -> None:
    """Importing every module reads code and nothing else of ours, and calls nobody."""
    modules = [name_of(path).removesuffix(".py").replace("/", ".").removesuffix(".__init__") for path in MODULES]
    modules = [name for name in modules if name != "bot.__main__"]
    watch = """
import importlib, json, sys
seen, root = [], sys.argv[1]
def hook(event, arguments):
    if event == "open" and str(arguments[0]).startswith(root) and not str(arguments[0]).endswith((".py", ".pyc")):
        if ".pyc." not in str(arguments[0]):  # a compiled module on its way to its place
            seen.append(str(arguments[0]))
    elif event in ("socket.connect", "socket.bind", "socket.getaddrinfo", "subprocess.Popen"):
        seen.append(event)
sys.addaudithook(hook)
for name in json.loads(sys.argv[2]):
    importlib.import_module(name)
print(json.dumps(seen))
"""
    command = [sys.executable, "-c", watch, str(BOT), json.dumps(modules)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []


def test_a_question_loads_no_more_than_it_needs() -> None:
    """With the compiled knowledge at hand, a single question waits for none of the large libraries."""
    script = """
import sys
from bot.cli import main
code = main(["ask", "Hoeveel bibliotheken werken samen met bedrijven?"])
print(*sorted(sys.modules), file=sys.stderr)
sys.exit(code)
"""
    for _ in range(2):  # the first run compiles the knowledge base
        done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    slow = {
        "asyncio",
        "importlib.metadata",
        "jsonschema",
        "matplotlib",
        "numpy",
        "pathlib",
        "prompt_toolkit",
        "rich",
        "telegram",
        "tempfile",
        "yaml",
    }
    assert slow & set(done.stderr.split()) == set()
    assert "26%" in done.stdout


def strings_in(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and value of each string of a module, its docstrings and other loose strings aside."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    loose = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in loose:
            yield node.lineno, node.value


def literals_in(path: Path) -> Iterator[str]:
    """Yield the strings that a module says in `Literal[...]` are the values of a type."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "Literal":
            yield from (one.value for one in ast.walk(node.slice) if isinstance(one, ast.Constant))


def names_of_the_program(knowledge: KnowledgeBase) -> set[str]:
    """Return the strings that the core may hold though they look like words: names that the program gives itself.

    These are the values of its types, the ways of asking, and the names of word lists, phrases and their fields.
    """
    names = {DEFAULT_LANGUAGE, *WAYS, *NUMBER_LISTS, *NUMERALS}
    for path in sorted((BOT / "core").rglob("*.py")):
        names.update(literals_in(path))
    for language in knowledge.languages.values():
        names.update(language.words, language.asking, language.phrases)
        names.update(*(fields_of(text) or () for text in language.phrases.values()))
    return names


def ids_and_words(knowledge: KnowledgeBase) -> set[str]:
    """Return all ids of the knowledge base, and all words and phrases of the languages.

    The published lists of ordinary words are left out: a program is written in such words.
    """
    found = {*own_concepts(knowledge), *knowledge.facts, *knowledge.sources}
    for language in knowledge.languages.values():
        for lists in (language.words, language.asking, language.numerals):
            found.update(*(words for name, words in lists.items() if name not in OPEN_CLASSES))
        found.update(language.numbers, language.fractions, language.months)
    for concept in (knowledge.concepts[way] for way in WAYS):
        found.update(concept.pref.values(), *concept.alt.values(), *concept.hidden.values())
    return found


def test_the_core_holds_no_id_of_the_knowledge_base_and_no_word_of_a_language(
    knowledge: KnowledgeBase, tmp_path: Path
) -> None:
    """What it must know of a concept is a role; what it must know of a language stands in the files of the language."""
    forbidden = ids_and_words(knowledge) - names_of_the_program(knowledge)
    found = [
        f"{name_of(path)}:{line}: {string!r}"
        for path in sorted((BOT / "core").rglob("*.py"))
        if name_of(path) != INFLECTION
        for line, string in strings_in(path)
        if string in forbidden
    ]
    assert found == []
    wrong = tmp_path / "wrong.py"
    wrong.write_text('"""library"""\nSUBJECT = "library"\nTURNS = {"maar", "trend"}\n', encoding="utf-8")
    assert [string for _, string in strings_in(wrong) if string in forbidden] == ["library", "maar"]
