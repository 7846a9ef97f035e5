"""The cards: what a prompt, the guide's stand-in, the welcome and a notice say."""

from collections.abc import Sequence

from breakd.card import Button, Card
from breakd.core.model import MINUTE, Break
from breakd.core.stretch import Dose, Stretch
from breakd.text import _, feedback
from breakd.text.durations import words
from breakd.text.stretches import dose
from breakd.text.tray import duration

DONE = _("Done")
SKIP = _("Skip")
SHOW_ME = _("Show me")
START = _("Start")
TRY = _("Try one now")
CLOSE = _("Close")
COMMANDS = _("In a terminal: breakd done · breakd snooze")
COMMANDS_NO_SNOOZE = _("In a terminal: breakd done · breakd skip")
COMMANDS_GUIDE = _("When you are through: breakd done")
NOTICE_S = 10.0
NOTICE_CHARACTERS_S = 10  # a long one has a command to be copied
WELCOME_S = 60.0

PICTURES = {"walk": "walk", "eyes": "eyes"}
TITLE_TEXT_MAX = 60  # the user's own sentence becomes the title up to this length


# --- the prompt ----------------------------------------------------------------------------------


def prompt_card(
    owed: Break, stretch: Stretch | None, *, snooze: float | None, loud: bool, lifetime: float
) -> Card:
    """The notification that asks for a break; `snooze` is None when none is left."""
    title, body = _stretch_words(owed, stretch) if stretch else _plain_words(owed)
    show = SHOW_ME if stretch else START
    later = Button("skip", SKIP) if snooze is None else Button("snooze", snooze_label(snooze))
    return Card(
        title=title,
        body=body,
        commands=COMMANDS_NO_SNOOZE if snooze is None else COMMANDS,
        buttons=(Button("default", show), Button("done", DONE), later, Button("show", show)),
        picture=stretch.area if stretch else PICTURES.get(owed.content, "break"),
        stretch=stretch.id if stretch else "",
        loud=loud,
        lifetime=lifetime,
    )


def snooze_label(seconds: float) -> str:
    """The Snooze button, with what it gives."""
    return _("Snooze {time}").format(time=duration(seconds))


def _stretch_words(owed: Break, stretch: Stretch) -> tuple[str, str]:
    return stretch.name, "\n".join((stretch.summary, _time_words(owed, stretch)))


def _time_words(owed: Break, stretch: Stretch) -> str:
    if stretch.seconds <= owed.length:
        return _("Takes {time}.").format(time=about(stretch.seconds))
    return _("In short: {dose} ({time}).").format(
        dose=dose(_short_form(stretch), stretch.sides), time=about(stretch.short_seconds)
    )


def _plain_words(owed: Break) -> tuple[str, str]:
    time = words(owed.length)
    match owed.content:
        case "walk":
            return _("Time for a short walk"), _(
                "Stand up and walk for {time}: to the window, to the kitchen, around the desk."
            ).format(time=time)
        case "eyes":
            return _("Rest your eyes"), _(
                "Look at something far away, six metres or more, for {time}. Blink slowly."
            ).format(time=time)
        case "text" if 0 < len(owed.text) <= TITLE_TEXT_MAX:
            return owed.text, _("Take {time} for it.").format(time=time)
        case "text" if owed.text:
            return _("Time for a break"), owed.text
        case _:
            return _("Time for a break"), _(
                "Stand up, look into the distance and move a little, for {time}."
            ).format(time=time)


# --- times ---------------------------------------------------------------------------------------


def about(seconds: float) -> str:
    """A length that need not be exact: "about 35 seconds", "about 2 minutes"."""
    if seconds < 50:
        return _("about {time}").format(time=words(max(round(seconds / 5) * 5, 5)))
    return _("about {time}").format(time=words(max(round(seconds / MINUTE), 1) * MINUTE))


def _short_form(stretch: Stretch) -> Dose:
    """What `Stretch.short_seconds` is the time of."""
    whole = stretch.dose
    if whole.breaths:
        return Dose(breaths=min(whole.breaths, 2))
    if whole.hold >= 10:
        return Dose(hold=10)
    return Dose(hold=whole.hold, reps=min(whole.reps, 2))


# --- the guide's stand-in ------------------------------------------------------------------------


