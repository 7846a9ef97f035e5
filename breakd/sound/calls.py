"""Whether a sound would be heard in a call: looked at when it is about to be made.

The daemon looks only while a break is due, and knows nothing during the break itself.
`python -m breakd.sound.calls PROGRAM …` becomes that program unless there is a call.
"""

import os
import sys

from breakd.core.model import Gate


def in_call() -> bool:
    """Look now; takes a few hundredths of a second, two at most where something hangs."""
    if sys.platform != "linux":
        return False
    from breakd.desktop.attention.calls import Calls

    calls = Calls(frozenset({Gate.CALL, Gate.SCREEN_SHARE}))
    calls.look()
    return bool(calls.closed)


if __name__ == "__main__":
    if not in_call():
        os.execvp(sys.argv[1], sys.argv[1:])
