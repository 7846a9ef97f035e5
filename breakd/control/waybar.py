"""The status as a bar shows it: the JSON that waybar's custom modules take."""

from typing import Any

from breakd.text import commands as text


def waybar(status: dict[str, Any], headline: str) -> dict[str, Any]:
    """{"text", "tooltip", "class", "percentage"} from the status and its sentence.

    The classes are the phase and the gates.  The text is a clock time, which, unlike the time
    left, stays true until the next status comes.
    """
    planned = status.get("break") or {}
    every = planned.get("every_s") or 0
    work = planned.get("work_s") or 0
    waits = status["phase"] != "working"
    filled = 1.0 if waits else work / every if every else 0.0
    return {
        "text": text.bar(status["phase"], status["gates"], planned.get("due_at")),
        "tooltip": headline,
        "class": [status["phase"], *status["gates"]],
        "percentage": round(100 * min(filled, 1.0)),
    }