def guide_card(owed: Break, stretch: Stretch | None, *, snooze: float | None) -> Card:
    """All there is to say about the break under way, where there is no guide window."""
    if stretch is None:
        title, body = _plain_words(owed)
        steps: tuple[str, ...] = ()
        picture = PICTURES.get(owed.content, "break")
    else:
        title = stretch.name
        body = _("In all: {dose} ({time}).").format(
            dose=dose(stretch.dose, stretch.sides), time=about(stretch.seconds)
        )
        steps = (*numbered(stretch.steps), *advice(stretch))
        picture = stretch.area
    later = () if snooze is None else (Button("snooze", snooze_label(snooze)),)
    return Card(
        title=title,
        body=body,
        steps=steps,
        commands=COMMANDS_GUIDE,
        buttons=(Button("done", DONE), *later, Button("skip", SKIP)),
        picture=picture,
        stretch=stretch.id if stretch else "",
        lifetime=owed.length,
    )


def numbered(steps: Sequence[str]) -> tuple[str, ...]:
    """Each step with its number."""
    return tuple(f"{number}. {step}" for number, step in enumerate(steps, 1))


def advice(stretch: Stretch) -> tuple[str, ...]:
    """What to mind, and where it should pull."""
    lines = []
    if stretch.cautions:
        lines.append(_("Mind: {cautions}").format(cautions=" ".join(stretch.cautions)))
    if stretch.feel:
        lines.append(_("Where you feel it: {feel}").format(feel=stretch.feel))
    return tuple(lines)


# --- welcome and notices -------------------------------------------------------------------------


def welcome_card(breaks: Sequence[Break], disclaimer: str, settings: str) -> Card:
    """The first start: what breakd will do, and a stretch to try now (the button `show`).

    `disclaimer` is one short sentence or two; `settings` is the configuration file's place.
    """
    return Card(
        title=_("breakd is running"),
        body=_("{plan} It waits while you are away, in a call or in full screen.").format(
            plan=plan(breaks)
        ),
        steps=(disclaimer, _("Settings: {path}").format(path=settings)),
        commands=_("Try one now in a terminal: breakd now"),
        buttons=(Button("default", TRY), Button("show", TRY), Button("done", CLOSE)),
        picture="breakd",
        lifetime=WELCOME_S,
    )


def welcome_lines(breaks: Sequence[Break], disclaimer: str, settings: str) -> tuple[str, ...]:
    """The same for a terminal."""
    card = welcome_card(breaks, disclaimer, settings)
    return (card.title, card.body, *card.steps, card.commands)


def plan(breaks: Sequence[Break]) -> str:
    """What the configured breaks come to, in a sentence."""
    timed = [one for one in breaks if one.every is not None]
    if not timed:
        return _("It reminds you of a break at the times you have set.")
    often = min(timed, key=lambda one: one.every or 0.0)
    what = {
        "stretch": _("suggests a short stretch"),
        "walk": _("suggests a short walk"),
        "eyes": _("asks you to rest your eyes"),
        "text": _("reminds you of a break"),
    }[often.content]
    every = words(often.every or 0.0)
    return _("After every {time} of work it {what}.").format(time=every, what=what)


def hide_card(stretch: Stretch) -> Card:
    """Whether a stretch that was skipped three times in a row should stay away."""
    return Card(
        title="breakd",
        body=feedback.ask_to_hide(stretch.name),
        commands=feedback.hide_command(stretch.id),
        buttons=(Button("hide", feedback.HIDE_IT), Button("done", feedback.KEEP_IT)),
        picture=stretch.area,
        lifetime=WELCOME_S,
    )


def notice_card(text: str) -> Card:
    """A short plain notice."""
    lifetime = max(NOTICE_S, len(text) / NOTICE_CHARACTERS_S)
    return Card(title="breakd", body=text, picture="breakd", lifetime=lifetime)


# --- where buttons are not drawn -----------------------------------------------------------------


def clicks_dunst(label: str, close: str | None, commands: str) -> str:
    """What dunst does with clicks: the middle button acts, the left one closes."""
    ways = _("Middle-click: {label}").format(label=label)
    if close is not None:
        ways = _("{ways} · Click: {close}").format(ways=ways, close=close)
    return f"{ways}\n{commands}"


def click(label: str) -> str:
    """What a click on the notification does."""
    return _("Click: {label}").format(label=label)
