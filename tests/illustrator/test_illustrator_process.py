"""The process that draws: what it says, and what is in the files then."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from breakd.desktop import pictures
from tests.desk.waiting import wait_until

STRETCH = "chin-tuck"


class Cache:
    """A cache of our own, and the process that fills it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env = {**os.environ, "XDG_CACHE_HOME": str(folder), "DBUS_SESSION_BUS_ADDRESS": ""}

    def fill(self, *words: str) -> dict[str, str]:
        """What it says first; the film is of no interest."""
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "breakd.illustrator", *words],
            env=self.env,
            stdout=subprocess.PIPE,
        )
        assert process.stdout is not None
        with process.stdout:
            said: dict[str, str] = json.loads(process.stdout.readline())
        process.kill()
        process.wait()
        return said


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path / "cache")


def seen(file: str) -> Image.Image:
    """As the daemon reads it."""
    picture = pictures.read(Path(file))
    assert picture is not None
    return Image.frombytes("RGBA", (picture.width, picture.height), picture.rgba)


def differ(one: Image.Image, other: Image.Image) -> bool:
    return ImageChops.difference(one, other).getbbox(alpha_only=False) is not None


def test_a_stretch_is_drawn_for_every_kind_of_notification(cache: Cache) -> None:
    said = cache.fill("--theme=light", "--look=teal", STRETCH)
    small, large, strip = (seen(said[kind]) for kind in ("small", "large", "strip"))
    assert small.size == (96, 96)
    assert large.size == (128, 128)
    for picture in (small, large, strip):
        opaque = picture.getchannel("A")
        assert [opaque.getpixel((x, 0)) for x in (0, picture.width - 1)] == [0, 0]
        assert opaque.getextrema() == (0, 255)  # cut out, and there where there is anything
    begin = strip.crop((0, 0, strip.height, strip.height))
    end = strip.crop((strip.width - strip.height, 0, strip.width, strip.height))
    arrow = strip.crop((strip.height, 0, strip.width - strip.height, strip.height))
    assert differ(begin, end)
    assert arrow.getchannel("A").getextrema() == (0, 255)


def test_the_user_chooses_who_and_in_which_colours(cache: Cache) -> None:
    drawn = [
        seen(cache.fill(f"--theme={theme}", f"--look={look}", STRETCH)["small"])
        for theme, look in (("light", "teal"), ("dark", "teal"), ("light", "sand"))
    ]
    assert differ(drawn[0], drawn[1])
    assert differ(drawn[0], drawn[2])


def test_what_is_drawn_is_left_alone_unless_it_is_broken(cache: Cache) -> None:
    said = cache.fill(STRETCH)
    small, large = Path(said["small"]), Path(said["large"])
    before = small.stat().st_ino
    for damaged in (b"", large.read_bytes()[:-30], b"\xff".join(large.read_bytes().split(b"\x01"))):
        large.write_bytes(damaged)
        assert cache.fill(STRETCH) == said
        assert seen(said["large"]).size == (128, 128)
    assert small.stat().st_ino == before


def test_the_film_of_the_guide_follows(cache: Cache) -> None:
    words = [sys.executable, "-P", "-m", "breakd.illustrator", STRETCH]
    with subprocess.Popen(words, env=cache.env, stdout=subprocess.DEVNULL) as process:
        stills = cache.folder / "breakd/figures"
        wait_until(lambda: list(stills.glob("*.webp")), "the guide's still picture", 120)
        assert os.getpriority(os.PRIO_PROCESS, process.pid) == 19
        process.kill()


def test_a_pack_has_a_picture_instead(cache: Cache, tmp_path: Path) -> None:
    pack = tmp_path / "pack"
    (pack / "pictures").mkdir(parents=True)
    Image.new("RGB", (640, 320), "red").save(pack / "pictures/mine.png")
    said = cache.fill(f"--pack={pack}", "mine")
    assert seen(said["small"]).size == (96, 48)
    assert seen(said["large"]).size == (128, 64)
    assert seen(said["large"]).getpixel((9, 9)) == (255, 0, 0, 255)
    assert "strip" not in said


def test_nothing_to_draw(cache: Cache) -> None:
    assert cache.fill("no-such-stretch") == {}


@pytest.mark.parametrize("kind", ["poses/mine.toml", "pictures/mine.png"])
def test_what_cannot_be_drawn_is_said_in_a_sentence(
    cache: Cache, tmp_path: Path, kind: str
) -> None:
    pack = tmp_path / "pack"
    (pack / kind).parent.mkdir(parents=True)
    (pack / kind).write_text("nonsense")
    said = cache.fill(f"--pack={pack}", "mine")
    assert list(said) == ["problem"]
    assert "mine" in said["problem"]
    assert "\n" not in said["problem"]
