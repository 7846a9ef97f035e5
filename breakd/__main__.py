"""The program: `breakd`, or `python -m breakd`."""

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line says; the words after the program's name, unless `argv` gives
    others.  Returns the exit status."""
    from breakd.daemon.lean import spare

    spare()
    from breakd.cli.main import main as run

    return run(sys.argv[1:] if argv is None else argv)


if __name__ == "__main__":
    sys.exit(main())
