"""Standard output and standard error that pass on no character which a terminal would obey.

What a command prints holds names of files and words from them, and these may be anybody's.
"""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO, cast

from bot.core.words.printable import printable


class PrintableOutput:
    """A text stream that makes what is written to it printable; bytes written to its `buffer` pass as they are."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write a text."""
        return self._stream.write(printable(text))

    def writelines(self, lines: Iterable[str]) -> None:
        """Write texts one after the other."""
        self._stream.writelines(map(printable, lines))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


@contextmanager
def printable_output() -> Iterator[None]:
    """Meanwhile, let `sys.stdout` and `sys.stderr` be printable."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (cast("TextIO", PrintableOutput(stream)) for stream in before)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before
