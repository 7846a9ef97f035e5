"""What breakd says when it has not been able to remind."""

from collections.abc import Sequence

from breakd.core.model import Gate
from breakd.text import _
from breakd.text.durations import words
from breakd.text.gates import BY


def silence(work: float, held: Sequence[Gate], *, failing: bool) -> str:
    """No reminder has come through in `work` seconds of work: held back by these gates, or, if
    `failing`, not shown by the notification service, or for an unknown reason."""
    time = words(work)
    by = [BY[gate] for gate in held if gate in BY]
    if by:
        return _(
            "No reminder has come through in {time} of work: held back by {by}. See `breakd why`."
        ).format(time=time, by=", ".join(by))
    if failing:
        return _(
            "No reminder has come through in {time} of work: nothing shows notifications. "
            "See `breakd doctor`."
        ).format(time=time)
    return _("No reminder has come through in {time} of work. `breakd doctor` may say why.").format(
        time=time
    )
