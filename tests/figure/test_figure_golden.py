"""The figure looks as it did when somebody last looked at it."""

import pytest
from PIL import Image, ImageChops, ImageStat

from tests.figure.golden_figures import FOLDER, POSTURES, painted

MEAN = 1.5  # of 255: what another version of Pillow may round differently


@pytest.mark.parametrize("name", POSTURES)
def test_it_looks_as_before(name: str) -> None:
    with Image.open(FOLDER / f"{name}.png") as golden:
        difference = ImageChops.difference(golden.convert("RGB"), painted(name))
    assert max(ImageStat.Stat(difference).mean) < MEAN
