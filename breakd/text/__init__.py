"""Every sentence a user reads, by where it is read; the stretches' own are in the catalogue.

Sentences are written through `_` and `plural`, so that a translation has one place to start.
"""


def _(message: str) -> str:
    """Mark a sentence for translation."""
    return message


def plural(one: str, many: str, count: int) -> str:
    """The form that fits `count`; `{n}` in it becomes the number."""
    return (one if count == 1 else many).replace("{n}", str(count))
