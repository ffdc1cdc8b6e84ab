"""The YAML files of a knowledge base as they stood in an older revision, read from git without touching the disk.

A folder that somebody else made may bring its own git configuration, and git obeys some of that by running commands.
So git is not run at all: dulwich reads the objects, and it starts no process and opens no connection to find one.
"""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from stat import S_ISREG
from typing import Literal

from dulwich.config import ConfigFile
from dulwich.errors import NotGitRepository
from dulwich.object_store import iter_tree_contents
from dulwich.objects import Blob, Commit, ObjectID, ShaFile, Tree
from dulwich.objectspec import AmbiguousShortId, parse_commit, parse_object
from dulwich.repo import Repo

from bot.kb.files import ENDINGS, RawFile

Obstacle = Literal["no_repository", "no_revision", "not_there", "missing", "unreadable"]

MOST_ENTRIES = 100_000  # files and folders of a revision; a few small objects can name each other into billions
STEPS_BACK = re.compile(r"(.+?)((?:[~^]\d{0,9})*)", re.DOTALL)  # "main~3^2": a name, and steps to ancestors


class RevisionError(Exception):
    """The older version cannot be had; `obstacle` is why, and `said` is the kind of fault that its reader met."""

    def __init__(self, obstacle: Obstacle, said: str = "") -> None:
        super().__init__(obstacle)
        self.obstacle = obstacle
        self.said = said


def read_revision(directory: str, revision: str, environ: Mapping[str, str]) -> tuple[RawFile, ...]:
    """Return the YAML files below a folder as they were in a revision, sorted by name as `read_files` does.

    Args:
        directory: A folder of a checkout, at any depth.
        revision: A branch, a tag, "HEAD" or the begin of a hash, and steps back from there, as in "HEAD~3".
        environ: The environment of the user, for GIT_CEILING_DIRECTORIES.

    Raises:
        RevisionError: If there is no checkout, no such revision, no YAML file in it, or an object cannot be read.
    """
    with _opened(directory, environ) as (repository, folder):
        tree = _find_tree(repository, _find_commit(repository, revision), folder)
        blobs = dict(sorted(_find_blobs(repository, tree.id)))
        if not blobs:
            raise RevisionError("not_there")
        contents = {hash_: _read_blob(repository, hash_) for hash_ in {*blobs.values()}}
    shown = f"{revision}:{directory}"
    return tuple(RawFile(os.path.join(shown, *name.split("/")), name, contents[hash_]) for name, hash_ in blobs.items())


def is_committed(path: str, environ: Mapping[str, str]) -> bool:
    """Tell whether a file is a part of the commit that its folder is a checkout of: then it came along with others.

    Of a repository that cannot be read, every file counts as one.
    """
    folder, name = os.path.split(os.path.abspath(path))
    try:
        with _opened(folder, environ) as (repository, below):
            tree = _find_tree(repository, _find_commit(repository, "HEAD"), below)
            # A disk of macOS or Windows finds a file by its name in other capitals too.
            return os.fsdecode(name).casefold() in {os.fsdecode(one).casefold() for one in tree}
    except RevisionError as refused:
        return refused.obstacle in ("missing", "unreadable")


@contextmanager
def _opened(directory: str, environ: Mapping[str, str]) -> Iterator[tuple[Repo, str]]:
    """Open the repository of a checkout; yield it, and where in it the folder is. Whatever fails is a RevisionError."""
    root = _find_root(directory, environ.get("GIT_CEILING_DIRECTORIES", ""))
    try:
        with closing(_Checkout(root, bare=False)) as repository:
            yield repository, os.path.relpath(os.path.realpath(directory), root)
    except RevisionError:
        raise
    except NotGitRepository:
        raise RevisionError("no_repository") from None
    except Exception as error:  # what is damaged, or made to look so, shows in whatever the library stumbles over
        raise RevisionError("unreadable", type(error).__name__) from error


class _Checkout(Repo):
    """A repository beside files. In a partial clone objects may be missing, and what is there is read all the same."""

    def get_config(self) -> ConfigFile:
        config = super().get_config()
        for extension in [name for name, _ in config.items((b"extensions",)) if name.lower() == b"partialclone"]:
            config.remove((b"extensions",), extension)  # in memory; else the library refuses the whole repository
        return config


def _find_root(directory: str, ceilings: str) -> str:
    """Return the nearest folder from this one upwards that has a `.git`.

    A repository without that, which has its parts in the folder itself, is not looked for: it can be committed to
    another one, and would then take its place.
    """
    highest = {os.path.realpath(path) for path in ceilings.split(os.pathsep) if os.path.isabs(path)}
    at = os.path.realpath(directory)
    while not (os.path.isfile(git := os.path.join(at, ".git")) or os.path.lexists(os.path.join(git, "HEAD"))):
        above = os.path.dirname(at)
        if above == at or above in highest:
            raise RevisionError("no_repository")
        at = above
    return at


def _find_commit(repository: Repo, revision: str) -> Commit:
    named = STEPS_BACK.fullmatch(revision)
    if named is None:
        raise RevisionError("no_revision")
    name, steps = named.groups()
    try:
        commit = parse_commit(repository, os.fsencode("HEAD" if name == "@" else name))
        for step in re.findall(r"[~^]\d*", steps):  # one by one: the library takes no mixture
            found = parse_object(repository, commit.id + step.encode("ascii"))
            if not isinstance(found, Commit):
                raise RevisionError("no_revision")
            commit = found
    except (KeyError, ValueError, AmbiguousShortId):
        raise RevisionError("no_revision") from None
    return commit


def _find_tree(repository: Repo, commit: Commit, folder: str) -> Tree:
    """Return a folder, seen from the top, as it was in a commit."""
    tree = _read(repository, commit.tree)
    for part in [] if folder == os.curdir else folder.split(os.sep):
        if not isinstance(tree, Tree) or os.fsencode(part) not in tree:
            raise RevisionError("not_there")
        tree = _read(repository, tree[os.fsencode(part)][1])
    if not isinstance(tree, Tree):  # a file by that name
        raise RevisionError("not_there")
    return tree


def _find_blobs(repository: Repo, tree: ObjectID) -> Iterator[tuple[str, ObjectID]]:
    """Yield name (below the folder) and hash of each YAML file, but for hidden ones, and for links to other files."""
    try:
        for count, entry in enumerate(iter_tree_contents(repository.object_store, tree, include_trees=True)):
            if count == MOST_ENTRIES:
                raise RevisionError("unreadable", f"> {MOST_ENTRIES} files")
            name = os.fsdecode(entry.path or b"")
            is_hidden = any(part.startswith(".") for part in name.split("/"))
            if entry.sha and S_ISREG(entry.mode or 0) and name.lower().endswith(ENDINGS) and not is_hidden:
                yield name, entry.sha
    except KeyError:
        raise RevisionError("missing") from None


def _read_blob(repository: Repo, hash_: ObjectID) -> bytes:
    blob = _read(repository, hash_)
    if not isinstance(blob, Blob):
        raise RevisionError("unreadable", blob.type_name.decode("ascii"))
    return blob.data


def _read(repository: Repo, hash_: ObjectID) -> ShaFile:
    try:
        return repository.object_store[hash_]
    except KeyError:
        raise RevisionError("missing") from None
