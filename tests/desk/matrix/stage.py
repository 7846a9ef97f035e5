"""One desktop of the matrix with a breakd on it, and what the checks do there."""

import time

from PIL import Image

from tests.desk import tray
from tests.desk.bus import Bus, BusError
from tests.desk.desktop import Desktop
from tests.desk.matrix.eye import Box, Eye, difference, middle
from tests.desk.matrix.kinds import Kind
from tests.desk.mouse import LEFT, Place, mouse
from tests.desk.notified import Note, Notified
from tests.desk.running import Breakd
from tests.desk.waiting import wait_until
from tests.patience import PATIENCE_S

STRETCH = "chin-tuck"
DRAWN_S = 4.0  # what a drawing takes, on a busy machine
ANEW_S = 20.0  # until what is on the ground is taken for the ground
BUTTONS = 3
NARROWEST, WIDEST = 8, 60  # an icon, in pixels
ROW = 15  # pixels; less than a row of buttons is high
UNFOLDS_S = 6.0
GLANCES_S = (0.12, 0.5)  # until something begins to light up; on a busy machine
ICON_S = {"item": 30.0, "embedded": 40.0, "": 3.0}


# As a user has it, but for what is waited for; a click is not to count as typing.
CONFIG = """
[[break]]
name = "stretch"
every = "1h"
length = "2m"

[prompt]
retry = "1s"

[away]
idle = "2h"
rest = "3h"

[defer]
typing = "0s"
"""


