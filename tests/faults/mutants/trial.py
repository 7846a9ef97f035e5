"""One trial: some of the tests, in a forked process in which one module is mutated.

What shows when a module is imported needs a process that has pytest and Hypothesis loaded, but
none of breakd yet: there the mutant takes the place of the module.  What shows later is put into
a process that has imported and collected everything, by giving the functions other code, which
takes a tenth of the time.  Nothing of it is written anywhere.
"""

import contextlib
import functools
import gc
import importlib.machinery
import importlib.util
import os
import resource
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from types import CodeType, FunctionType

import hypothesis.stateful  # noqa: F401 - once for all children
import pytest
from hypothesis import Phase, settings

from tests.faults.mutants.changes import CORE, Mutant, mutated, source

ROOT = Path(__file__).parents[3]
PATIENCE = 5.0  # a test that takes so many times as long as it did has noticed
PATIENCE_S = 2.0  # and so much more
MOST_MEMORY = 2 << 30
EXAMPLES = 30  # of what Hypothesis makes up
NOTICED, UNNOTICED = 1, 0

# Begins to run these tests in this order on this mutant; None stands for no change.
Start = Callable[[Mutant | None, Sequence[str]], "Trial"]


class Trial:
    """A process at work."""

    def __init__(self, judge: Callable[[int], int]) -> None:
        """`judge` writes who noticed to the file that it is given."""
        self._read, write = os.pipe()
        self.child = in_a_child(lambda: judge(write))
        os.close(write)

    def noticed_by(self, status: int) -> str | None:
        """Once it has ended with this status: the test that noticed, None if none did."""
        said = os.read(self._read, 4096).decode()
        os.close(self._read)
        return None if status == UNNOTICED else said or "(on import)"


def in_a_child(work: Callable[[], int], *, quiet: bool = True) -> int:
    """Have it done by a fork; the number of the process, which ends with what `work` returns."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        return child
    status = NOTICED
    with contextlib.suppress(BaseException):
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2) if quiet else ():
            os.dup2(nothing, stream)
        status = work()
    os._exit(status)


def run_pytest(what: Sequence[str], plugin: object) -> int:
    """Run these tests in this process; its exit status."""
    os.chdir(ROOT)
    ignored = "ignore::pytest.PytestAssertRewriteWarning"  # Hypothesis is there already
    options = ["-x", "-s", "-qq", "--tb=no", "-W", ignored, "-p", "no:cacheprovider"]
    return int(pytest.main([*options, "-p", "no:xdist", *what], plugins=[plugin]))


def try_less_hard() -> None:
    """Before any test is imported: some examples must do, and what fails is not made smaller."""
    phases = (Phase.explicit, Phase.generate)
    settings.register_profile("mutant", settings(), phases=phases, max_examples=EXAMPLES)
    settings.load_profile("mutant")


# --- what shows on import ------------------------------------------------------------------------


def freshly(seconds: Mapping[str, float]) -> Start:
    """Trials that import everything anew.  `seconds` is how long each test takes."""

    def start(mutant: Mutant | None, tests: Sequence[str]) -> Trial:
        def judge(write: int) -> int:
            if mutant is not None:
                sys.meta_path.insert(0, _Instead(mutant))
            files = dict.fromkeys(test.partition("::")[0] for test in tests)
            # One after the other, as collecting all of them takes longer than most trials.
            return max(run_pytest([file], _Chosen(tests, seconds, write)) for file in files)

        return Trial(judge)

    return start


class _Instead(importlib.machinery.SourceFileLoader):
    """Finds the mutated module, and only that."""

    def __init__(self, mutant: Mutant) -> None:
        super().__init__(f"breakd.core.{mutant.module}", str(CORE / f"{mutant.module}.py"))
        self._code = compile(mutated(mutant, source(mutant.module)), self.path, "exec")

    def find_spec(self, name: str, *_: object) -> importlib.machinery.ModuleSpec | None:
        return importlib.util.spec_from_loader(name, self) if name == self.name else None

    def get_code(self, fullname: str) -> CodeType:
        return self._code


# --- what shows later ----------------------------------------------------------------------------


class Collected:
    """A plugin that collects everything, and then lets `work` start trials instead of tests."""

    def __init__(self, seconds: Mapping[str, float], work: Callable[[Start], None]) -> None:
        self._seconds = seconds
        self._work = work

    def pytest_collection(self) -> None:
        try_less_hard()

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        def start(mutant: Mutant | None, tests: Sequence[str]) -> Trial:
            def judge(write: int) -> int:
                if mutant is not None:
                    give_code(mutant)
                session.config.pluginmanager.register(
                    chosen := _Chosen(tests, self._seconds, write)
                )
                chosen.pytest_collection_modifyitems(session.items)
                for item, following in zip(session.items, [*session.items[1:], None], strict=True):
                    item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
                return UNNOTICED

            return Trial(judge)

        self._work(start)
        return True


def give_code(mutant: Mutant) -> None:
    """The module's functions do from now on what the mutant's would."""
    path = str(CORE / f"{mutant.module}.py")
    tree = mutated(mutant, source(mutant.module))
    codes = {_place(code): code for code in _codes(compile(tree, path, "exec"))}
    for found in gc.get_objects():
        if isinstance(found, FunctionType) and found.__code__.co_filename == path:
            found.__code__ = codes[_place(found.__code__)]
        elif isinstance(found, functools._lru_cache_wrapper):
            found.cache_clear()


def _place(code: CodeType) -> tuple[str, int]:
    return code.co_qualname, code.co_firstlineno


def _codes(code: CodeType) -> Iterator[CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield constant
            yield from _codes(constant)


# --- both ----------------------------------------------------------------------------------------


class _Chosen:
    """Runs the chosen tests in order, each within its time, and ends at the first failure."""

    def __init__(self, tests: Sequence[str], seconds: Mapping[str, float], write: int) -> None:
        self._tests = tests
        self._seconds = seconds
        self._write = write
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))

    def pytest_collection(self) -> None:
        try_less_hard()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        found = {item.nodeid: item for item in items}
        items[:] = [found[test] for test in self._tests if test in found]

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        limit = PATIENCE * self._seconds.get(item.nodeid, 0.0) + PATIENCE_S
        signal.setitimer(signal.ITIMER_PROF, limit)
        yield
        signal.setitimer(signal.ITIMER_PROF, 0)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            os.write(self._write, report.nodeid.encode())
            os._exit(NOTICED)
