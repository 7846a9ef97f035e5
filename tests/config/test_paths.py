"""Where things are kept."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from breakd import paths

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="platformdirs decides")

XDG = {
    "XDG_CONFIG_HOME": (paths.config_dir, ".config"),
    "XDG_STATE_HOME": (paths.state_dir, ".local/state"),
    "XDG_DATA_HOME": (paths.data_dir, ".local/share"),
    "XDG_CACHE_HOME": (paths.cache_dir, ".cache"),
}


@pytest.mark.parametrize("variable", XDG)
def test_places(variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    place, default = XDG[variable]
    monkeypatch.setenv("HOME", "/home/me")
    monkeypatch.delenv(variable, raising=False)
    assert place() == Path("/home/me", default, "breakd")
    monkeypatch.setenv(variable, "/elsewhere")
    assert place() == Path("/elsewhere/breakd")
    for ignored in ("", "relative/place"):
        monkeypatch.setenv(variable, ignored)
        assert place() == Path("/home/me", default, "breakd")


def test_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for variable in (*XDG, "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(variable, str(tmp_path))
    names = [paths.config_file(), paths.overrides_file(), paths.history_file()]
    names += [paths.control_socket(), paths.lock_file()]
    assert [name.relative_to(tmp_path / "breakd").as_posix() for name in names] == [
        "config.toml",
        "overrides.toml",
        "history.sqlite3",
        "control.sock",
        "breakd.lock",
    ]


def test_system_files_the_most_important_last(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CONFIG_DIRS", raising=False)
    assert paths.system_config_files() == (Path("/etc/xdg/breakd/config.toml"),)
    monkeypatch.setenv("XDG_CONFIG_DIRS", "/first:relative::/second")
    assert [str(file.parents[1]) for file in paths.system_config_files()] == ["/second", "/first"]


@pytest.mark.parametrize("value", [None, "", "relative", "/does/not/exist"])
def test_without_a_runtime_directory_there_is_one_of_our_own(
    value: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if value is None:
        monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    else:
        monkeypatch.setenv("XDG_RUNTIME_DIR", value)
    places = (Path(f"/run/user/{os.getuid()}/breakd"), Path(f"/tmp/breakd-{os.getuid()}"))
    assert paths.runtime_dir() in places


def test_a_private_directory_is_made(tmp_path: Path) -> None:
    folder = paths.make_private(tmp_path / "a" / "b")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    folder.chmod(0o755)
    paths.make_private(folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_what_others_could_have_prepared_is_refused(tmp_path: Path) -> None:
    open_folder = tmp_path / "open"
    open_folder.mkdir()
    open_folder.chmod(0o770)
    link = tmp_path / "link"
    link.symlink_to(tmp_path)
    for folder, said in ((open_folder, "Other users can write"), (link, "symbolic link")):
        with pytest.raises(paths.UnsafeDirectoryError, match=said):
            paths.make_private(folder)
    file = tmp_path / "file"
    file.touch()
    with pytest.raises(paths.UnsafeDirectoryError, match="not a directory"):
        paths.check_private(file)
    with pytest.raises(FileNotFoundError):
        paths.check_private(tmp_path / "nothing")


@pytest.mark.skipif(os.name != "posix" or os.getuid() != 0, reason="needs a second user")
def test_the_directory_of_another_user_is_refused(tmp_path: Path) -> None:
    os.chown(tmp_path, 65534, 65534)
    with pytest.raises(paths.UnsafeDirectoryError, match="belongs to another user"):
        paths.make_private(tmp_path)


@pytest.mark.parametrize("home", [None, "", "relative"])
def test_a_home_that_is_no_place(home: str | None, tmp_path: Path) -> None:
    import pwd

    environment = {k: v for k, v in os.environ.items() if k not in (*XDG, "HOME")}
    if home is not None:
        environment["HOME"] = home
    command = [sys.executable, "-m", "breakd", "config", "path"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    own = pwd.getpwuid(os.getuid()).pw_dir
    assert done.stdout == f"{own}/.config/breakd/config.toml\n"


def test_no_home_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """A container whose user nobody has heard of."""
    monkeypatch.delenv("HOME", raising=False)
    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 987_654_321)
    with pytest.raises(FileNotFoundError, match="set HOME"):
        paths.state_dir()