class Stage:
    """Everything is started, and the pointer rests where nothing is."""

    def __init__(self, kind: Kind, desktop: Desktop) -> None:
        kind.start(desktop)
        self.kind = kind
        self.desktop = desktop
        self.mouse = mouse(desktop)
        self.eye = Eye(desktop, self.mouse)
        self.whole: Box = (0, 0, *desktop.size)
        self.ground: Box = (0, kind.edges[0], desktop.size[0], desktop.size[1] - kind.edges[1])
        self.rest: Place = (desktop.size[0] // 4, desktop.size[1] // 2)
        self.mouse.move(self.rest)
        self._clean = self.eye.settled(1.0, 15.0)
        self.breakd = Breakd(desktop, config=CONFIG)
        self.daemon = self.breakd.start()
        self.notified = Notified(desktop.env["DBUS_SESSION_BUS_ADDRESS"])
        self.icon = self.find_icon()
        self._have_it_drawn()
        self.note: Note | None = None
        self.box: Box | None = None  # of the prompt
        self.places: dict[str, Place] = {}  # of the buttons, from the prompt's lower right corner
        self.before = self.eye.settled()

    def _have_it_drawn(self) -> None:
        """A prompt that comes out of the blue does not wait long for its drawing; the next does
        not need to."""
        self.breakd.cli("now", STRETCH)
        self.breakd.wait_for("prompting", PATIENCE_S)
        time.sleep(DRAWN_S)
        self.breakd.cli("done")

    def find_icon(self) -> Box | None:
        """What changes on the panels when breakd is paused; a clock there may change, too.  It
        moves when others come or go beside it."""
        end = time.monotonic() + ICON_S[self.kind.tray]
        while time.monotonic() < end:
            before = self.eye.settled()
            self.breakd.cli("pause")
            time.sleep(1.0)
            box = self._on_panels(before, self.eye.settled())
            self.breakd.cli("resume")
            time.sleep(1.0)
            if box is not None and NARROWEST <= box[2] - box[0] <= WIDEST:
                return box
        return None

    def _on_panels(self, before: Image.Image, now: Image.Image) -> Box | None:
        width, height = self.desktop.size
        strips = ((0, 0, width, self.ground[1]), (0, self.ground[3], width, height))
        found = [difference(before, now, strip) for strip in strips if strip[3] > strip[1]]
        return next((box for box in found if box is not None), None)

    # --- prompts ---------------------------------------------------------------------------------

    def prompt(self, fold_out: bool = True) -> Box:
        """Have a prompt on the screen; where it is drawn."""
        self.empties()
        self.before = self.eye.settled()
        self.hear_out()
        said = self.breakd.cli("now", STRETCH)
        assert said.returncode == 0, said.stderr
        self.note = self.notified.comes(PATIENCE_S)
        return self.appears(fold_out)

    def appears(self, fold_out: bool = True) -> Box:
        """A prompt that was asked for comes up on what was empty before."""
        self.breakd.wait_for("prompting", PATIENCE_S)
        box = self.eye.waits_for(self.before, self.ground, PATIENCE_S)
        assert box is not None, "nothing comes up on the screen"
        if self.kind.unfolds and fold_out:
            box = self._unfolded(box)
        self.box = box
        return box

    def hear_out(self) -> None:
        """Forget the notifications so far; GNOME asks itself for each once more."""
        silent = 0
        while silent < 3:
            silent = 0 if self.notified.heard(0.1) else silent + 1

    def _unfolded(self, box: Box) -> Box:
        """The prompt with the pointer on it, which has it show its buttons, a moment later."""
        self.mouse.move(self.inside(box))
        end = time.monotonic() + UNFOLDS_S
        now: Box | None = box
        while time.monotonic() < end and (now is None or now[3] < box[3] + ROW):
            now = difference(self.before, self.eye.settled(0.3), self.ground)
        return now or box

    @staticmethod
    def inside(box: Box) -> Place:
        """A place on a prompt that is no button: by its title."""
        return box[0] + (box[2] - box[0]) // 2, box[1] + 18

    def find_buttons(self) -> list[Place]:
        """Where the prompt's buttons are, from the left, by what lights up."""
        box = self._up()
        for glance in GLANCES_S:
            for y in range(box[3] - 12, (box[1] + 2 * box[3]) // 3, -12):
                lit = self.eye.lit_in_row(box, y, self.inside(box), glance)
                if len(lit) >= BUTTONS:
                    return [(middle(one)[0], y) for one in lit[-BUTTONS:]]
        return []

    def find_cross(self) -> Place | None:
        """Where the prompt is closed, if there is such a place."""
        box = self._up()
        part = ((box[0] + box[2]) // 2 + 10, box[1], box[2], box[3])
        for y in range(box[1] + 12, min(box[1] + 64, box[3] - 50), 8):
            for lit in self.eye.lit_in_row(part, y, self.inside(box)):
                if lit[2] - lit[0] < 60 and lit[3] - lit[1] < 60:
                    return middle(lit)
        return None

    def answer(self, key: str) -> str:
        """Answer the prompt as this desktop lets one: by a button ("") or how else."""
        way = self.kind.ways.get(key)
        box = self._up()
        if way is None:
            assert key in self.places, "its buttons were not found"
            dx, dy = self.places[key]
            self.mouse.click((box[2] - dx, box[3] - dy))
            return ""
        if way.command:
            done = self.desktop.run(*way.command)
            assert done.returncode == 0, done.stderr
        else:
            self.mouse.click(self.inside(box), way.button)
        return way.said

    def _up(self) -> Box:
        assert self.box is not None, "there was no prompt"
        return self.box

    def gone(self) -> None:
        """Wait until the prompt has left the screen."""
        self.mouse.move(self.rest)
        box = self._up()

        def empty() -> bool:
            now = self.eye.look()
            left = difference(self.before, now, box)
            return left is None or (left[2] - left[0]) * (left[3] - left[1]) < 400

        wait_until(empty, "the prompt to leave the screen")
        self.box = None

    def empties(self) -> None:
        """Wait until the ground is as it was at the start, for some time."""
        self.mouse.move(self.rest)
        end = time.monotonic() + ANEW_S
        while difference(self._clean, self.eye.look(), self.ground):
            if time.monotonic() > end:
                self._clean = self.eye.settled()  # it looks otherwise for good
            time.sleep(0.3)

    def tidy(self) -> None:
        """Have nothing due, nothing shown, nothing paused."""
        self.desktop.run("xdotool", "key", "Escape") if "DISPLAY" in self.desktop.env else None
        self.breakd.cli("resume")
        if self.breakd.status()["phase"] != "working":
            self.breakd.cli("done")  # what is skipped often is asked about
        self.breakd.wait_for("working")
        self.box = None
        self.empties()

    def item(self) -> str:
        """The icon's own name among the tray's items; some panels know it by two."""
        bus = self.desktop.bus()
        mine = (one for one in tray.items(bus) if self._is_mine(bus, one))
        found = next(mine, None)
        assert found is not None, "it is not among the tray's items"
        return found

    def _is_mine(self, bus: Bus, item: str) -> bool:
        try:
            return bus.pid(item.partition("/")[0]) == self.daemon.pid
        except BusError:
            return False

    def click_icon(self, button: int = LEFT) -> Image.Image:
        """The screen before.  The pointer was not on it yet, as some say then what it is; but where
        it is seen itself it was, lest it be missed where it had been."""
        assert self.icon is not None, "there is no icon"
        if self.eye.sees_pointer:
            self.mouse.move(middle(self.icon))
        before = self.eye.settled()
        self.mouse.click(middle(self.icon), button)
        return before
