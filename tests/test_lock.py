"""The image is built of exact versions, each with the hashes of its files, and of nothing else from outside."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
WANTED = {
    "requirements.txt": (
        *PROJECT["project"]["dependencies"],
        *PROJECT["project"]["optional-dependencies"]["postgresql"],
    ),
    "requirements-build.txt": tuple(PROJECT["build-system"]["requires"]),
}
IMAGE = {"sys_platform": "linux", "platform_system": "Linux", "python_version": "3.12", "python_full_version": "3.12.0"}


def find_locked(lock: str) -> dict[str, tuple[Requirement, list[str]]]:
    """Return what a lock holds by name: the requirement, and the rest of its lines."""
    lines = lock.replace("\\\n", " ").splitlines()
    found = {}
    for line in lines:
        if line.strip() and not line.lstrip().startswith("#"):
            pin, *hashes = re.split(r"\s+(?=--hash=)", line.strip())
            requirement = Requirement(pin)
            found[canonicalize_name(requirement.name)] = requirement, hashes
    return found


def find_gaps(lock: str, wanted: tuple[str, ...]) -> Iterator[str]:
    """Yield what keeps a lock from being enough: a line without exact version or hash, or a dependency not met."""
    locked = find_locked(lock)
    for name, (requirement, hashes) in locked.items():
        if not re.fullmatch(r"==[\w.!+]+", str(requirement.specifier)):
            yield f"{name} has no exact version"
        if not hashes or not all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", one) for one in hashes):
            yield f"{name} has no hash"
    for text in wanted:
        needed = Requirement(text)
        name = canonicalize_name(needed.name)
        if needed.marker is not None and not needed.marker.evaluate(IMAGE):
            continue
        if name not in locked:
            yield f"{name} is not there"
            continue
        requirement, _ = locked[name]
        version = str(requirement.specifier).removeprefix("==")
        if not needed.specifier.contains(version) or (requirement.marker and not requirement.marker.evaluate(IMAGE)):
            yield f"{name} {version} is not {needed}"


@pytest.mark.parametrize("name", WANTED)
def test_the_lock_satisfies_the_project(name: str) -> None:
    """Each dependency in a version that pyproject.toml allows; `sh deploy/lock.sh` makes it so."""
    lock = (ROOT / "deploy" / name).read_text(encoding="utf-8")
    assert list(find_gaps(lock, WANTED[name])) == []


@pytest.mark.parametrize(
    ("lock", "gap"),
    [
        pytest.param("", "yarl is not there", id="left out"),
        pytest.param(f"yarl==1.16 --hash=sha256:{'0' * 64}", "yarl 1.16 is not yarl>=1.17", id="too old"),
        pytest.param(
            f"yarl==1.17 ; sys_platform == 'win32' --hash=sha256:{'0' * 64}", "yarl 1.17 is not", id="not here"
        ),
        pytest.param("yarl==1.17", "yarl has no hash", id="without a hash"),
        pytest.param("yarl==1.17 \\\n    --hash=md5:0123", "yarl has no hash", id="with a weak hash"),
        pytest.param(f"yarl>=1.17 --hash=sha256:{'0' * 64}", "yarl has no exact version", id="a range"),
    ],
)
def test_a_gap_is_found(lock: str, gap: str) -> None:
    """What the test above would tell."""
    assert gap in "\n".join(find_gaps(lock, ("yarl>=1.17",)))


def test_nothing_is_installed_without_the_lock() -> None:
    """By pip with --require-hashes, or what was built here, without the network."""
    orders = [line for line in DOCKERFILE.splitlines() if re.search(r"pip (install|wheel|download)", line)]
    assert len(orders) == 4
    assert all("--require-hashes --only-binary :all:" in line or "--no-index" in line for line in orders)
    assert "apt-get" not in DOCKERFILE
    assert all(f"-r {name}" in DOCKERFILE for name in WANTED)


def test_the_lock_is_made_for_the_python_of_the_image() -> None:
    """The command says which, and the lock says the command."""
    script = (ROOT / "deploy" / "lock.sh").read_text(encoding="utf-8")
    version = re.search(r"^FROM python:(\d+\.\d+)-slim", DOCKERFILE, re.MULTILINE)
    assert version is not None
    assert f"--python-version {version[1]} " in script
    for name in WANTED:
        assert f"--output-file deploy/{name} " in script
        assert "sh deploy/lock.sh" in (ROOT / "deploy" / name).read_text(encoding="utf-8")
