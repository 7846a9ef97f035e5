"""What travels on a bus: bodies of any signature, and the answers that a sane service gives."""

from typing import Any

from hypothesis import strategies as st

Body = tuple[str, tuple[Any, ...]]  # signature and values

PROPERTIES = ("LockedHint", "Active", "IdleHint", "IdleSinceHintMonotonic", "Class", "State")
NAMES = st.sampled_from(
    [
        *PROPERTIES,
        "InhibitedActions",
        "Modes",
        "paused",
        "Inhibited",
        "Display",
        "actions",
        "done",
        "snooze",
    ]
)
TEXTS = NAMES | st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8)
SINGLE: dict[str, st.SearchStrategy[Any]] = {
    "b": st.booleans(),
    "i": st.integers(-(2**31), 2**31 - 1),
    "u": st.sampled_from([0, 1, 7, 8, 2**32 - 1]) | st.integers(0, 2**32 - 1),
    "t": st.sampled_from([0, 1, 2**64 - 1]) | st.integers(0, 2**64 - 1),
    "d": st.floats(),
    "s": TEXTS,
    "o": st.sampled_from(["/", "/a", "/org/freedesktop/login1/session/_31"]),
    "ay": st.binary(max_size=8),
    "as": st.lists(TEXTS, max_size=3),
    "au": st.lists(st.integers(0, 9), max_size=3),
    "(so)": st.tuples(TEXTS, st.just("/a")),
    "(uo)": st.tuples(st.integers(0, 9), st.just("/a")),
}
VARIANTS = st.sampled_from(sorted(SINGLE)).flatmap(
    lambda kind: SINGLE[kind].map(lambda value: (kind, value))
)
SINGLE["v"] = VARIANTS
SINGLE["a{sv}"] = st.dictionaries(TEXTS, VARIANTS, max_size=4)
SINGLE["a{sd}"] = st.dictionaries(TEXTS, st.floats(), max_size=2)

USUAL = ("", "b", "u", "s", "v", "as", "a{sv}", "us", "uu", "ssss", "sa{sv}as", "sas", "so", "iias")


def _body(signature: str) -> st.SearchStrategy[Body]:
    parts, rest = list[str](), signature
    while rest:
        part = next(kind for kind in sorted(SINGLE, key=len, reverse=True) if rest.startswith(kind))
        parts.append(part)
        rest = rest[len(part) :]
    values = st.tuples(*(SINGLE[part] for part in parts))
    return values.map(lambda found: (signature, found))


BODIES: st.SearchStrategy[Body] = st.one_of([_body(signature) for signature in USUAL]) | st.lists(
    st.sampled_from(sorted(SINGLE)), max_size=4
).map("".join).flatmap(_body)

# What they signal, by member; and as it may come.
CARRIED = {
    "ActionInvoked": "us",
    "NotificationClosed": "uu",
    "PrepareForSleep": "b",
    "SessionNew": "so",
    "SessionRemoved": "so",
    "PropertiesChanged": "sa{sv}as",
    "Lock": "",
    "Unlock": "",
    "ActiveChanged": "b",
    "WatchFired": "u",
    "StatusNotifierItemUnregistered": "s",
    "StatusNotifierHostRegistered": "",
    "PropertyChanged": "ssv",
}
SIGNALS: st.SearchStrategy[tuple[str, Body]] = st.sampled_from(sorted(CARRIED)).flatmap(
    lambda member: st.tuples(st.just(member), _body(CARRIED[member]) | BODIES)
)

# What services answer to these, by member.
SOUND: dict[str, Body] = {
    "GetCapabilities": ("as", (["actions", "body"],)),
    "GetServerInformation": ("ssss", ("it", "v", "1", "1.2")),
    "Notify": ("u", (7,)),
    "GetActive": ("b", (True,)),
    "GetSessionIdleTime": ("u", (70000,)),
    "GetIdletime": ("t", (70000,)),
    "AddIdleWatch": ("u", (1,)),
    "AddUserActiveWatch": ("u", (2,)),
    "GetSession": ("o", ("/org/freedesktop/login1/session/_31",)),
    "GetSessionByPID": ("o", ("/org/freedesktop/login1/session/_31",)),
    "GetAll": (
        "a{sv}",
        (
            {
                "Class": ("s", "user"),
                "State": ("s", "active"),
                "LockedHint": ("b", False),
                "Active": ("b", True),
                "IdleHint": ("b", True),
                "IdleSinceHintMonotonic": ("t", 5),
            },
        ),
    ),
    "Get": ("v", (("b", True),)),
    "ListModes": ("as", (["dnd"],)),
    "GetDnd": ("b", (False,)),
    "IsInhibited": ("b", (False,)),
    "GetProperty": ("v", (("b", False),)),
}
SERVERS = ("dunst", "mako", "SwayNotificationCenter", "Xfce Notify Daemon", "Plasma", "it")
