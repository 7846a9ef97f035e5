"""Calls and shared screens, on real sound servers without a sound card: held, then asked once."""

import re

import pytest

from tests.desk import parts
from tests.desk.desktop import Desktop
from tests.desk.witness import Witness
from tests.desktop import sound

pytestmark = pytest.mark.desk

IN_CALLS = {"call": True}


@pytest.fixture(scope="module")
def pipewire(x11: Desktop) -> Desktop:
    sound.pipewire(x11)
    return x11


def after(witness: Witness, program: sound.Program) -> None:
    """The call ends; the break comes, once."""
    sound.end(program)
    witness.prompted()
    assert witness.breakd.status()["gates"] == []


def test_a_microphone_in_use_holds_a_break(pipewire: Desktop) -> None:
    call = sound.record_natively(pipewire)
    with Witness(pipewire, every="5s", defer=IN_CALLS) as witness:
        why = witness.held("call")
        assert re.fullmatch(
            r"Your break has been due since \d\d:\d\d, held back by a call since \d\d:\d\d\. "
            r"It comes once the call is over \(defer\.call_action = \"hold\"\)\.",
            why,
        )
        after(witness, call)
        witness.take()
        assert witness.breakd.status()["break"]["due_in_s"] > 1, "it is not due once more"
        witness.notified.stays_away(1.5)
        assert witness.breakd.story()[:2] == ["prompt", "done"]


def test_in_a_call_a_discreet_break_makes_no_sound(pipewire: Desktop) -> None:
    """It is asked for once; whoever lets it pass is asked again only after the call."""
    call = sound.record_natively(pipewire)
    defer = {"call": True, "call_action": "discreet"}
    prompt = {"lifetime": "1s", "retry": "1s"}
    with Witness(
        pipewire, every="1s", defer=defer, prompt=prompt, sound={"prompt": "always"}
    ) as witness:
        assert witness.notified.comes(after=1).silent
        witness.until_phase("prompting")
        witness.until_phase("due")
        why = witness.held("call")
        assert "held back by a call since" in why
        after(witness, call)


def test_a_camera_in_use_holds_a_break(pipewire: Desktop) -> None:
    sound.offer_video(pipewire, "v4l2_input.pci", "media.role=Camera")
    call = sound.take_video(pipewire, "v4l2_input.pci")
    with Witness(pipewire, every="1s", defer=IN_CALLS) as witness:
        assert "held back by a call since" in witness.held("call")
        after(witness, call)


def test_a_shared_screen_holds_a_break(pipewire: Desktop) -> None:
    sound.offer_video(pipewire, sound.SCREEN)
    sharing = sound.take_video(pipewire, sound.SCREEN)
    with Witness(pipewire, every="1s", defer=IN_CALLS) as witness:
        why = witness.held("screen-share")
        assert re.search(
            r"held back by a shared screen since \d\d:\d\d\. It comes once the screen is no longer "
            r"shared \(defer\.call\)\.$",
            why,
        )
        after(witness, sharing)


def test_a_microphone_in_use_on_pulseaudio() -> None:
    with Desktop() as desktop:
        desktop.x11()
        parts.dunst(desktop)
        sound.pulseaudio(desktop)
        call = sound.record(desktop, sound.MICROPHONE)
        with Witness(desktop, every="1s", defer=IN_CALLS) as witness:
            assert "held back by a call since" in witness.held("call")
            after(witness, call)
