"""Keeps what a library would import, and breakd never uses, out of the daemon's memory."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType


@contextmanager
def without_plugins() -> Iterator[None]:
    """Spare APScheduler the look around for plug-ins that it takes when it is imported.

    breakd hands it instances and uses no plug-in, but `importlib.metadata` brings e-mail, zip and
    CSV along: 1.6 MiB.  Meanwhile something stands in for it that knows of no package, and gives
    way to the real one when asked for anything else.
    """
    name = "importlib.metadata"
    if name in sys.modules:
        yield
        return
    light = ModuleType(name)
    light.__dict__.update(
        PackageNotFoundError=ModuleNotFoundError,
        version=_no_version,
        entry_points=lambda **_: (),
        __getattr__=_from_the_real_one,
    )
    sys.modules[name] = light
    try:
        yield
    finally:
        if sys.modules.get(name) is light:
            del sys.modules[name]


def _no_version(package: str) -> str:
    raise ModuleNotFoundError(package)


def _from_the_real_one(attribute: str) -> object:
    if attribute.startswith("__"):
        raise AttributeError(attribute)
    sys.modules.pop("importlib.metadata", None)
    return getattr(import_module("importlib.metadata"), attribute)
