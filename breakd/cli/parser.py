"""What can be written on the command line."""

import argparse
import re
from collections.abc import Callable
from typing import NoReturn

from breakd.cli.failure import usage
from breakd.text import commands as text


class _Unmeasured(argparse.HelpFormatter):
    """What argparse makes and throws away for each argument that is added.  The terminal's width,
    for which it imports `shutil` and all that compresses, matters only where help is printed."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=80)


class Parser(argparse.ArgumentParser):
    """A parser whose errors are failures with one sentence, and which does not guess."""

    def __init__(self, **options: object) -> None:
        super().__init__(allow_abbrev=False, add_help=False, **options)  # type: ignore[arg-type]  # passed through
        self.formatter_class = _Unmeasured
        self.add_argument("-h", "--help", action="help", help=text.HELP)
        # "-5m" is a wrong duration, which its verb can say; argparse would call it an option.
        self._negative_number_matcher = re.compile(r"-\d")

    def _check_value(self, action: argparse.Action, value: object) -> None:
        if action.choices is not None and value not in action.choices:
            option = "/".join(action.option_strings)
            raise usage(text.must_be(str(value), text.one_of(option, list(action.choices))))

    def format_help(self) -> str:
        self.formatter_class = argparse.HelpFormatter
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        raise usage(text.wrong_usage(self.prog, message))


class Overview(Parser):
    """The parser of all commands, whose help shows them in groups."""

    def format_help(self) -> str:
        lines = [text.TAGLINE, "", text.USAGE]
        for group, commands in text.GROUPS.items():
            lines += ["", f"{group}:"]
            lines += [f"  {name:<11}{about}" for name, about in commands.items()]
        lines += ["", *(f"  {example:<44}{about}" for example, about in text.EXAMPLES)]
        lines += ["", f"{text.DURATIONS} {text.MORE_HELP}"]
        return "\n".join(lines) + "\n"


def overview(version: str) -> Parser:
    """What understands the command line as long as no command is on it."""
    parser = Overview(prog="breakd", usage=text.USAGE)
    parser.add_argument("--version", action="version", version=version, help=text.VERSION)
    return parser


def parser_of(command: str) -> Parser:
    """The parser of what follows this command; a parser of all of them would take longer to build
    than most of them to run.  The parsed arguments have the verb's function as `verb`."""
    about = next(group[command] for group in text.GROUPS.values() if command in group)
    parser = Parser(prog=f"breakd {command}", description=_sentence(about))
    function, add = _COMMANDS[command]
    parser.set_defaults(verb=function)
    add(parser)
    return parser


def _nothing(_: Parser) -> None:
    """It stands alone."""


def _run(parser: Parser) -> None:
    parser.add_argument("--config", metavar="FILE", help=text.RUN_CONFIG)


def _autostart(parser: Parser) -> None:
    _choices(parser, "service:autostart_", text.AUTOSTART)


def _snooze(parser: Parser) -> None:
    parser.add_argument("duration", metavar="DURATION", nargs="?", help=text.SNOOZE_FOR)


def _now(parser: Parser) -> None:
    parser.add_argument("stretch", metavar="STRETCH", nargs="?", help=text.NOW_STRETCH)


def _pause(parser: Parser) -> None:
    parser.usage = "breakd pause [-h] [DURATION | until HH:MM | today]"
    parser.add_argument("words", metavar="DURATION", nargs="*", help=text.PAUSE_FOR)


def _reading(parser: Parser) -> None:
    parser.add_argument("duration", metavar="DURATION", nargs="?", help=text.READING_FOR)


def _hurts(parser: Parser) -> None:
    parser.add_argument("stretch", metavar="STRETCH", nargs="?", help=text.HURTS_STRETCH)


def _liked(parser: Parser) -> None:
    parser.add_argument("stretch", metavar="STRETCH", help=text.NOW_STRETCH)


def _favour(parser: Parser) -> None:
    _liked(parser)
    parser.add_argument("--off", action="store_true", help=text.FAVOUR_OFF)


def _status(parser: Parser) -> None:
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=text.JSON)
    form.add_argument("--format", choices=["waybar"], help=text.FORMAT)
    parser.add_argument("--follow", action="store_true", help=text.FOLLOW)


def _doctor(parser: Parser) -> None:
    parser.add_argument("--json", action="store_true", help=text.JSON)


def _stats(parser: Parser) -> None:
    parser.add_argument("--json", action="store_true", help=text.JSON)
    parser.add_argument("--days", metavar="N", default="7", help=text.DAYS)


def _choices(parser: Parser, prefix: str, abouts: dict[str, str]) -> dict[str, Parser]:
    actions = parser.add_subparsers(metavar="ACTION", parser_class=Parser)
    added = {}
    for name, about in abouts.items():
        added[name] = actions.add_parser(name, help=about, description=_sentence(about))
        added[name].set_defaults(verb=prefix + name)
    return added


