"""What becomes of a card, wherever it is shown."""

import pytest

from breakd.card import ButtonKey
from breakd.desktop.notify.fates import Fate, of_notice


@pytest.mark.parametrize(
    ("fate", "heard"),
    [("hide", ["hide"]), ("done", ["done"]), ("default", ["default"]), ("dismissed", [])],
)
def test_whoever_asks_in_a_notice_hears_of_its_buttons(fate: Fate, heard: list[ButtonKey]) -> None:
    pressed: list[ButtonKey] = []
    of_notice(pressed.append)(fate)
    of_notice(None)(fate)
    assert pressed == heard
