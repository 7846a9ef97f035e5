"""Files that are of no use are kept under another name: somebody may want to look at them."""

import contextlib
from pathlib import Path


def set_aside(path: Path, companions: tuple[str, ...] = ()) -> Path:
    """Rename `path` to `path.bad-<n>`, n being the first number above all that exist, and each
    `path<companion>` along with it.  Raises OSError if that fails."""
    target = path.with_name(f"{path.name}.bad-{max(_numbers(path), default=0) + 1}")
    path.rename(target)
    for suffix in companions:
        with contextlib.suppress(FileNotFoundError):
            path.with_name(path.name + suffix).rename(target.with_name(target.name + suffix))
    return target


def keep_newest(path: Path, count: int) -> None:
    """Remove all but the newest `count` plain files set aside from `path`, where possible."""
    for number in sorted(_numbers(path))[:-count]:
        with contextlib.suppress(OSError):
            path.with_name(f"{path.name}.bad-{number}").unlink()


def set_asides(path: Path) -> list[Path]:
    """All that were set aside from `path`, with their companions."""
    return sorted(path.parent.glob(f"{_escaped(path.name)}.bad-*"))


def _numbers(path: Path) -> list[int]:
    prefix = f"{path.name}.bad-"
    names = (p.name.removeprefix(prefix) for p in set_asides(path))
    return [int(n) for n in names if n.isascii() and n.isdigit()]


def _escaped(name: str) -> str:
    return "".join(f"[{c}]" if c in "*?[" else c for c in name)
