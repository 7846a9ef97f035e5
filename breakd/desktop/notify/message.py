"""A card as one server's Notify call wants it; pure, apart from reading the picture.

The hints are those of the Desktop Notifications Specification 1.2,
https://specifications.freedesktop.org/notification-spec/
"""

import os
import re
from dataclasses import dataclass
from string import ascii_letters, digits
from typing import Any

from breakd.card import Button, ButtonKey, Card
from breakd.desktop import pictures
from breakd.text import prompt as text

TITLE_MAX = 100
BODY_MAX = 1200
LABEL_MAX = 40
# breakd takes its notifications down itself; this is for those whose breakd has died.
ORPHAN_MS = 600_000

NO_BUTTONS = frozenset({"dunst", "mako"})  # they announce `actions`, but draw none
DRAWS_DEFAULT = frozenset({"Xfce Notify Daemon", "lxqt-notificationd"})
NARROW_BUTTONS = frozenset({"lxqt-notificationd"})  # three of them have room for a word each
NOTIFICATION_DAEMON = "Notification Daemon"  # MATE's calls itself so, too
# How large a picture is drawn, tried with each: dunst 1.9 up to 128 pixels; mako 1.7 and swaync
# 0.7 at 64, or more on a fine screen; Xfce 0.7, MATE 1.26, notification-daemon 3.20, GNOME Shell
# 43 and Plasma 5.27 at 48, lxqt 1.2 at 32.  All of them scale down what is larger, swaync and
# lxqt without a regard for its shape, so that only squares look right everywhere.
LARGE_PICTURES = frozenset({"dunst", "mako", "SwayNotificationCenter"})
# A picture within the text is drawn as large as it is, in a column of 208 pixels.  Others that
# announce `body-images` show nothing of it (swaync) or half of it, with a scroll bar (Plasma).
STRIPS = frozenset({"lxqt-notificationd"})
_PLAIN_BYTES = frozenset(b"/-._~" + ascii_letters.encode() + digits.encode())

# Control characters, and those that turn the direction of the text around them.
_UNWANTED = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)

Arguments = tuple[str, int, str, str, str, list[str], dict[str, tuple[str, Any]], int]
SIGNATURE = "susssasa{sv}i"


@dataclass(frozen=True, slots=True)
class Server:
    """What a notification server says of itself."""

    name: str = ""
    version: str = ""
    abilities: frozenset[str] = frozenset()

    @property
    def buttons(self) -> bool:
        """Whether the user sees buttons."""
        return self.actions and self.name not in NO_BUTTONS

    @property
    def actions(self) -> bool:
        """Whether clicks of some kind come back."""
        return "actions" in self.abilities

    @property
    def tells_no_closing(self) -> bool:
        """Whether a notification that the user closes is said to have expired, as by MATE's."""
        return self.name == NOTIFICATION_DAEMON and self.version.startswith("1.")

    @property
    def leaves_bubbles(self) -> bool:
        """Whether one that is closed by us stays on the screen, as with notification-daemon 3.20,
        which then shows no other; one that expires does not."""
        return self.name == NOTIFICATION_DAEMON and self.version.startswith("3.")

    @property
    def lists_expired(self) -> bool:
        """Whether what expires is listed, be it `transient` or not, as by lxqt-notificationd up to
        2.3 (https://github.com/lxqt/lxqt-notificationd/issues/455); what is closed by us is not."""
        return self.name == "lxqt-notificationd"

    @property
    def sounds(self) -> bool:
        """Whether it plays what `sound-name` names."""
        return "sound" in self.abilities


def arguments(card: Card, server: Server, *, replaces: int, stays: bool, brief: bool) -> Arguments:
    """What to call Notify with.

    `stays`: it is part of a break under way, and stays when one of its buttons is pressed;
    `brief`: it need not be kept in any list once it has been seen.
    """
    hints: dict[str, tuple[str, Any]] = {
        "urgency": ("y", 1),
        "desktop-entry": ("s", "breakd"),
        "category": ("s", "x-breakd.break"),
    }
    if card.loud:
        hints["sound-name"] = ("s", "message-new-instant")
    else:
        hints["suppress-sound"] = ("b", True)
    if stays:
        hints["resident"] = ("b", True)
    if brief:
        hints["transient"] = ("b", True)
    # Where there is little room, and that is where buttons are not drawn, steps go first.
    wanted = card.picture if server.buttons or not card.steps else None
    picture = _picture(card, server) if wanted else None
    if picture is not None:
        width, height = picture.width, picture.height
        value = (width, height, width * 4, True, 8, 4, picture.rgba)
        hints["image-data"] = ("(iiibiiay)", value)
    expires = brief and not server.lists_expired
    expire = int(card.lifetime * 1000) + (0 if expires else ORPHAN_MS)
    return (
        "breakd",
        replaces,
        "",
        clean(card.title, TITLE_MAX).replace("\n", " "),
        body(card, server),
        actions(card, server),
        hints,
        expire,
    )


def _picture(card: Card, server: Server) -> pictures.Picture | None:
    """What is drawn of the stretch, else what is built in."""
    found = None
    if card.drawn is not None:
        is_large = server.name in LARGE_PICTURES
        found = pictures.read(card.drawn.large if is_large else card.drawn.small)
    return found or (pictures.load(card.picture) if card.picture else None)


def actions(card: Card, server: Server) -> list[str]:
    """Keys and labels in turn.  A click on the notification itself is the key `default`."""
    if not server.actions:
        return []
    buttons = [(one.key, clean(one.label, LABEL_MAX)) for one in card.buttons]
    keys = {key for key, _label in buttons}
    if "default" in keys and server.name in DRAWS_DEFAULT and "show" in keys:
        # The default is drawn as a button: it takes the place of its double.
        label = dict(buttons)["default"]
        rest = [one for one in buttons if one[0] != "default"]
        buttons = [("default", label) if key == "show" else (key, lab) for key, lab in rest]
    elif "default" not in keys and not server.buttons and buttons:
        buttons.insert(0, ("default", buttons[0][1]))
    if server.name in NARROW_BUTTONS and len(buttons) > 2:
        buttons = [(key, label.split()[0]) for key, label in buttons]
    return [part for pair in buttons for part in pair]


def clicked(card: Card, key: str) -> ButtonKey | None:
    """The card's button that an action key stands for; None if it has none such."""
    keys = [one.key for one in card.buttons]
    if key == "default" and "default" not in keys and keys:
        return keys[0]
    return next((one for one in keys if one == key), None)


def body(card: Card, server: Server) -> str:
    """The body in the server's language: markup or plain text."""
    parts = [card.body, *card.steps]
    if not server.buttons and card.buttons:
        before, after = how_to_answer(card.buttons, server, card.commands)
        parts = [before, *parts, after]
    whole = clean("\n".join(part for part in parts if part), BODY_MAX)
    if "body-markup" in server.abilities:
        for char, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
            whole = whole.replace(char, entity)
        whole += _strip(card, server)
    return whole


def _strip(card: Card, server: Server) -> str:
    """The two moments as a picture within the text, where that looks well."""
    if server.name not in STRIPS or card.drawn is None or card.drawn.strip is None:
        return ""
    place = os.fsencode(card.drawn.strip)
    quoted = "".join(chr(byte) if byte in _PLAIN_BYTES else f"%{byte:02X}" for byte in place)
    return f'\n<img src="file://{quoted}" alt=""/>'


def how_to_answer(buttons: tuple[Button, ...], server: Server, commands: str) -> tuple[str, str]:
    """What stands in for buttons that are not drawn: a line before the body and one after it.

    Closing a prompt snoozes it, or skips it when no snooze is left; only prompts have a default.
    """
    if not server.actions:
        return "", commands
    labels = {one.key: one.label for one in buttons}
    click = labels.get("default", buttons[0].label)
    if server.name == "dunst":
        close = labels.get("snooze", labels.get("skip")) if "default" in labels else None
        return "", text.clicks_dunst(click, close, commands)
    return text.click(click), commands  # mako cuts after four lines


def clean(value: str, limit: int) -> str:
    """Without characters that a notification must not hold, and not longer than `limit`."""
    value = _UNWANTED.sub("", value.replace("\t", " ")).strip()
    return value if len(value) <= limit else value[: limit - 1].rstrip() + "…"
