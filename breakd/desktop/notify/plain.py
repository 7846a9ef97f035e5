"""The last resort: a notification without buttons, shown by plyer in a process of its own, on
macOS by AppleScript, as plyer would need a library there that few have.

plyer is heavy to import and may block for as long as the notification is up, so the daemon runs
`python -m breakd.desktop.notify.plain` with title, message and seconds as JSON on its input.
"""

import asyncio
import contextlib
import json
import logging
import subprocess
import sys
import warnings

from breakd.card import Card

log = logging.getLogger("breakd.notify")

# The words come as arguments: nothing in them is taken for a part of the script.
APPLE_SCRIPT = (
    "on run argv",
    "display notification (item 2 of argv) with title (item 1 of argv)",
    "end run",
)
SOON_S = 3.0  # a process that has not failed by then shows it


async def show(card: Card) -> bool:
    """Show a card's words, with the commands that stand in for its buttons; False if not."""
    words = [card.body, *card.steps, card.commands]
    order = {
        "title": card.title,
        "message": "\n".join(filter(None, words)),
        "seconds": round(card.lifetime),
    }
    try:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "breakd.desktop.notify.plain",
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.DEVNULL,
        )
        assert process.stdin is not None
        process.stdin.write(json.dumps(order).encode())
        process.stdin.close()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(SOON_S):
                return await process.wait() == 0
    except OSError as error:
        log.warning("No process for a notification: %s", error)
        return False
    return True


def main() -> int:
    """The process: 0 when plyer took the notification."""
    order = json.load(sys.stdin)
    if sys.platform == "darwin":
        return subprocess.run(
            apple_script(order["title"], order["message"]), check=False
        ).returncode
    warnings.simplefilter("ignore")
    try:
        from plyer import notification

        notification.notify(
            title=order["title"],
            message=order["message"],
            app_name="breakd",
            timeout=order["seconds"],
        )
    except Exception as error:  # plyer's platforms raise what they like
        print(f"plyer: {error}", file=sys.stderr)
        return 1
    return 0


def apple_script(title: str, message: str) -> list[str]:
    """The command that shows a notification on macOS."""
    script = [word for line in APPLE_SCRIPT for word in ("-e", line)]
    return ["/usr/bin/osascript", *script, title.lstrip("-"), message]


if __name__ == "__main__":
    sys.exit(main())
