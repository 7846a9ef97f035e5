"""Which lines of a crontab are taken for a break's times."""

import pytest

from breakd.clocks.alarm import check_cron


@pytest.mark.parametrize(
    "text",
    [
        "30 10 * * mon-fri",
        "*/15 9-17 * * 1-5",
        "0 12 1,15 * *",
        "0 0 29 2 *",
        "0 9 * JAN-MAR Sun",
        "0 9 * * fri-mon",
        "0 9 * * 0-7/2",
        "0 9 * * 7",
    ],
)
def test_a_crontab_line_is_accepted(text: str) -> None:
    check_cron(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "30 10 * *",
        "30 10 * * * *",
        "60 * * * *",
        "* 24 * * *",
        "* * 0 * *",
        "* * * 13 *",
        "* * * * 8",
        "* * * * 1-9",
        "* * * * */0",
        "* * * * mo",
        "* * * jan-xyz *",
        "5-1 * * * *",
        "1,,2 * * * *",
        "* * * * 1,",
        "@daily",
        "0 0 30 2 *",
        "0 0 31 feb,apr,jun *",
    ],
)
def test_what_is_no_crontab_line_is_refused_in_one_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w") as refused:
        check_cron(text)
    assert "\n" not in str(refused.value)
