"""What breakd says when somebody tells it which stretches suit them."""

from collections.abc import Sequence

from breakd.text import _

NO_STRETCH = _("This break has no stretch; `breakd hide ID` hides one.")
NOTHING_SHOWN = _("No stretch has been shown yet; `breakd hurts ID` says which one you mean.")
BREAK_OVER = _("That break is over.")
HIDE_IT = _("Hide it")
KEEP_IT = _("Keep it")


def hurt(name: str, stretch: str, movements: Sequence[str], *, ended: bool) -> str:
    """A stretch that hurts is hidden; `movements` are those that the user may want to avoid."""
    said = _("Sorry to hear that. “{name}” is hidden now and will not come again.")
    if ended:
        said = _(
            "Sorry to hear that. The break is over; “{name}” is hidden and will not come again."
        )
    parts = [said.format(name=name)]
    if movements:
        first, *others = movements
        either = "".join(_(", or +{movement}").format(movement=other) for other in others)
        parts.append(
            _(
                "If it was the movement, `breakd config set stretches.avoid +{first}`{either} "
                "leaves out all stretches with it."
            ).format(first=first, either=either)
        )
    parts.append(_("`breakd unhide {stretch}` brings it back.").format(stretch=stretch))
    return " ".join(parts)


def hidden(name: str, stretch: str) -> str:
    """It will not be offered again."""
    return _("“{name}” will not come again; `breakd unhide {stretch}` brings it back.").format(
        name=name, stretch=stretch
    )


def hidden_until_restart(name: str, reason: str) -> str:
    """It is hidden, but that could not be written down."""
    return _("“{name}” stays away until breakd is started again. {reason}").format(
        name=name, reason=reason
    )


def not_hidden(name: str) -> str:
    """There is nothing to undo."""
    return _("“{name}” is not hidden.").format(name=name)


def unhidden(name: str) -> str:
    """It is offered again."""
    return _("“{name}” may come again.").format(name=name)


def still_left_out(name: str, reasons: Sequence[str]) -> str:
    """It is not hidden, but what the user allows leaves it out all the same."""
    return _("“{name}” is not hidden, but still left out: {reasons}.").format(
        name=name, reasons=_("; ").join(reasons)
    )


def favourite(name: str, stretch: str) -> str:
    """It comes more often."""
    return _("“{name}” comes more often now; `breakd favour {stretch}` again undoes that.").format(
        name=name, stretch=stretch
    )


def no_favourite(name: str) -> str:
    """It comes as often as any other."""
    return _("“{name}” comes as often as any other.").format(name=name)


def instead(name: str) -> str:
    """Another stretch has taken the place of the one that was not wanted."""
    return _("Then this one: {name}.").format(name=name)


def ask_to_hide(name: str) -> str:
    """It was skipped three times in a row."""
    return _("You have skipped “{name}” three times in a row. Should it stay away?").format(
        name=name
    )


def hide_command(stretch: str) -> str:
    """What hides it, where buttons are not drawn."""
    return _("In a terminal: breakd hide {stretch}").format(stretch=stretch)


def one_file(file: str, key: str) -> str:
    """breakd runs with a file named by the user, which it does not change."""
    return _("These settings are in {file} alone; {key} there is yours to change.").format(
        file=file, key=key
    )


def unwritten(reason: str) -> str:
    """The setting could not be written."""
    return _("It could not be written down: {reason}.").format(reason=reason)
