#!/bin/sh
# Renews the exact versions that the image is built of, each with the hashes of its files: `sh deploy/lock.sh`, with uv
# (`pip install uv`) and Python 3.11 or newer. Then run the tests, and commit what changed in deploy/.
# Only wheels are taken, so that nothing of a package runs while the image is built.
set -eu
cd "$(dirname "$0")/.."
lock() {
    uv pip compile --quiet --upgrade --universal --python-version 3.12 --generate-hashes --no-build \
        --custom-compile-command "sh deploy/lock.sh" "$@"
}
lock --extra postgresql --output-file deploy/requirements.txt pyproject.toml
python3 -c 'import tomllib; print(*tomllib.load(open("pyproject.toml", "rb"))["build-system"]["requires"], sep="\n")' |
    lock --output-file deploy/requirements-build.txt -
