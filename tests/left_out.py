"""Tests that this machine cannot run are left out and named; with BREAKD_REQUIRE_DESK=1 they fail.

Continuous integration sets that variable, so that nothing is left out there unnoticed.
"""

import os

import pytest


def _left_out(config: pytest.Config) -> list[pytest.TestReport | pytest.CollectReport]:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return list(reporter.stats.get("skipped", [])) if reporter else []


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    text = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return text.removeprefix("Skipped: ")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    left_out = _left_out(terminalreporter.config)
    if left_out:
        reasons = "; ".join(sorted({_reason(report) for report in left_out}))
        terminalreporter.write_line(f"Left out on this machine: {len(left_out)} tests: {reasons}")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    if exitstatus == 0 and os.environ.get("BREAKD_REQUIRE_DESK") and _left_out(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
