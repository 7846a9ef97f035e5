"""The verbs that talk to the running breakd."""

import json
import sys
from argparse import Namespace
from typing import Any

from breakd.cli.failure import Failure, refused, usage
from breakd.config import durations
from breakd.control import client
from breakd.text import commands as text


def now(arguments: Namespace) -> int:
    request = {"do": "now"}
    if arguments.stretch is not None:
        request["stretch"] = arguments.stretch
    return _do(request)


def done(_arguments: Namespace) -> int:
    return _do({"do": "done"})


def snooze(arguments: Namespace) -> int:
    request: dict[str, Any] = {"do": "snooze"}
    if arguments.duration is not None:
        request["seconds"] = _seconds(arguments.duration, durations.DAY)
    return _do(request)


def skip(_arguments: Namespace) -> int:
    return _do({"do": "skip"})


def another(_arguments: Namespace) -> int:
    return _do({"do": "another"})


def start(_arguments: Namespace) -> int:
    return _do({"do": "start"})


def pause(arguments: Namespace) -> int:
    return _do({"do": "pause", **_pause(arguments.words)})


def resume(_arguments: Namespace) -> int:
    return _do({"do": "resume"})


def reading(arguments: Namespace) -> int:
    request: dict[str, Any] = {"do": "reading"}
    if arguments.duration == "off":
        request["off"] = True
    elif arguments.duration is not None:
        seconds = _seconds(arguments.duration, 4 * durations.HOUR, text.READING_EXPECTED)
        request["seconds"] = seconds
    return _do(request)


def why(_arguments: Namespace) -> int:
    return _do({"do": "why"})


def status(arguments: Namespace) -> int:
    if not arguments.follow:
        _show(_ask({"do": "status"}), arguments)
        return 0
    try:
        for reply in client.follow():
            _show(_checked(reply), arguments)
    except client.NoDaemonError as error:
        raise Failure(str(error)) from None
    except KeyboardInterrupt:
        pass  # the way to end it
    return 0


def _do(request: dict[str, Any]) -> int:
    said = _ask(request)["text"]
    if said:
        print(said)
    return 0


def _ask(request: dict[str, Any]) -> dict[str, Any]:
    try:
        return _checked(client.ask(request))
    except client.NoDaemonError as error:
        raise Failure(str(error)) from None


def _checked(reply: dict[str, Any]) -> dict[str, Any]:
    if not reply.get("ok"):
        raise refused(reply)
    return reply


def _show(reply: dict[str, Any], arguments: Namespace) -> None:
    if arguments.json:
        line = json.dumps(reply["status"], ensure_ascii=False)
    elif arguments.format == "waybar":
        from breakd.control.waybar import waybar

        line = json.dumps(waybar(reply["status"], reply["text"]), ensure_ascii=False)
    else:
        line = reply["text"]
    print(line)
    sys.stdout.flush()


def _pause(words: list[str]) -> dict[str, Any]:
    """What the words after `pause` say, as fields of the request."""
    match words:
        case []:
            return {}
        case ["today"]:
            return {"until": "today"}
        case ["until", clock]:
            moment = durations.clock_time(clock)
            if moment is not None:
                return {"until": f"{moment:%H:%M}"}
        case [duration]:
            return {"seconds": _seconds(duration, 7 * durations.DAY, text.PAUSE_EXPECTED)}
    raise usage(text.must_be(" ".join(words), text.PAUSE_EXPECTED))


def _seconds(written: str, most: float, otherwise: str = "") -> float:
    try:
        return durations.parse(written, most=most)
    except durations.DurationError as error:
        # A number that only lacks its unit deserves the hint.
        expected = str(error) if written.strip().isdigit() or not otherwise else otherwise
        raise usage(text.must_be(written, expected)) from None
