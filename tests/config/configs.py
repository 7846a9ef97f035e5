"""A configuration in a temporary directory."""

from pathlib import Path

from breakd.config.load import load
from breakd.config.settings import ConfigError, Settings
from breakd.config.source import Sources


class Configs:
    """The three layers as files."""

    def __init__(self, folder: Path) -> None:
        self.system = folder / "system" / "config.toml"
        self.user = folder / "user" / "config.toml"
        self.overrides = folder / "user" / "overrides.toml"
        for file in (self.system, self.user):
            file.parent.mkdir()
        self.sources = Sources((self.system,), self.user, self.overrides)

    def load(self, user: str | bytes = "") -> Settings:
        """The settings with this user's file."""
        self.user.write_bytes(user if isinstance(user, bytes) else user.encode())
        return load(self.sources)

    def problems(self, user: str | bytes) -> list[str]:
        """What is wrong with this user's file, the file's name shortened to F."""
        try:
            self.load(user)
        except ConfigError as error:
            return [problem.replace(str(self.user), "F") for problem in error.problems]
        return []
