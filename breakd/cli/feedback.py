"""The verbs that say which stretches suit the user: obeyed at once by the running breakd, and
written down without one."""

from argparse import Namespace
from collections.abc import Callable
from pathlib import Path
from typing import Any

from breakd.choice.likes import Likes, UnwrittenError
from breakd.cli.failure import Failure, refused, usage
from breakd.config.settings import Settings
from breakd.control import client
from breakd.core.stretch import Stretch
from breakd.text import answers

Write = Callable[[Likes, Stretch, Settings], str]


def hurts(arguments: Namespace) -> int:
    return _say("hurts", arguments.stretch, lambda likes, stretch, _: likes.hide(stretch))


def hide(arguments: Namespace) -> int:
    return _say("hide", arguments.stretch, lambda likes, stretch, _: likes.hide(stretch))


def unhide(arguments: Namespace) -> int:
    def write(likes: Likes, stretch: Stretch, now: Settings) -> str:
        return likes.unhide(stretch, now.preferences)

    return _say("unhide", arguments.stretch, write)


def favour(arguments: Namespace) -> int:
    def write(likes: Likes, stretch: Stretch, now: Settings) -> str:
        return likes.favour(stretch, now.preferences, off=arguments.off)

    return _say("favour", arguments.stretch, write, **({"off": True} if arguments.off else {}))


def _say(verb: str, name: str | None, write: Write, **fields: object) -> int:
    request: dict[str, Any] = {"do": verb, **fields}
    if name is not None:
        request["stretch"] = name
    try:
        reply = client.ask(request)
    except client.NoDaemonError as error:
        if name is None:  # nobody knows which one was shown
            raise Failure(str(error)) from None
        print(_written(name, write))
        return 0
    if not reply.get("ok"):
        raise refused(reply)
    print(reply.get("text", ""))
    return 0


def _written(name: str, write: Write) -> str:
    """The same without a daemon, which takes it up at its next start."""
    from breakd.catalogue.loader import load as load_catalogue
    from breakd.cli.configured import settings
    from breakd.config.source import Sources

    now = settings()
    stretches = load_catalogue([Path(folder) for folder in now.preferences.packs]).stretches
    stretch = stretches.get(name)
    if stretch is None:
        from difflib import get_close_matches

        close = get_close_matches(name, stretches, 1)
        raise usage(answers.unknown_stretch(name, close[0] if close else None))
    try:
        return write(Likes(Sources.standard()), stretch, now)
    except UnwrittenError as error:
        raise Failure(str(error)) from None
