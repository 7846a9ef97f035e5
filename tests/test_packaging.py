"""What a user installs: the wheel's contents, and `make` on a machine that lacks something."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_has_every_file_of_the_package(names: set[str]) -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "breakd"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.splitlines()
    assert [name for name in tracked if (ROOT / name).exists() and name not in names] == []


def test_the_wheel_has_the_licence_and_the_unit(names: set[str]) -> None:
    assert "breakd/desktop/breakd.service" in names
    assert any(name.endswith("dist-info/licenses/LICENSE") for name in names)


def test_the_wheel_has_nothing_else(names: set[str]) -> None:
    assert {name.split("/")[0].split("-")[0] for name in names} == {"breakd"}
    assert not [name for name in names if re.search(r"(^|/)(tests?|bench|\.)", name)]


def test_an_installed_breakd_finds_its_unit(wheel: Path, tmp_path: Path) -> None:
    place = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(place)
    tool = tmp_path / "bin" / "systemctl"
    tool.parent.mkdir()
    tool.write_text("#!/bin/sh\nexit 0\n")
    tool.chmod(0o755)
    subprocess.run(
        [
            sys.executable,
            "-c",
            "from breakd.desktop.autostart import switch; switch.enable()",
        ],
        check=True,
        cwd=tmp_path,
        env={
            "PATH": f"{tool.parent}:/usr/bin:/bin",
            "HOME": str(tmp_path),
            "PYTHONPATH": str(place),
        },
    )
    unit = (tmp_path / ".config/systemd/user/breakd.service").read_text()
    assert "WatchdogSec=60" in unit
    entry = (tmp_path / ".local/share/applications/breakd.desktop").read_text()
    icon = re.search("^Icon=(.*)$", entry, re.MULTILINE)
    assert icon is not None
    assert Path(icon[1]).is_relative_to(place)
    assert Path(icon[1]).is_file()


# --- make, with something missing ----------------------------------------------------------------


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with what `make run` looks at first, and a PATH without any Python."""
    place = tmp_path / "check out"
    (place / "scripts").mkdir(parents=True)
    for name in ("Makefile", "pyproject.toml", "scripts/venv"):
        shutil.copy(ROOT / name, place / name)
    tools = place / "bin"
    tools.mkdir()
    for name in ("make", "sh", "cat", "dirname", "tail", "mkdir"):
        found = shutil.which(name)
        assert found is not None
        (tools / name).symlink_to(found)
    return place


def make_run(checkout: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["make", "run"],
        cwd=checkout,
        env={"PATH": str(checkout / "bin"), "HOME": str(checkout)},
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def script(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def said(done: subprocess.CompletedProcess[str]) -> list[str]:
    """The lines on standard error, without make's own."""
    return [line for line in done.stderr.splitlines() if not line.startswith("make")]


def test_without_python_make_says_what_to_install(checkout: Path) -> None:
    done = make_run(checkout)
    assert done.returncode != 0
    (line,) = said(done)
    assert "Python 3.11 or newer is needed" in line
    assert "apt install python3 python3-venv" in line


def test_an_old_python_is_passed_over(checkout: Path) -> None:
    script(checkout / "bin" / "python3", "exit 1")  # as `sys.exit(version < (3, 11))` does
    script(checkout / "bin" / "python3.12", f'exec {sys.executable} "$@"')
    script(checkout / "bin" / "python3.11", "exit 1")
    (checkout / "pyproject.toml").write_text("not toml")  # far enough: no network in a test
    done = make_run(checkout)
    assert "Setting up .venv with Python" in done.stderr
    assert (checkout / ".venv" / "bin" / "python").exists()


def test_without_the_venv_module_make_says_what_to_install(checkout: Path) -> None:
    """As on Debian without python3-venv: `ensurepip` cannot be imported."""
    script(
        checkout / "bin" / "python3",
        f'case "$*" in *ensurepip*) exit 1 ;; esac; exec {sys.executable} "$@"',
    )
    done = make_run(checkout)
    assert done.returncode != 0
    (line,) = said(done)
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    assert f"apt install python{version}-venv" in line
    assert not (checkout / ".venv").exists()


def test_when_pip_fails_its_last_words_are_shown(checkout: Path) -> None:
    venv = checkout / ".venv" / "bin"
    venv.mkdir(parents=True)
    script(
        venv / "python",
        'case "$*" in *install*) echo "no such network"; exit 1 ;; esac; exit 0',
    )
    script(checkout / "bin" / "python3", "exit 0")
    done = make_run(checkout)
    assert done.returncode != 0
    assert "no such network" in done.stderr
    assert "pip could not install" in said(done)[-1]
    assert not (checkout / ".venv" / ".ready-run").exists()


def test_a_set_up_checkout_is_run_at_once_and_a_moved_one_set_up_again(checkout: Path) -> None:
    venv = checkout / ".venv" / "bin"
    venv.mkdir(parents=True)
    script(venv / "breakd", 'echo "breakd $*"')
    script(
        venv / "python",
        'case "$*" in *install*) echo installed >>"${0%/bin/*}/log" ;; esac; exit 0',
    )
    script(checkout / "bin" / "python3", "exit 0")
    for _ in range(2):
        done = make_run(checkout)
        assert (done.returncode, done.stdout, said(done)) == (0, "breakd run\n", [])
    assert (checkout / ".venv/log").read_text() == "installed\n"
    moved = checkout.rename(checkout.with_name("moved"))
    assert make_run(moved).returncode == 0
    assert (moved / ".venv/log").read_text() == "installed\n" * 2


def test_the_commands_of_make_exist() -> None:
    """`make help` names every target."""
    done = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert phony is not None
    targets = set(phony[1].split()) - {"help"}
    assert targets == set(re.findall(r"make ([\w-]+)", done.stdout))


def test_scripts_are_executable() -> None:
    for name in ("scripts/venv", ".ci/run"):
        assert os.access(ROOT / name, os.X_OK), name
