"""The standard streams as we need them: there, and able to take any character."""

import codecs
import contextlib
import os
import sys

# What stands in where a terminal's encoding lacks the character; for others, their escape.
PLAIN = {
    "–": "-",
    "—": "-",
    "−": "-",
    "…": "...",
    "·": "-",
    "•": "*",
    "×": "x",
    "→": "->",
    "✓": "+",
    "✗": "x",
    "─": "-",
    "█": "#",
    "‘": "'",
    "’": "'",
    "“": '"',
    "”": '"',
}
_ERRORS = "breakd-plain"


def prepare() -> None:
    """Open what was closed when we were started, so that no other file can take its number, and
    let every stream print anything: file names need not be text, nor do all terminals know all
    characters."""
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        if getattr(sys, name) is None:
            _open(number)
            setattr(sys, name, open(number, mode, closefd=False))  # noqa: SIM115 (for good)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors=_ERRORS)


def encoded(text: str, encoding: str) -> bytes:
    """The text as `prepare` would have a stream write it."""
    return text.encode(encoding, _ERRORS)


def _open(number: int) -> None:
    with contextlib.suppress(OSError):
        os.fstat(number)
        return
    handle = os.open(os.devnull, os.O_RDWR)
    if handle != number:
        os.dup2(handle, number)
        os.close(handle)


def _plain(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    known = PLAIN.get(error.object[error.start])
    if known is not None:
        return known, error.start + 1
    one = UnicodeEncodeError(error.encoding, error.object, error.start, error.start + 1, "")
    instead, end = codecs.backslashreplace_errors(one)
    assert isinstance(instead, str)  # it is bytes only for errors in decoding
    return instead, end


codecs.register_error(_ERRORS, _plain)
