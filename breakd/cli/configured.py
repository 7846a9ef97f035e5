"""The configuration, for the verbs that obey it."""

from breakd.cli.failure import WRONG_USAGE, Failure
from breakd.config.load import load
from breakd.config.settings import ConfigError, Settings
from breakd.config.source import Sources


def settings() -> Settings:
    """The settings of the usual files."""
    try:
        return load(Sources.standard())
    except ConfigError as error:
        raise invalid(error) from None


def invalid(error: ConfigError) -> Failure:
    """The failure for a configuration that is wrong."""
    return Failure(*error.problems, status=WRONG_USAGE)
