"""What can be written on the command line."""

import argparse
import re
from typing import NoReturn

from breakd.cli.failure import usage
from breakd.text import commands as text


class Parser(argparse.ArgumentParser):
    """A parser whose errors are failures with one sentence, and which does not guess."""

    def __init__(self, **options: object) -> None:
        super().__init__(allow_abbrev=False, add_help=False, **options)  # type: ignore[arg-type]  # passed through
        self.add_argument("-h", "--help", action="help", help=text.HELP)
        # "-5m" is a wrong duration, which its verb can say; argparse would call it an option.
        self._negative_number_matcher = re.compile(r"-\d")

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


def build(version: str) -> Parser:
    """The whole parser.  The parsed arguments have the verb's function as `verb`."""
    parser = Overview(prog="breakd", usage=text.USAGE)
    parser.add_argument("--version", action="version", version=version, help=text.VERSION)
    about = {name: line for group in text.GROUPS.values() for name, line in group.items()}
    subparsers = parser.add_subparsers(
        metavar="COMMAND", required=True, parser_class=Parser, prog="breakd"
    )

    def verb(name: str, function: str) -> Parser:
        added = subparsers.add_parser(name, description=_sentence(about[name]))
        added.set_defaults(verb=function)
        return added

    run = verb("run", "service:run")
    run.add_argument("--config", metavar="FILE", help=text.RUN_CONFIG)
    verb("demo", "service:demo")
    _choices(verb("autostart", "service:autostart_status"), "service:autostart_", text.AUTOSTART)

    verb("done", "daemon:done")
    snooze = verb("snooze", "daemon:snooze")
    snooze.add_argument("duration", metavar="DURATION", nargs="?", help=text.SNOOZE_FOR)
    verb("skip", "daemon:skip")
    verb("start", "daemon:start")
    verb("another", "daemon:another")
    now = verb("now", "daemon:now")
    now.add_argument("stretch", metavar="STRETCH", nargs="?", help=text.NOW_STRETCH)
    pause = verb("pause", "daemon:pause")
    pause.usage = "breakd pause [-h] [DURATION | until HH:MM | today]"
    pause.add_argument("words", metavar="DURATION", nargs="*", help=text.PAUSE_FOR)
    verb("resume", "daemon:resume")
    reading = verb("reading", "daemon:reading")
    reading.add_argument("duration", metavar="DURATION", nargs="?", help=text.READING_FOR)

    hurts = verb("hurts", "feedback:hurts")
    hurts.add_argument("stretch", metavar="STRETCH", nargs="?", help=text.HURTS_STRETCH)
    for name in ("hide", "unhide", "favour"):
        liked = verb(name, f"feedback:{name}")
        liked.add_argument("stretch", metavar="STRETCH", help=text.NOW_STRETCH)
    liked.add_argument("--off", action="store_true", help=text.FAVOUR_OFF)

    status = verb("status", "daemon:status")
    form = status.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help=text.JSON)
    form.add_argument("--format", choices=["waybar"], help=text.FORMAT)
    status.add_argument("--follow", action="store_true", help=text.FOLLOW)
    verb("why", "daemon:why")
    doctor = verb("doctor", "doctor:examine")
    doctor.add_argument("--json", action="store_true", help=text.JSON)
    stats = verb("stats", "records:stats")
    stats.add_argument("--json", action="store_true", help=text.JSON)
    stats.add_argument("--days", metavar="N", default="7", help=text.DAYS)
    _history(verb("history", ""))
    _stretches(verb("stretches", "library:listing"))
    guide = verb("guide", "guide:play")
    guide.add_argument("stretch", metavar="STRETCH", nargs="?", help=text.NOW_STRETCH)
    _config(verb("config", "settings:show"))
    return parser


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
    for name in ("set", "unset"):
        actions[name].add_argument("key", metavar="KEY", help=text.CONFIG_KEY)
    actions["set"].add_argument("value", metavar="VALUE", nargs="+", help=text.CONFIG_VALUE)


def _sentence(about: str) -> str:
    return about[0].upper() + about[1:] + "."
