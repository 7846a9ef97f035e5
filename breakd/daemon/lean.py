"""Keeps what others would import, and breakd never uses, out of the daemon's memory.

Something stands in for such a module, and gives way to the real one when asked for what it does
not have: it can be missed by nobody, only be of no use.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType


def spare() -> None:
    """Spare the program, for as long as it runs, what the standard library imports for a rare
    need: `inspect`, with `ast` and `dis`, to describe functions, and `ipaddress` to check URLs.
    1.1 MiB.  To be called before anything else is imported.
    """
    for name in ("inspect", "ipaddress"):
        if name not in sys.modules:
            sys.modules[name] = _light(name, {})


@contextmanager
def sparing_imports() -> Iterator[None]:
    """Spare APScheduler what it would bring along when it is imported.

    breakd hands it instances, so that it need not look around for plug-ins (`importlib.metadata`,
    with e-mail, zip and CSV: 1.6 MiB), has no job in another process (`multiprocessing`: 0.9 MiB)
    and names its jobs itself (`uuid`, with `platform`: 0.2 MiB).
    """
    light = [_light(n, has) for n, has in _stand_ins().items() if n not in sys.modules]
    sys.modules.update({module.__name__: module for module in light})
    try:
        yield
    finally:
        for module in light:
            _remove(module)


def _stand_ins() -> dict[str, dict[str, object]]:
    """Module → what of it is wanted at the import."""
    from concurrent.futures import BrokenExecutor

    return {
        "importlib.metadata": {
            "PackageNotFoundError": ModuleNotFoundError,
            "version": _no_version,
            "entry_points": lambda **_: (),
        },
        "multiprocessing": {},
        "concurrent.futures.process": {"BrokenProcessPool": BrokenExecutor},
        "uuid": {"uuid4": lambda: import_module("uuid").uuid4()},
    }


def _light(name: str, has: Mapping[str, object]) -> ModuleType:
    light = ModuleType(name)
    light.__dict__.update(has, __getattr__=_from_the_real_one(light))
    return light


def _from_the_real_one(light: ModuleType) -> Callable[[str], object]:
    def get(attribute: str) -> object:
        if attribute.startswith("__"):
            raise AttributeError(attribute)
        _remove(light)
        return getattr(import_module(light.__name__), attribute)

    return get


def _remove(light: ModuleType) -> None:
    if sys.modules.get(light.__name__) is light:
        del sys.modules[light.__name__]


def _no_version(package: str) -> str:
    raise ModuleNotFoundError(package)
