"""What the configuration's keys mean, and the comments of the example file."""

from breakd.text import _

# What each key means; the example file shows it behind the default.
ABOUT = {
    "break.name": _("how breakd calls it"),
    "break.every": _("after this much active use"),
    "break.at": _("or at these times of the day"),
    "break.cron": _("or as in crontab: minute hour day month weekday"),
    "break.length": _("how long the break is"),
    "break.content": _("what it offers"),
    "break.text": _('your own sentence, for content = "text"'),
    "prompt.lifetime": _("unanswered for this long: ignored"),
    "prompt.repeats": _("asked again this often before it counts as missed"),
    "prompt.retry": _("time between two such prompts"),
    "snooze.choices": _("the first is the button"),
    "snooze.times": _("this often for one break; 0: no snoozing"),
    "snooze.total": _("and this long altogether"),
    "away.idle": _("no input for this long: not working"),
    "away.rest": _("no input for this long: rested (people read)"),
    "away.on_lock": _("for a locked screen"),
    "away.on_sleep": _("for sleep"),
    "away.on_idle": _("for a lack of input"),
    "defer.do_not_disturb": _('hold breaks back during "do not disturb"'),
    "defer.full_screen": _("while a window fills the screen"),
    "defer.call": _("while microphone or camera is in use or the screen is shared"),
    "defer.call_action": _("a call holds breaks, or asks for what nobody notices"),
    "defer.typing": _("wait this long at most for a pause in typing; 0s: not at all"),
    "defer.longest": _("the first two hold a break this long at most; a call has no limit"),
    "guide.auto": _("begin a break by itself when it is due, without asking"),
    "guide.size": _("how it shows: in a corner, as a window, on all screens"),
    "guide.motion": _("auto: as your desktop does"),
    "guide.scale": _("of its window and text, in percent, beside what your desktop says"),
    "figure.look": _("who shows the stretches; alternate: each stretch has its own"),
    "figure.theme": _("auto: as your desktop"),
    "sound.prompt": _("with a reminder; ignored: from the third time it asks"),
    "sound.chime": _("a soft one in the guide; auto: if your desktop has sounds"),
    "sound.volume": _("of the chime, in percent"),
    "sound.in_calls": _("chime and voice also while you are in a call"),
    "sound.voice": _("the guide speaks, so that you need not look"),
    "stretches.positions": _("how you can do them"),
    "stretches.equipment": _("what there is to use"),
    "stretches.intensity": _("at most"),
    "stretches.exclude": _("never these; `breakd stretches` lists their ids"),
    "stretches.include": _("these too, although they are off by default"),
    "stretches.favourites": _("these more often"),
    "stretches.avoid": _("no such movements"),
    "stretches.areas": _("shares of the body areas; 0: never"),
    "calendar.files": _(".ics files, or folders of them; no break while you have an appointment"),
    "calendar.me": _("your addresses there: what you have declined does not count"),
    "stretches.packs": _("folders with stretches of your own"),
}

EXAMPLE_TOP = _(
    "breakd's configuration, with every setting at its default.\n"
    "Keep what you change; a key that is left out keeps its default.\n"
    "Durations read 90s, 25m or 1h30m. `breakd config check` finds mistakes."
)
EXAMPLE_HOURS = _(
    "Working hours; breakd is quiet outside them. Without any, it is there all the time.\n"
    "Days: mon … sun, a range of days, or daily; where two name the same day, the narrower one "
    "counts.\nHours may cross midnight."
)
EXAMPLE_BREAK = _("One such section for each kind of break.")
EXAMPLE_AWAY = _(
    "What time away does to the work so far: credit: it counts as rest, pause: nothing,\n"
    "reset: work starts from 0, ignore: it counts as work."
)
