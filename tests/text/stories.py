"""What has happened so far, and what `breakd why` says of it."""

from breakd.core.events import Event, GateClosed
from breakd.core.model import Gate, Rules
from breakd.core.view import view
from breakd.inquiry.reasons import reasons
from breakd.inquiry.since import Since
from breakd.text.why import why
from tests.core.timeline import Timeline

EVERY = "(break.stretch.every = 30m)"


class Story(Timeline):
    """A timeline that begins on a Monday at 9:00, and what there is to say about it."""

    def __init__(self, rules: Rules | None = None, **options: object) -> None:
        self.upcoming: tuple[str, float] | None = None
        self.since = Since(lambda: self.state)
        super().__init__(rules, **options)  # type: ignore[arg-type]  # passed through
        self.look()

    def look(self) -> None:
        self.since(view(self.rules, self.state, self.now))

    def send(self, event: Event) -> list[object]:  # type: ignore[override]  # the same, looked at
        led_to = super().send(event)
        self.look()
        return list(led_to)

    def minutes(self, count: float) -> "Story":
        self.wait(count * 60)
        return self

    def then(self, *events: Event) -> "Story":
        for event in events:
            self.send(event)
        return self

    def why(self) -> str:
        seen = view(self.rules, self.state, self.now, self.upcoming)
        return why(seen, self.rules, reasons(self.rules, self.state, self.now, self.since))


def due(*gates: Gate) -> Story:
    """Due since 9:30, held by these since 9:20, and now it is 9:40."""
    story = Story().minutes(20)
    return story.then(*map(GateClosed, gates)).minutes(20)
