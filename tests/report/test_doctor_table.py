"""What `breakd doctor` prints."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from breakd.checks import Check, Health
from breakd.report.doctor import WIDTH, Examined, doctor_json, doctor_table

HEALTHS: list[Health] = ["works", "degraded", "missing", "off"]
ROWS = [
    Check("daemon", "works", "breakd 0.1.0 is running."),
    Check(
        "notifications",
        "degraded",
        "dunst shows reminders, but draws no buttons; `breakd done` and the tray do the same.",
    ),
    Check(
        "idle", "missing", "Nothing tells whether anybody is there.", "sudo apt install swayidle"
    ),
    Check(
        "autostart", "off", "Off; `breakd autostart enable` changes it.", "breakd autostart enable"
    ),
]


def examined(*checks: Check) -> Examined:
    return Examined("0.1.0", "3.11.2", "Debian GNU/Linux 12", True, checks)


def test_the_table() -> None:
    assert doctor_table(examined(*ROWS)) == (
        "breakd 0.1.0, Python 3.11.2, Debian GNU/Linux 12\n"
        "\n"
        "✓ daemon         works     breakd 0.1.0 is running.\n"
        "! notifications  degraded  dunst shows reminders, but draws no buttons;\n"
        "                           `breakd done` and the tray do the same.\n"
        "✗ idle           missing   Nothing tells whether anybody is there.\n"
        "                           → sudo apt install swayidle\n"
        "– autostart      off       Off; `breakd autostart enable` changes it.\n"
        "\n"
        "1 thing is missing, 1 works in part.\n"
    )


def test_all_is_well() -> None:
    off = Check("terminal", "off", "No.")
    assert doctor_table(examined(ROWS[0], off)).endswith("\nEverything works.\n")


def test_an_ascii_terminal_gets_ascii() -> None:
    assert doctor_table(examined(*ROWS), plain=True).isascii()


def test_a_command_too_long_for_its_column_stays_whole() -> None:
    long = "systemctl --user import-environment DISPLAY && systemctl --user restart breakd"
    table = doctor_table(examined(Check("desktop", "degraded", "No display.", long)))
    assert f"\n    → {long}\n" in table


@given(
    st.lists(
        st.builds(
            Check,
            st.from_regex("[a-z-]{1,20}", fullmatch=True),
            st.sampled_from(HEALTHS),
            st.text(max_size=300),
        )
    )
)
def test_it_fits_any_terminal(checks: list[Check]) -> None:
    table = doctor_table(examined(*checks))
    assert table.endswith("\n")
    for line in table.splitlines():
        assert len(line) <= WIDTH
        assert line == line.rstrip()


def test_json_is_stable() -> None:
    found = json.loads(json.dumps(doctor_json(examined(ROWS[2]))))
    assert found == {
        "version": "0.1.0",
        "python": "3.11.2",
        "system": "Debian GNU/Linux 12",
        "running": True,
        "checks": [
            {
                "name": "idle",
                "state": "missing",
                "text": "Nothing tells whether anybody is there.",
                "mend": "sudo apt install swayidle",
            }
        ],
    }


@pytest.mark.parametrize("health", HEALTHS)
def test_every_health_has_a_mark_of_its_own(health: Health) -> None:
    others = [Check("x", one, "y") for one in HEALTHS if one != health]
    mark = doctor_table(examined(Check("x", health, "y"))).splitlines()[2][0]
    assert all(not line.startswith(mark) for line in doctor_table(examined(*others)).splitlines())