def _history(parser: Parser) -> None:
    actions = parser.add_subparsers(metavar="ACTION", required=True, parser_class=Parser)
    export = actions.add_parser("export", help=text.EXPORT, description=_sentence(text.EXPORT))
    export.set_defaults(verb="records:export")
    export.add_argument("--format", choices=["csv", "json"], default="csv", help=text.EXPORT_FORMAT)
    export.add_argument("--out", metavar="FILE", help=text.EXPORT_OUT)
    purge = actions.add_parser("purge", help=text.PURGE, description=_sentence(text.PURGE))
    purge.set_defaults(verb="records:purge")
    which = purge.add_mutually_exclusive_group()
    which.add_argument("--before", metavar="DATE", help=text.PURGE_BEFORE)
    which.add_argument("--all", action="store_true", help=text.PURGE_ALL)


def _stretches(parser: Parser) -> None:
    actions = parser.add_subparsers(metavar="ACTION", parser_class=Parser)
    listing = actions.add_parser("list", help=text.LIST, description=_sentence(text.LIST))
    listing.set_defaults(verb="library:listing")
    # `breakd stretches --area neck` is as clear; what stands behind the action goes before it.
    for each, default in ((parser, None), (listing, argparse.SUPPRESS)):
        for name, (metavar, about) in text.FILTERS.items():
            each.add_argument(
                f"--{name}", metavar=metavar, action="append", default=default, help=about
            )
        for name, about in (("all", text.LIST_ALL), ("json", text.JSON)):
            each.add_argument(f"--{name}", action="store_true", default=default, help=about)
    show = actions.add_parser(
        "show", help=text.SHOW_STRETCH, description=_sentence(text.SHOW_STRETCH)
    )
    show.set_defaults(verb="library:show")
    show.add_argument("stretch", metavar="ID", help=text.STRETCH_ID)
    check = actions.add_parser(
        "check", help=text.CHECK_PACK, description=_sentence(text.CHECK_PACK)
    )
    check.set_defaults(verb="packs:check")
    check.add_argument("folder", metavar="FOLDER", help=text.PACK_FOLDER)
    play = actions.add_parser("play", help=text.PLAY, description=_sentence(text.PLAY))
    play.set_defaults(verb="guide:play")
    play.add_argument("stretch", metavar="ID", help=text.STRETCH_ID)
    show.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=text.JSON)
    gallery = actions.add_parser("gallery", help=text.GALLERY, description=_sentence(text.GALLERY))
    gallery.set_defaults(verb="gallery:gallery")
    gallery.add_argument("--out", metavar="FILE", default=text.GALLERY_FILE, help=text.GALLERY_OUT)
    gallery.add_argument("--open", action="store_true", help=text.GALLERY_OPEN)
    safety = actions.add_parser("safety", help=text.SAFETY, description=_sentence(text.SAFETY))
    safety.set_defaults(verb="library:safety")


def _config(parser: Parser) -> None:
    actions = _choices(parser, "settings:", text.CONFIG)
    actions["check"].add_argument("file", metavar="FILE", nargs="?", help=text.CONFIG_FILE)
    for name in ("get", "set", "unset"):
        actions[name].add_argument("key", metavar="KEY", help=text.CONFIG_KEY)
    actions["set"].add_argument("value", metavar="VALUE", nargs="+", help=text.CONFIG_VALUE)


def _sentence(about: str) -> str:
    return about[0].upper() + about[1:] + "."


# The module and the function of each command, and what its words are.
_COMMANDS: dict[str, tuple[str, Callable[[Parser], None]]] = {
    "run": ("service:run", _run),
    "demo": ("service:demo", _nothing),
    "autostart": ("service:autostart_status", _autostart),
    "done": ("daemon:done", _nothing),
    "snooze": ("daemon:snooze", _snooze),
    "skip": ("daemon:skip", _nothing),
    "start": ("daemon:start", _nothing),
    "another": ("daemon:another", _nothing),
    "now": ("daemon:now", _now),
    "hurts": ("feedback:hurts", _hurts),
    "hide": ("feedback:hide", _liked),
    "unhide": ("feedback:unhide", _liked),
    "favour": ("feedback:favour", _favour),
    "pause": ("daemon:pause", _pause),
    "resume": ("daemon:resume", _nothing),
    "reading": ("daemon:reading", _reading),
    "status": ("daemon:status", _status),
    "why": ("daemon:why", _nothing),
    "doctor": ("doctor:examine", _doctor),
    "stats": ("records:stats", _stats),
    "history": ("", _history),
    "stretches": ("library:listing", _stretches),
    "guide": ("guide:play", _now),
    "config": ("settings:show", _config),
}
