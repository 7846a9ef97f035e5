"""Takes away what a break has left in memory."""

import gc

from breakd.core.model import Phase
from breakd.core.view import View


class Tidy:
    """A display that collects garbage at the end of every break.

    What is left are cycles: cancelled tasks, ended processes, closed connections.  Python looks at
    those that are older than a moment only when they have become a quarter of all that it holds,
    which takes weeks here, and by then they lie scattered over a megabyte more.
    """

    def __init__(self) -> None:
        self._phase = Phase.WORKING

    def __call__(self, view: View) -> None:
        """Look whether a break has ended."""
        before, self._phase = self._phase, view.phase
        if view.phase is Phase.WORKING and before is not Phase.WORKING:
            gc.collect()
