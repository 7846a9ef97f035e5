"""What is wrong in itself ends with status 2, whether breakd runs or not."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bare import Bare

pytestmark = pytest.mark.skipif(os.name != "posix", reason="pipes and signals of POSIX")


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Bare]:
    """A user with nothing but breakd."""
    bare = Bare(tmp_path)
    yield bare
    bare.kill()


def test_a_running_breakd_tells_what_is_wrong_from_what_cannot_be(bare: Bare) -> None:
    bare.start()
    for verb in ("now", "hurts", "hide", "unhide", "favour"):
        for name, said in (
            ("chin-tock", "There is no stretch 'chin-tock'; did you mean chin-tuck?"),
            ("", '"stretch" has to be the id of a stretch, such as "chin-tuck".'),
        ):
            done = bare.ask(verb, name)
            assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{said}\n")
    refused = bare.ask("skip")
    assert (refused.returncode, refused.stderr) == (1, "No break is due.\n")
