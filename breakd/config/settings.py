"""What a configuration comes to."""

from dataclasses import dataclass, field

from breakd.core.model import Rules
from breakd.core.stretch import Preferences


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the user configured, valid and complete.

    The `defer_` switches say which gates the daemon watches at all.  `guide_scale` and
    `sound_volume` are in percent.  `sound_chime` is auto (as the desktop's own sounds are), on or
    off.  `warnings` are sentences about values that are valid but do not do what they seem to.
    """

    rules: Rules = field(default_factory=Rules)
    preferences: Preferences = field(default_factory=Preferences)
    defer_do_not_disturb: bool = True
    defer_full_screen: bool = True
    defer_call: bool = True
    guide_auto: bool = False
    guide_size: str = "window"
    guide_motion: str = "auto"
    guide_scale: int = 100
    figure_look: str = "alternate"
    figure_theme: str = "auto"
    sound_chime: str = "auto"
    sound_volume: int = 60
    sound_in_calls: bool = False
    sound_voice: bool = False
    calendar_files: tuple[str, ...] = ()
    calendar_me: tuple[str, ...] = ()
    warnings: tuple[str, ...] = field(default=(), compare=False)


class ConfigError(Exception):
    """The configuration cannot be used; `problems` has one sentence for each reason."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems
