"""Which stretches the user likes and which are to stay away: kept where `config set` keeps what it
is told, so that every command sees them and the user's own file stays as it is."""

from breakd.config import edit
from breakd.config.settings import ConfigError
from breakd.config.source import Sources
from breakd.core.offered import WhyNot, why_not
from breakd.core.stretch import Preferences, Stretch
from breakd.text import feedback as text
from breakd.text import stretches

EXCLUDE, INCLUDE, FAVOURITES = "stretches.exclude", "stretches.include", "stretches.favourites"


class UnwrittenError(Exception):
    """What the user said could not be written down; the message is a sentence that says why."""


class Likes:
    """Writes them down.  Each method returns a sentence for the user; raises UnwrittenError."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources

    def hide(self, stretch: Stretch) -> str:
        """Never offer it again."""
        self._change(EXCLUDE, add=stretch.id)
        return text.hidden(stretch.name, stretch.id)

    def unhide(self, stretch: Stretch, now: Preferences) -> str:
        """Offer it again, or for the first time.  `now`: what counts now."""
        off = not stretch.enabled and stretch.id not in now.include
        if stretch.id not in now.exclude and not off:
            return _still_left_out(stretch, now) or text.not_hidden(stretch.name)
        if stretch.id in now.exclude:
            self._change(EXCLUDE, remove=stretch.id)
        if off:
            self._change(INCLUDE, add=stretch.id)
        return _still_left_out(stretch, now) or text.unhidden(stretch.name)

    def favour(self, stretch: Stretch, now: Preferences, *, off: bool) -> str:
        """Offer it more often; no longer with `off`, or if it is a favourite already."""
        if off or stretch.id in now.favourites:
            self._change(FAVOURITES, remove=stretch.id)
            return text.no_favourite(stretch.name)
        self._change(FAVOURITES, add=stretch.id)
        return text.favourite(stretch.name, stretch.id)

    def _change(self, key: str, *, add: str = "", remove: str = "") -> None:
        if self._sources.overrides is None:
            raise UnwrittenError(text.one_file(str(self._sources.user), key))
        try:
            edit.change_list(self._sources, key, add=add, remove=remove)
        except ConfigError as error:
            raise UnwrittenError(error.problems[0]) from None
        except OSError as error:
            raise UnwrittenError(text.unwritten(error.strerror or str(error))) from None


def _still_left_out(stretch: Stretch, likes: Preferences) -> str:
    """Why it is not offered although it is not hidden; "" if it may be."""
    reasons = why_not(stretch, {}, likes)
    others = [reason for reason in reasons if reason not in (WhyNot.HIDDEN, WhyNot.OFF)]
    if not others:
        return ""
    said = [stretches.reason(reason, stretch, likes) for reason in others]
    return text.still_left_out(stretch.name, said)
