"""breakd with an interpreter that nobody else runs."""

import shutil
import sys
import sysconfig
from pathlib import Path

from bench.running import PROGRAM


class Alone:
    """A copy of this interpreter below `folder`.  Whoever measures is a Python program, too: with
    the same files, half of what breakd holds of them would be put down to it."""

    def __init__(self, folder: Path) -> None:
        here = Path(sys.prefix)  # the virtual environment, of which this is another
        self._python = folder / "bin/python3"
        self._python.parent.mkdir()
        shutil.copy(Path(sys.executable).resolve(), self._python)
        shutil.copy(here / "pyvenv.cfg", folder)
        (folder / "lib").symlink_to(here / "lib")
        library = Path(sysconfig.get_config_var("LIBDIR"), sysconfig.get_config_var("INSTSONAME"))
        if library.exists():
            shutil.copy(library, folder)
        self.env = {"LD_LIBRARY_PATH": str(folder)}

    @property
    def words(self) -> tuple[str, ...]:
        """What starts breakd."""
        return (str(self._python), PROGRAM, "run")

    @property
    def other(self) -> tuple[str, ...]:
        """What starts another program with the same interpreter, which waits."""
        uses = "asyncio, ctypes, json, logging, pathlib, sqlite3, subprocess, zoneinfo"
        return (str(self._python), "-c", f"import {uses}; import time; time.sleep(600)")
