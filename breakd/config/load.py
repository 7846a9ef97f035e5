"""Files in, settings out."""

from collections.abc import Collection, Iterator
from pathlib import Path

from breakd.config.build import build
from breakd.config.check import find_problems, find_warnings
from breakd.config.layers import Layer, Origin, read_layer
from breakd.config.merge import Merged, defaults, merge
from breakd.config.settings import ConfigError, Settings
from breakd.config.source import Sources, read_toml
from breakd.text import config as text


def load(sources: Sources, known_stretches: Collection[str] | None = None) -> Settings:
    """The settings that the files of `sources` make.

    With `known_stretches`, ids that `stretches.exclude` names in vain become warnings.
    Raises ConfigError with every problem of every file.
    """
    return load_with(sources, None, known_stretches)[0]


def load_with(
    sources: Sources,
    overrides: dict[str, object] | None,
    known_stretches: Collection[str] | None = None,
) -> tuple[Settings, Merged]:
    """The same with where each value came from; `overrides`, unless None, stands for the
    content of that file."""
    problems: list[str] = []
    warnings: list[str] = []
    layers = list(_layers(sources, overrides, problems))
    merged = merge(layers, problems, warnings)
    problems += find_problems(merged)
    if problems:
        raise ConfigError(tuple(dict.fromkeys(problems)))
    settings = build(merged)
    warnings += find_warnings(merged, settings, known_stretches)
    return build(merged, tuple(warnings)), merged


def _layers(
    sources: Sources, overrides: dict[str, object] | None, problems: list[str]
) -> Iterator[Layer]:
    yield defaults()
    files: list[tuple[Origin, Path]] = [("system", file) for file in sources.system]
    files.append(("user", sources.user))
    if sources.overrides is not None:
        files.append(("overrides", sources.overrides))
    for origin, file in files:
        try:
            given = overrides if origin == "overrides" else None
            table = read_toml(file) if given is None else given
        except ConfigError as error:
            problems.extend(error.problems)
            continue
        if table is not None:
            yield read_layer(table, origin, str(file), problems)
        elif origin == "user" and sources.required:
            problems.append(text.no_file(file))
