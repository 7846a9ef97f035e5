"""The keys of `breakd run` in a terminal, and what its one live line says."""

from breakd.card import ButtonKey
from breakd.text import _

# The letters stay the same in every language: documentation and habits name them.
KEYS: dict[ButtonKey, str] = {
    "done": "d",
    "snooze": "s",
    "skip": "k",
    "show": "g",
    "other": "o",
    "hurts": "h",
    "hide": "x",
}
QUIT = "q"
SKIP = _("Skip")
OTHER = _("Other")
HURTS = _("Hurts")
QUITS = _("Quit")


def live(state: str, keys: list[tuple[str, str]], width: int) -> str:
    """The state, and the keys that do something, in at most `width` columns.

    `keys` are (letter, label).  Where there is too little room the labels go first.
    """
    if not keys:
        whole = [_("{state}  (q quits)").format(state=state), state, state.partition(" (")[0]]
    else:
        long = " · ".join(f"{letter} {label}" for letter, label in (*keys, (QUIT, QUITS)))
        letters = "/".join(letter for letter, _label in (*keys, (QUIT, QUITS)))
        whole = [f"{state}  {long}", long, f"{state}  {letters}", letters]
    whole = [text.strip() for text in whole]
    return next((text for text in whole if len(text) <= width), whole[-1][:width])
