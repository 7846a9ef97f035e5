"""TOML that somebody else may have written."""

import re
import tomllib

# A key of many parts, a.a.a and so on: tomllib remembers every beginning of it, so that one long
# line could eat gigabytes.  Longer parts than these are too few to matter.
_PART = r"""(?:[\w-]{1,200}|"(?:[^"\\\n]|\\.){0,200}"|'[^'\n]{0,200}')"""
_LONG_KEY = re.compile(rf"(?:^|[\[{{,])[ \t]*(?:{_PART}[ \t]*\.[ \t]*){{8}}", re.MULTILINE)


def loads(text: str) -> dict[str, object]:
    """The content of `text`.

    Raises TOMLDecodeError for what is no TOML, RecursionError for what is nested too deeply, and
    another ValueError for a number that is too long.
    """
    if _LONG_KEY.search(text):
        raise RecursionError("a key of too many parts")
    return tomllib.loads(text)
