"""Which of a stretch's sentences goes with what.  Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from breakd.core.stretch import Stretch

Numbers = tuple[int, ...]  # of sentences, from 0


@dataclass(frozen=True, slots=True)
class Way:
    """The sentences for moving in, for the hold, and for coming back."""

    into: Numbers
    hold: Numbers
    out: Numbers

    @property
    def all(self) -> Numbers:
        """Each once, in order."""
        return tuple(dict.fromkeys((*self.into, *self.hold, *self.out)))


class Steps:
    """The sentences of one stretch.  `ready` come before the first repetition, `switch` before
    the other side."""

    def __init__(self, stretch: Stretch) -> None:
        self._is_told = bool(stretch.when)
        when = [set(words.split()) for words in stretch.when or _usual(stretch)]
        self._of = {
            moment: tuple(number for number, words in enumerate(when) if moment in words)
            for moment in ("ready", "in", "hold", "out", "switch")
        }
        into, hold, out = self._of["in"], self._of["hold"], self._of["out"]
        # Where nothing is said of a part, what comes before it is still true.
        self._into, self._hold = into or hold, hold or into
        self._out = out or hold or into
        self.ready = self._of["ready"] or self._into[:1]
        self.switch = self._of["switch"] or self.ready

    def way(self, side: int, rep: int, reps: int) -> Way:
        """What goes with one of so many repetitions.  Sentences for moving in or back are spread
        over them, those for the hold belong to each."""
        if side > 1 and not self._is_told:
            return Way(self.switch, self.switch, self.switch)
        into, out = _spread(self._into, rep, reps), _spread(self._out, rep, reps)
        # What is only said because there is nothing else goes with its own repetition.
        return Way(
            into,
            self._hold if self._of["hold"] else into,
            out if self._of["out"] or self._of["hold"] else into,
        )

    def moving(self, side: int, rep: int, reps: int) -> Numbers:
        """What goes with a repetition without a hold: all sentences are spread over them."""
        if side > 1 and not self._is_told:
            return self.switch
        told = tuple(dict.fromkeys((*self._into, *self._hold, *self._out)))
        return _spread(told, rep, reps)


def _spread(numbers: Sequence[int], rep: int, reps: int) -> Numbers:
    return (numbers[min((rep - 1) * len(numbers) // reps, len(numbers) - 1)],)


def _usual(stretch: Stretch) -> tuple[str, ...]:
    """What steps are for where the stretch does not tell: the first ones say how to get ready, the
    last but two how to move, the last two how to hold and to come back; with two sides one more
    at the end says how to change them."""
    total = len(stretch.steps)
    last = total - 1 if stretch.sides == 1 or total == 1 else total - 2
    move = min(max(1, last - 2), last)
    words: list[list[str]] = [["ready"] if step < max(move, 1) else [] for step in range(total)]
    words[move].append("in")
    words[min(move + 1, last)].append("hold")
    words[last].append("out")
    if stretch.sides > 1:
        words[-1].append("switch")
    return tuple(" ".join(found) for found in words)
