"""What is remembered of the picks: the same everywhere, and across restarts."""

import json
import os
import subprocess
import sys

import pytest

from breakd.core.model import Outcome
from breakd.core.picker import PickLog, fitting, noted, pick
from tests.core.choices import ALL, BREAK_S, DEFAULT

REPLAY = """
from breakd.catalogue.loader import load
from breakd.core.model import Outcome
from breakd.core.picker import PickLog, noted, pick
from breakd.core.stretch import Preferences
stretches = dict(reversed(load().stretches.items()))
log = PickLog()
for number in range(150):
    chosen = pick(stretches, Preferences(), log, length=120.0, seed=3)
    print(chosen)
    log = noted(log, stretches[chosen], Outcome.SKIPPED if number % 7 == 3 else Outcome.DONE)
"""


def test_every_process_picks_the_same() -> None:
    def picks(hash_seed: str) -> str:
        env = {**os.environ, "PYTHONHASHSEED": hash_seed}
        return subprocess.run(
            [sys.executable, "-c", REPLAY], env=env, capture_output=True, text=True, check=True
        ).stdout

    first = picks("1")
    assert picks("4711") == first
    assert len(set(first.split())) == len(fitting(ALL, DEFAULT, BREAK_S))


def test_it_survives_json() -> None:
    log = PickLog()
    for outcome in [Outcome.DONE, Outcome.SKIPPED, Outcome.SKIPPED, Outcome.DONE] * 20:
        chosen = pick(ALL, DEFAULT, log, length=BREAK_S)
        assert chosen is not None
        log = noted(log, ALL[chosen], outcome)
    again = PickLog.from_data(json.loads(json.dumps(log.to_data())))
    assert again == log
    assert pick(ALL, DEFAULT, again, length=60) == pick(ALL, DEFAULT, log, length=60)


GOOD: dict[str, object] = PickLog(3, {"neck": 3}, {"a": 3}, {"a": 1}, {"a": 13}, "seated").to_data()


@pytest.mark.parametrize(
    "nonsense",
    [
        None,
        [],
        {},
        "picks",
        {**GOOD, "n": -1},
        {**GOOD, "n": True},
        {**GOOD, "n": 1.5},
        {**GOOD, "n": 10**400},
        {**GOOD, "given": None},
        {**GOOD, "given": {"neck": "3"}},
        {**GOOD, "seen": {"a": 4}},
        {**GOOD, "skips": {1: 1}},
        {**GOOD, "rests_until": {"a": 99}},
        {**GOOD, "posture": "hanging"},
        {**GOOD, "posture": ["seated"]},
        {key: value for key, value in GOOD.items() if key != "seen"},
    ],
)
def test_nonsense_is_refused_in_a_sentence(nonsense: object) -> None:
    assert PickLog.from_data(GOOD).n == 3
    with pytest.raises(ValueError, match="the picks") as refusal:
        PickLog.from_data(nonsense)
    assert len(str(refusal.value)) < 100
