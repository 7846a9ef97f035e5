"""What `breakd why` says: when the next break comes, what holds it, and which setting decides."""

from breakd.core.deferral import BOUNDED
from breakd.core.model import AWAY, Break, Gate, Phase, Rules
from breakd.core.view import View
from breakd.text import _, plural
from breakd.text.durations import short
from breakd.text.facts import Facts, due_since, length_rule, work_left
from breakd.text.gates import BY, KEYS, OVER
from breakd.text.times import at, moment
from breakd.text.why_away import away


def why(view: View, rules: Rules, facts: Facts) -> str:
    """One short paragraph."""
    said = " ".join(filter(None, (_standing(view, rules, facts), _in_a_call(facts), _early(facts))))
    if view.reading_until_wall is None or view.paused:
        return said
    reading = _(
        "You are reading until {time}, so sitting still is no rest; `breakd reading off` ends that."
    )
    return f"{said} {reading.format(time=moment(view.reading_until_wall, facts.now))}"


def _standing(view: View, rules: Rules, facts: Facts) -> str:
    if view.phase is Phase.ON_BREAK:
        return _on_break(view, facts)
    if view.paused:
        return _paused(view, facts)
    if Gate.OFF_HOURS in view.gates:
        return _off_hours(view, facts)
    if view.phase is Phase.PROMPTING:
        return _prompting(view, rules, facts)
    if AWAY.intersection(view.held):
        return away(view, rules, facts)
    if view.phase is Phase.DUE:
        return _held(view, rules, facts) if view.held else _due(view, rules, facts)
    if view.phase is Phase.SNOOZED:
        return _snoozed(view, rules, facts)
    return _next(view, rules, facts)


def _early(facts: Facts) -> str:
    """Why it does not come when it would."""
    if not facts.early:
        return ""
    return _("It was brought forward, as a long appointment was about to begin (calendar.files).")


def _in_a_call(facts: Facts) -> str:
    """What a call makes of it, beside holding it back."""
    rule = 'defer.call_action = "discreet"'
    return {
        "": "",
        "shown": _("It is one that nobody in your call notices ({rule})."),
        "none": _("No stretch that fits would go unnoticed in the call ({rule})."),
        "asked": _("In the call you were asked once ({rule})."),
    }[facts.discreet].format(rule=rule)


# --- on a break, or asked to take one ------------------------------------------------------------


def _on_break(view: View, facts: Facts) -> str:
    assert view.planned is not None
    left = view.planned.length * (1 - view.filled)
    return _("You are on a break; it ends {when} ({rule}).").format(
        when=at(facts.now.timestamp() + left, facts.now), rule=length_rule(view.planned)
    )


def _prompting(view: View, rules: Rules, facts: Facts) -> str:
    if view.shown_wall is None:
        return _("Your break is due; the reminder is just coming up.")
    shown = _("The reminder has been on the screen since {time}.").format(
        time=moment(view.shown_wall, facts.now)
    )
    rule = f"prompt.lifetime = {short(rules.prompt_lifetime)}"
    if facts.prompt_ends is None:
        then = _("It waits until you are back at the keyboard ({rule} from then on).")
    elif facts.ignored < rules.prompt_repeats:
        then = _("Unanswered, it goes {when} and comes again ({rule}).")
    else:
        then = _("Unanswered, it goes {when} and counts as missed ({rule}).")
    when = at(facts.prompt_ends, facts.now) if facts.prompt_ends is not None else ""
    return f"{shown} {then.format(when=when, rule=rule)}"


# --- quiet ---------------------------------------------------------------------------------------


def _paused(view: View, facts: Facts) -> str:
    begun = facts.since.get(Gate.PAUSED)
    since = "" if begun is None else _(" since {time}").format(time=moment(begun, facts.now))
    if view.paused_until_wall is None:
        said = _("Reminders have been paused{since}, until you say `breakd resume`.")
    else:
        said = _("Reminders have been paused{since}, until {until} or `breakd resume`.")
    until = moment(view.paused_until_wall, facts.now) if view.paused_until_wall else ""
    sentences = [said.format(since=since, until=until)]
    if Gate.OFF_HOURS in view.gates:
        sentences.append(_off_hours(view, facts))
    elif view.phase is not Phase.WORKING:
        sentences.append(_("Your break is due; it comes soon after that."))
    elif work := work_left(view):
        sentences.append(_("The next break comes after {work}.").format(work=work))
    return " ".join(sentences)


def _off_hours(view: View, facts: Facts) -> str:
    if facts.hours_begin is None:
        return _("It is outside your working hours, and they never begin ([hours]).")
    said = _("It is outside your working hours until {time} ([hours]).").format(
        time=moment(facts.hours_begin, facts.now)
    )
    work = work_left(view)
    return said + (_(" Then the next break comes after {work}.").format(work=work) if work else "")


# --- due -----------------------------------------------------------------------------------------


