"""Which programs a desktop is made of, as they call themselves."""

import re
from collections.abc import Sequence

from tests.desk.bus import NOTIFICATIONS
from tests.desk.desktop import Desktop


def versions(desktop: Desktop, beside: Sequence[str]) -> str:
    """Its notification service, and programs beside that, each with its version if it tells."""
    name, _vendor, version, _spec = desktop.bus().call(NOTIFICATIONS, "GetServerInformation")
    those = [f"{name} {version}"]
    for program in beside:
        done = desktop.run(program, "--version")
        those.append(f"{program} {number(done.stdout + done.stderr)}".rstrip())
    return ", ".join(those)


def number(said: str) -> str:
    """The version in what a program says of itself; "" where it says none."""
    found = re.search(r"\bv?(\d+(?:\.\d+)+)", said)
    return found[1] if found else ""
