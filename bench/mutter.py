"""`python -m bench.mutter SECONDS`: Mutter's idle monitor on the session bus, as a script plays it.

Nobody has touched anything for so many seconds when it starts, and nobody does later; with 0,
somebody is at work all the time.
"""

import asyncio
import sys

from tests.desktop.idle_services import ScriptedMutter


async def main(idle: float) -> None:
    mutter = ScriptedMutter()
    mutter.idle = idle
    await mutter.start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(float(sys.argv[1])))
