"""A program that prompts in its terminal, to be run in a pseudo-terminal.

`terminal_child.py LOG ORDERS` writes what is posted to the file LOG and obeys each line that comes
through the named pipe ORDERS.
"""

import asyncio
import signal
import sys
from dataclasses import replace
from datetime import UTC
from pathlib import Path

from breakd.card import Button, Card
from breakd.core.engine import begin
from breakd.core.model import Now, Rules
from breakd.core.view import view
from breakd.desktop.notify.terminal import Terminal

LONG = "Sit tall, glide your chin straight back as if someone pulled it, and hold for 5 s; 8 times."
PROMPT = Card(
    "Chin tuck",
    LONG,
    buttons=(
        Button("default", "Show me"),
        Button("done", "Done"),
        Button("snooze", "Snooze 5 min"),
        Button("show", "Show me"),
    ),
    loud=True,
)
GUIDE = Card(
    "Chin tuck",
    "5 seconds, 8 times",
    steps=("1. Sit tall.", "2. Glide."),
    buttons=(Button("done", "Done"), Button("skip", "Skip")),
)
WELCOME = Card("Welcome", "Hello", buttons=(Button("show", "Try one now"), Button("done", "Close")))


async def main(log: Path, orders: Path) -> None:
    over = asyncio.Event()
    loop = asyncio.get_running_loop()

    def note(what: object) -> None:
        with log.open("a") as file:
            print(what, file=file)

    def leave() -> None:
        note("quit")
        over.set()

    loop.add_signal_handler(signal.SIGINT, leave)
    loop.add_signal_handler(signal.SIGHUP, lambda: note("hung up"))
    terminal = Terminal.attached(note, leave, lambda: note("hurts"))
    if terminal is None:
        note("no terminal")
        return
    now = Now(0.0, 0.0, 0.0, UTC)
    state = view(Rules(), begin(Rules(), now), now)

    def crash() -> None:
        sys.exit(3)  # nobody closes the terminal

    actions = {
        "state": lambda: terminal.show_state(state),
        "prompt": lambda: terminal.show(7, PROMPT),
        "withdraw": lambda: terminal.withdraw(7),
        "stretch": lambda: terminal.show(7, replace(PROMPT, stretch="chin-tuck")),
        "guided stretch": lambda: terminal.open_guide(replace(GUIDE, stretch="chin-tuck")),
        "guide": lambda: terminal.open_guide(GUIDE),
        "close guide": terminal.close_guide,
        "welcome": lambda: terminal.tell(WELCOME, lambda key: note(f"pressed {key}")),
        "crash": crash,
    }
    terminal.show_state(state)

    def obey() -> None:
        for line in reader.readline().splitlines():
            actions[line]()
            note(f"did {line}")

    with orders.open() as reader:  # a FIFO
        loop.add_reader(reader, obey)
        await over.wait()
        loop.remove_reader(reader)
    terminal.close()


asyncio.run(main(Path(sys.argv[1]), Path(sys.argv[2])))
