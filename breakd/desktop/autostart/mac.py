"""Starting at login on macOS: a LaunchAgent."""

from collections.abc import Sequence
from pathlib import Path

from breakd.desktop.autostart.files import remove, write
from breakd.desktop.autostart.formats import LABEL, launch_agent
from breakd.text import autostart as say


def enable(command: Sequence[str]) -> str:
    """launchd reads the folder at login."""
    write(_agent_file(), launch_agent(command))
    return say.enabled(str(_agent_file()), "breakd run")


def disable() -> str:
    """Remove the agent if it is ours."""
    agent = _agent_file()
    if remove(agent):
        return say.disabled([str(agent)])
    return say.not_ours(str(agent)) if agent.exists() else say.NOTHING_TO_DISABLE


def status() -> str:
    """Also tells of an agent that somebody else put there."""
    agent = _agent_file()
    return say.on(str(agent)) if agent.exists() else say.OFF


def _agent_file() -> Path:
    return Path.home() / "Library/LaunchAgents" / f"{LABEL}.plist"
