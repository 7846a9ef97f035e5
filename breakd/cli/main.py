"""From words to an exit status."""

import contextlib
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from breakd import __version__, paths, streams
from breakd.cli.failure import COULD_NOT, Failure, usage
from breakd.text import commands as text


def main(argv: Sequence[str]) -> int:
    """Do what `argv`, without the program's name, says.  Returns the exit status: 0 done,
    1 could not, 2 wrong usage or configuration."""
    streams.prepare()
    paths.forget_bad_home()
    try:
        status = _run(argv)
        sys.stdout.flush()
        return status
    except Failure as failure:
        for sentence in failure.sentences:
            _complain(sentence)
        return failure.status
    except BrokenPipeError:
        _let_go_of_output()  # the reader, `head` say, has had enough
        return 0
    except KeyboardInterrupt:
        _complain(text.INTERRUPTED)
        return COULD_NOT
    except OSError as error:
        name = error.filename
        file = os.fsdecode(name) if isinstance(name, str | bytes) else None
        _complain(text.system_error(error.strerror or str(error), file))
        _let_go_of_output()
        return COULD_NOT


def _run(argv: Sequence[str]) -> int:
    words = list(argv)
    if not words or (words[0].startswith("-") and words[0] not in ("-h", "--help", "--version")):
        words.insert(0, "run")
    if words == ["run"]:  # what a parser takes would stay with the daemon all day: 0.8 MiB
        from breakd.cli.service import daemon

        return daemon(None)
    known = [name for group in text.GROUPS.values() for name in group]
    if not words[0].startswith("-") and words[0] not in known:
        from difflib import get_close_matches

        close = get_close_matches(words[0], known, 1)
        raise usage(text.no_command(words[0], close[0] if close else None))
    from breakd.cli.parser import overview, parser_of

    try:
        if words[0].startswith("-"):
            overview(f"breakd {__version__}").parse_known_args(words)
        arguments, rest = parser_of(words[0]).parse_known_args(words[1:])
    except SystemExit as shown:  # --help and --version
        return int(shown.code or 0)
    if rest:
        raise usage(text.too_much(f"breakd {words[0]}", " ".join(rest)))
    module, _, function = arguments.verb.partition(":")
    verb: Callable[..., int] = getattr(import_module(f"breakd.cli.{module}"), function)
    return verb(arguments)


def _let_go_of_output() -> None:
    """What cannot be written now is not to be tried again, and complained of, at exit."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _complain(sentence: str) -> None:
    with contextlib.suppress(OSError):  # nobody reads it
        print(sentence, file=sys.stderr, flush=True)
