"""The clocks move as they should, and the zone is the machine's."""

import logging
import os
import shutil
import time
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from breakd.clocks import clock

SUMMER, WINTER = 1_781_000_000, 1_801_000_000


def test_the_clocks_run_forward_and_boot_counts_at_least_as_much_as_mono() -> None:
    first, second = clock.read(), clock.read()
    assert second.boot >= first.boot
    assert second.mono >= first.mono
    assert abs(second.wall - time.time()) < 60
    assert second.boot - second.mono == pytest.approx(first.boot - first.mono, abs=0.4)


@pytest.fixture
def localtime(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the machine's zone is set; not set yet."""
    path = tmp_path / "localtime"
    monkeypatch.setattr(clock, "LOCALTIME", str(path))
    monkeypatch.setattr(clock, "_cached", None)
    monkeypatch.delenv("TZ", raising=False)
    return path


def zone_file(key: str) -> Path:
    for folder in ("/usr/share/zoneinfo", "/var/db/timezone/zoneinfo"):
        path = Path(folder) / key
        if path.exists():
            return path
    pytest.skip("this machine has no zone files")


def hours(zone: tzinfo, at: int) -> float:
    offset = datetime.fromtimestamp(at, zone).utcoffset()
    assert offset is not None
    return offset / timedelta(hours=1)


def test_without_a_setting_it_is_utc(localtime: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert clock.local_zone() is UTC
    assert not caplog.records


def test_the_link_names_the_zone_and_a_new_link_is_seen(localtime: Path) -> None:
    localtime.symlink_to(zone_file("Europe/Berlin"))
    assert clock.local_zone() is ZoneInfo("Europe/Berlin")
    assert clock.zone_name(clock.local_zone()) == "Europe/Berlin"
    localtime.unlink()
    localtime.symlink_to(zone_file("Asia/Tokyo"))
    assert clock.read().zone is ZoneInfo("Asia/Tokyo")


def test_a_copied_zone_file_will_do(localtime: Path) -> None:
    shutil.copy(zone_file("Europe/Berlin"), localtime)
    zone = clock.local_zone()
    assert (hours(zone, SUMMER), hours(zone, WINTER)) == (2, 1)
    assert clock.local_zone() is zone
    shutil.copy(zone_file("Asia/Tokyo"), localtime)
    os.utime(localtime, ns=(1, 1))
    assert hours(clock.local_zone(), SUMMER) == 9


def test_a_damaged_zone_file_is_said_once(
    localtime: Path, caplog: pytest.LogCaptureFixture
) -> None:
    localtime.write_text("not a zone")
    with caplog.at_level(logging.WARNING):
        assert [clock.local_zone() for _ in range(3)] == [UTC] * 3
    assert [record.message.count(str(localtime)) for record in caplog.records] == [1]


@pytest.mark.parametrize(
    ("named", "summer", "winter"),
    [
        ("Europe/Berlin", 2, 1),
        (":America/New_York", -4, -5),
        ("CET-1CEST,M3.5.0,M10.5.0/3", 2, 1),
        ("<+0530>-5:30", 5.5, 5.5),
        ("", 0, 0),
    ],
)
def test_tz_goes_before_the_machine(
    localtime: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    named: str,
    summer: float,
    winter: float,
) -> None:
    localtime.symlink_to(zone_file("Asia/Tokyo"))
    monkeypatch.setenv("TZ", named)
    zone = clock.local_zone()
    assert (hours(zone, SUMMER), hours(zone, WINTER)) == (summer, winter)
    assert not caplog.records


@pytest.mark.parametrize("named", ["Nowhere/At_All", "Europe", "../../etc/passwd", "/etc", "ß \n"])
def test_a_tz_that_means_nothing_is_utc_and_said_once(
    localtime: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, named: str
) -> None:
    monkeypatch.setenv("TZ", named)
    with caplog.at_level(logging.WARNING):
        assert [clock.local_zone() for _ in range(3)] == [UTC] * 3
    assert len(caplog.records) == 1


def test_every_zone_has_a_name() -> None:
    assert clock.zone_name(UTC) == "UTC"
    assert clock.zone_name(ZoneInfo("Europe/Berlin")) == "Europe/Berlin"
