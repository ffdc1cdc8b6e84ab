"""Secrets, such as the token: from the environment, or from a file that only the program can read.

Whoever may look at the environment of a process, or of one that it starts, finds nothing of what came from a file.
"""

import os
from collections.abc import Mapping

# As the official images of Docker call it: VRAAGBAAK_STORE_FILE names the file of VRAAGBAAK_STORE.
FILE_SUFFIX = "_FILE"
CREDENTIALS_VARIABLE = "CREDENTIALS_DIRECTORY"  # of systemd: what LoadCredential= of a unit names
LONGEST_SECRET = 4096  # bytes; a token has about 46, an address of PostgreSQL with all its options some hundreds


class SecretError(Exception):
    """A file that should hold a secret cannot be used. The arguments: its path, and why it cannot be read or None."""


def find_secret(variable: str, environ: Mapping[str, str]) -> str:
    """Return a secret without space around it; empty if it is nowhere.

    Args:
        variable: What the secret is called; the variable with `_FILE` behind it names a file that holds it, and
            LoadCredential= of a systemd unit may give such a file by this name. The first that is there counts.
        environ: The environment.

    Raises:
        SecretError: If the file cannot be read, or does not hold just one line of text.
    """
    if secret := environ.get(variable, "").strip():
        return secret
    path = environ.get(variable + FILE_SUFFIX) or _find_credential(variable, environ)
    return _read(path) if path else ""


def _find_credential(name: str, environ: Mapping[str, str]) -> str:
    folder = environ.get(CREDENTIALS_VARIABLE)
    path = os.path.join(folder, name) if folder else ""
    return path if path and os.path.exists(path) else ""


def _read(path: str) -> str:
    try:
        with open(path, "rb") as file:
            content = file.read(LONGEST_SECRET + 1)
        secret = content.decode().strip()
    except OSError as error:
        raise SecretError(path, error.strerror) from None
    except UnicodeDecodeError:
        raise SecretError(path, None) from None  # the cause quotes the secret
    if not secret or len(content) > LONGEST_SECRET or len(secret.splitlines()) > 1:
        raise SecretError(path, None)
    return secret