def _held(view: View, rules: Rules, facts: Facts) -> str:
    """The desktop holds it back."""
    bounded = BOUNDED.issuperset(view.held)
    ends = [facts.holds_end.get(gate) for gate in view.held]
    latest = max((end for end in ends if end is not None), default=None)
    by = _and([_by(gate, facts) for gate in view.held], _(" and by "))
    once = _and([OVER[gate] for gate in view.held], _(" and "))
    rule = ", ".join(dict.fromkeys(KEYS[gate] for gate in view.held))
    if set(view.held) == {Gate.CALL} and not facts.discreet:
        rule = 'defer.call_action = "hold"'
    if not bounded:
        said = _("{due}, held back by {by}. It comes once {over} ({rule}).")
    elif set(view.held) == {Gate.TYPING}:
        rule = f"defer.typing = {short(rules.defer_typing)}"
        said = _("{due}, held back by {by}. It comes once {over}, soon in any case ({rule}).")
    else:
        rule = f"defer.longest = {short(rules.defer_longest)}"
        at_latest = _(
            "{due}, held back by {by}. It comes once {over}, {when} at the latest ({rule})."
        )
        limited = _(
            "{due}, held back by {by}. It comes once {over}, but does not wait for ever ({rule})."
        )
        said = limited if latest is None else at_latest
    when = "" if latest is None else at(latest, facts.now)
    return said.format(due=due_since(facts), by=by, over=once, when=when, rule=rule)


def _by(gate: Gate, facts: Facts) -> str:
    since = facts.since.get(gate)
    if since is None or gate is Gate.TYPING:
        return BY[gate]
    return _("{what} since {time}").format(what=BY[gate], time=moment(since, facts.now))


def _and(parts: list[str], last: str) -> str:
    return last.join(filter(None, [", ".join(parts[:-1]), parts[-1]]))


def _due(view: View, rules: Rules, facts: Facts) -> str:
    """Nothing holds it back, so it comes in a moment, or after a waiting time."""
    due = due_since(facts)
    if not view.due_in or view.due_wall is None:
        return _("{due} and comes now.").format(due=due)
    when = at(view.due_wall, facts.now)
    if facts.failures:
        tries = plural(_("{n} try"), _("{n} tries"), facts.failures)
        return _(
            "{due}, but it could not be shown ({tries}). breakd tries again {when}; "
            "`breakd doctor` says what is missing."
        ).format(due=due, tries=tries, when=when)
    if facts.ignored:
        return _(
            "{due}. The last reminder was not answered; it comes again {when} ({rule})."
        ).format(due=due, when=when, rule=f"prompt.retry = {short(rules.prompt_retry)}")
    return _("{due} and comes {when}{reason}.").format(due=due, when=when, reason=_reason(facts))


# --- not yet -------------------------------------------------------------------------------------


def _snoozed(view: View, rules: Rules, facts: Facts) -> str:
    if view.due_wall is None:
        return _("You snoozed the break.")
    said = _("You snoozed the break; it comes again {when}.").format(
        when=at(view.due_wall, facts.now)
    )
    times = f"snooze.times = {rules.snooze_times}"
    if view.snoozes_left:
        more = plural(_("once more"), _("{n} more times"), view.snoozes_left)
        return said + _(" You can snooze it {more} ({rule}).").format(more=more, rule=times)
    rule = f"{times}, snooze.total = {short(rules.snooze_total)}"
    return said + _(" It cannot be snoozed again ({rule}).").format(rule=rule)


def _next(view: View, rules: Rules, facts: Facts) -> str:
    if view.planned is None or view.due_in is None or view.due_wall is None:
        return _("No break is planned; `breakd config show` lists the breaks.")
    name = _("The next break")
    if len(rules.breaks) > 1:
        name = _('The next break ("{name}")').format(name=view.planned.name)
    when = at(view.due_wall, facts.now)
    if view.planned.every is None:
        return _("{name} comes {when} ({rule}).").format(
            name=name, when=when, rule=_schedule(view.planned)
        )
    left = max(0.0, view.planned.every - view.work)
    waits = view.due_in > left + 1
    reason = _reason(facts) if waits else ""
    if left <= 0:
        return _("{name} is due and comes {when}{reason}.").format(
            name=name, when=when, reason=reason
        )
    if waits:
        return _("{name} comes after {work}, but not before {time}{reason}.").format(
            name=name, time=moment(view.due_wall, facts.now), reason=reason, work=work_left(view)
        )
    return _("{name} comes {when}, after {work}.").format(
        name=name, when=when, work=work_left(view)
    )


def _reason(facts: Facts) -> str:
    """What breakd waits for of its own accord."""
    return {
        "quiet": _(", as breakd lets you settle in for two minutes first"),
        "snoozed": _(", as you snoozed it until then"),
        "": _(", so that reminders do not follow on one another"),
    }[facts.wait]


def _schedule(planned: Break) -> str:
    """The setting of a break by the clock."""
    if planned.cron is not None:
        return f'break.{planned.name}.cron = "{planned.cron}"'
    key = f"break.{planned.name}.at"
    return f"{key} = {', '.join(planned.at)}" if len(planned.at) < 4 else key
