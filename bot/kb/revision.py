"""The YAML files of a knowledge base as they stood in an older revision, read from git without touching the disk."""

import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from bot.kb.files import ENDINGS, RawFile

Obstacle = Literal["no_git", "no_repository", "no_revision", "not_there", "git_failed"]

REGULAR_FILES = ("100644", "100755")  # modes of git; a link to another file has its own
OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR")


class RevisionError(Exception):
    """The older version cannot be had; `obstacle` is why, and `said` is what git itself says of it."""

    def __init__(self, obstacle: Obstacle, said: str = "") -> None:
        super().__init__(obstacle)
        self.obstacle = obstacle
        self.said = said


def read_revision(directory: str, revision: str, environ: Mapping[str, str]) -> tuple[RawFile, ...]:
    """Return the YAML files below a folder as they were in a revision, sorted by name as `read_files` does.

    Args:
        directory: A folder of a checkout, at any depth.
        revision: As git knows it: "HEAD", "main", "HEAD~3", "v1.2" or the begin of a hash.
        environ: The environment of the user.

    Raises:
        RevisionError: If there is no git, no checkout, no such revision, or no YAML file in it.
    """
    git = _Git(directory, environ)
    if not git.ran("rev-parse", "--git-dir"):
        raise RevisionError("no_repository", git.said)
    if revision.startswith("-") or not git.ran("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}"):
        raise RevisionError("no_revision")
    commit = git.output.strip().decode("ascii")
    git.run("ls-tree", "-r", "-z", commit)
    hashes = dict(sorted(_find_blobs(git.output)))
    if not hashes:
        raise RevisionError("not_there")
    git.run("cat-file", "--batch", typed="".join(f"{hash_}\n" for hash_ in hashes.values()))
    shown = f"{revision}:{directory}"
    contents = _split_batch(git.output, len(hashes))
    return tuple(
        RawFile(os.path.join(shown, *name.split("/")), name, content)
        for name, content in zip(hashes, contents, strict=True)
    )


def _find_blobs(listed: bytes) -> Iterator[tuple[str, str]]:
    """Yield name (below the folder) and hash of each YAML file that `git ls-tree -r -z` lists, but for hidden ones."""
    for entry in filter(None, listed.split(b"\0")):
        about, _, path = entry.partition(b"\t")
        mode, _, hash_ = about.decode("ascii").split()
        name = os.fsdecode(path)
        is_hidden = any(part.startswith(".") for part in name.split("/"))
        if mode in REGULAR_FILES and name.lower().endswith(ENDINGS) and not is_hidden:
            yield name, hash_


def _split_batch(batch: bytes, count: int) -> Iterator[bytes]:
    """Yield the contents in the output of `git cat-file --batch`: of each a line "hash type size", and the content."""
    at = 0
    for _ in range(count):
        end = batch.index(b"\n", at)
        size = int(batch[at:end].split()[2])
        yield batch[end + 1 : end + 1 + size]
        at = end + 1 + size + 1


class _Git:
    """Runs git in one folder."""

    def __init__(self, directory: str, environ: Mapping[str, str]) -> None:
        # A hook of git tells where its own repository is, from another folder than ours; the folder itself knows.
        self._environ = {name: value for name, value in environ.items() if name not in OF_A_HOOK} | {"LC_ALL": "C"}
        self._directory = directory
        self.output = b""
        self.said = ""

    def ran(self, *arguments: str, typed: str = "") -> bool:
        """Run git, and tell whether it could do it. Raises RevisionError where there is no git."""
        command: Sequence[str] = ("git", *arguments)
        try:
            done = subprocess.run(
                command, cwd=self._directory, env=self._environ, input=typed.encode(), capture_output=True, check=False
            )
        except (OSError, ValueError) as error:  # a zero byte in an argument is a ValueError
            raise RevisionError("no_git" if isinstance(error, FileNotFoundError) else "no_revision") from error
        self.output = done.stdout
        self.said = " ".join(done.stderr.decode("utf-8", "replace").split())
        return done.returncode == 0

    def run(self, *arguments: str, typed: str = "") -> None:
        """Run git on what is known to be there."""
        if not self.ran(*arguments, typed=typed):
            raise RevisionError("git_failed", self.said)
