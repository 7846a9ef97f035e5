"""What `breakd doctor` says of sounds."""

from breakd.text import _

OFF = _("Chime and voice are switched off in your configuration.")
DESKTOP_OFF = _("Your desktop's sounds are switched off, and so is the chime.")
NO_PLAYER = _("The guide's chime stays silent: nothing here can play it.")
NO_SPEAKER = _("The guide's chime stays silent: no sound server runs, and there is no sound card.")
NO_CHIME = _("The chime is switched off.")
NO_VOICE = _("The guide cannot speak: there is no program for it.")


def chime(player: str) -> str:
    """It can be heard."""
    return _("The guide's chime is played by {player}.").format(player=player)


def voice(speaker: str) -> str:
    """It speaks."""
    return _("Its steps are spoken by {speaker}.").format(speaker=speaker)
