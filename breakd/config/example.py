"""The example file: every key, its default and what it means, from the table of fields."""

from textwrap import wrap

from breakd.config.fields import BREAK_FIELDS, FIELDS
from breakd.config.kinds import Kind
from breakd.config.layers import shown
from breakd.text import config_keys as text

_SHOWN_ABSENT = {
    "at": ["10:30", "15:00"],
    "cron": "30 10 * * mon-fri",
    "text": "Fetch a glass of water.",
}
_HOURS = 'mon-fri = ["09:00-12:30", "13:30-18:00"]'
_WIDTH = 100

Line = tuple[str, str]  # what is written, and the comment behind it


def example() -> str:
    """The content of `config.example.toml`; it loads to the defaults."""
    sections = [_comment(text.EXAMPLE_TOP), _breaks()]
    for name in ("prompt", "snooze"):
        sections.append(_section(name))
    sections.append(_comment(text.EXAMPLE_HOURS) + f"[hours]\n# {_HOURS}\n")
    sections.append(_comment(text.EXAMPLE_AWAY) + _section("away"))
    for name in ("defer", "guide", "figure", "sound", "calendar", "stretches", "stretches.areas"):
        sections.append(_section(name))
    return "\n".join(sections)


def _breaks() -> str:
    lines: list[Line] = []
    for key, field in BREAK_FIELDS.items():
        written = _pair(key, field.default)
        if field.default is None:
            written = "# " + _pair(key, _SHOWN_ABSENT[key])
        lines.append((written, _about(f"break.{key}", field.kind)))
    return _comment(text.EXAMPLE_BREAK) + "[[break]]\n" + _aligned(lines)


def _section(name: str) -> str:
    lines: list[Line] = []
    for key, field in FIELDS.items():
        table, _, last = key.rpartition(".")
        if table == name:
            # The four choices of [away] are explained once, above them.
            kind = None if name == "away" else field.kind
            lines.append((_pair(last, field.default), _about(key, kind)))
    heading = [(f"[{name}]", text.ABOUT[name])] if name in text.ABOUT else [(f"[{name}]", "")]
    return _aligned(heading) + _aligned(lines)


def _pair(key: str, value: object) -> str:
    return f"{key} = {shown(value)}"


def _about(key: str, kind: Kind | None) -> str:
    parts = (text.ABOUT.get(key, ""), kind.hint if kind else "")
    return ": ".join(part for part in parts if part)


def _aligned(lines: list[Line]) -> str:
    """Comments stand in one column; those that would not fit stand above."""
    column = max((len(pair) for pair, _ in lines if len(pair) < 40), default=0) + 2
    result = []
    for pair, about in lines:
        line = f"{pair:<{column}}# {about}" if about else pair
        if len(line) > _WIDTH:
            line = _comment("\n".join(wrap(about, _WIDTH - 2))) + pair
        result.append(line + "\n")
    return "".join(result)


def _comment(sentences: str) -> str:
    return "".join(f"# {line}\n" for line in sentences.splitlines())
