"""`breakd doctor` and `breakd why` about a real desktop, and what they say when it changes."""

import json
import re
import signal
from typing import Any

import pytest
from jeepney import DBusAddress

from tests.clockshim.clocks import Clocks
from tests.desk import parts, tray
from tests.desk.desktop import Desktop
from tests.desk.running import Breakd, kill
from tests.desk.waiting import wait_until

pytestmark = pytest.mark.desk

Rows = dict[str, dict[str, str]]


def examined(breakd: Breakd) -> tuple[dict[str, Any], Rows]:
    """The whole report, and its rows by name."""
    report: dict[str, Any] = json.loads(breakd.cli("doctor", "--json").stdout)
    return report, {row["name"]: row for row in report["checks"]}


def state(breakd: Breakd, name: str) -> str:
    return examined(breakd)[1][name]["state"]


def test_a_desktop_with_everything(desktop: Desktop) -> None:
    desktop.x11()
    desktop.env["XDG_CURRENT_DESKTOP"] = "XFCE"
    parts.xfce4_notifyd(desktop)
    parts.xfce4_panel(desktop)
    breakd = Breakd(desktop, every="30m")
    breakd.start()
    report, rows = examined(breakd)
    assert report["running"] is True
    assert rows["daemon"]["state"] == rows["reminders"]["state"] == "works"
    assert rows["desktop"]["text"] == "XFCE on x11."
    assert rows["notifications"]["state"] == rows["tray"]["state"] == "works"
    assert rows["notifications"]["text"].startswith("Xfce Notify Daemon")
    assert rows["autostart"] == {
        "name": "autostart",
        "state": "off",
        "text": "breakd does not start at login; `breakd autostart enable` changes that.",
        "mend": "breakd autostart enable",
    }
    assert rows["log"]["text"] == "It is in ~/.local/state/breakd/breakd.log."
    assert str(desktop.home) not in json.dumps(report)
    table = breakd.cli("doctor")
    assert table.returncode == 0
    assert all(len(line) <= 78 for line in table.stdout.splitlines())
    assert breakd.cli("autostart", "enable").returncode == 0
    assert state(breakd, "autostart") == "works"


def test_what_goes_missing_and_comes_back(desktop: Desktop) -> None:
    desktop.x11()
    breakd = Breakd(desktop, every="30m")
    breakd.start()
    assert state(breakd, "notifications") == "missing"
    assert examined(breakd)[1]["notifications"]["mend"]
    dunst = parts.dunst(desktop)
    wait_until(lambda: state(breakd, "notifications") == "degraded", "dunst, without buttons")
    kill(dunst, signal.SIGTERM)
    wait_until(lambda: state(breakd, "notifications") == "missing", "no dunst")
    (desktop.home / ".config/breakd/config.toml").write_text("[prompt]\nlifetime = true\n")
    row = examined(breakd)[1]["config"]
    assert row["state"] == "degraded"
    assert row["text"].startswith("~/.config/breakd/config.toml: prompt.lifetime is true")


def test_without_a_daemon(desktop: Desktop) -> None:
    desktop.x11()
    parts.dunst(desktop)
    breakd = Breakd(desktop)
    done = breakd.cli("doctor")
    assert (done.returncode, done.stderr) == (1, "")
    report, rows = examined(breakd)
    assert report["running"] is False
    assert rows["daemon"]["state"] == "missing"
    assert rows["notifications"]["text"].startswith("dunst")


def test_why(desktop: Desktop) -> None:
    desktop.x11()
    dunst = parts.dunst(desktop)
    breakd = Breakd(desktop, every="30m")
    breakd.start()

    def why() -> str:
        return breakd.cli("why").stdout.strip()

    assert re.fullmatch(
        r"The next break comes at \d\d:\d\d, after another \d+ minutes of work "
        r"\(break\.stretch\.every = 30m\)\.",
        why(),
    )
    breakd.cli("pause")
    assert re.match(r"Reminders have been paused since \d\d:\d\d, until you say", why())
    breakd.cli("resume")
    breakd.cli("now")
    breakd.wait_for("prompting")
    assert why().startswith("The reminder has been on the screen since ")
    kill(dunst)
    wait_until(lambda: "could not be shown" in why(), "the reminder to fail")
    breakd.cli("snooze", "5s")
    assert why().endswith("You can snooze it once more (snooze.times = 2).")


def test_a_day_without_reminders_is_noticed(desktop: Desktop, clocks: Clocks) -> None:
    """Nothing shows notifications: the tray, the log and the doctor say so, until it is over."""
    desktop.x11()
    parts.xfce4_panel(desktop)
    breakd = Breakd(desktop, every="1s")
    usual = desktop.env
    desktop.env = usual | {name: clocks.env[name] for name in ("LD_PRELOAD", "CLOCKSHIM")}
    breakd.start_another()
    desktop.env = usual  # `time.sleep` sleeps until an instant of the real clock
    breakd.wait_until_up()
    bus = desktop.bus()
    item = tray.wait_for_icon(bus)
    assert state(breakd, "reminders") == "works"
    for _ in range(62):  # no step counts more work than this
        clocks.shift(real=9.9, boot=9.9, mono=9.9)
        breakd.ask("resume")
    row = examined(breakd)[1]["reminders"]
    assert row["state"] == "degraded"
    assert re.match(r"None has come through in 1\d minutes of work \(Break due", row["text"])
    said = re.compile(
        r"No reminder has come through in 1\d minutes of work: nothing shows notifications\."
    )
    assert len(said.findall(breakd.log())) == 1
    owner, path = item.split("/", 1)
    tooltip = bus.get(DBusAddress("/" + path, owner, "org.kde.StatusNotifierItem"), "ToolTip")
    assert said.match(tooltip[3])
    assert said.match(tray.rows(bus, item)[1].label)

    parts.dunst(desktop)
    clocks.shift(real=60, boot=60, mono=60)
    breakd.cli("resume")
    breakd.wait_for("prompting")
    assert state(breakd, "reminders") == "works"
    assert tray.rows(bus, item)[1].label == ""
