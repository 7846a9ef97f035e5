"""What is seen of full-screen windows, as the process outside looks at them."""

from breakd.desktop.attention.fullscreen import FullScreen
from tests.desk.waiting import stays, wait_until

A_WHILE_S = 0.3


def until(screen: FullScreen, full: bool) -> None:
    """Look as the process outside does: at first, and when something is readable."""

    def look() -> bool:
        screen.look()
        return screen.full is full

    wait_until(look, f"full screen to be {full}")


def remains(screen: FullScreen, full: bool) -> None:
    def look() -> bool:
        screen.look()
        return screen.full is full

    stays(look, f"full screen is {full}", A_WHILE_S)
