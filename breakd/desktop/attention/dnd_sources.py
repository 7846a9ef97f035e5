"""Where each notification service keeps its do-not-disturb, and what tells that it has changed."""

import os
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from breakd.desktop.attention.child import output_of
from breakd.desktop.dbus.bus import Bus, BusError, BusGone, Signal
from breakd.desktop.dbus.shapes import Shapes, value_of

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
PROPERTIES = "org.freedesktop.DBus.Properties"
XFCONF = "org.xfce.Xfconf"
SWAYNC = "org.erikreider.swaync.cc"
MAKO = "fr.emersion.Mako"
ASK_S = 1.5
EVERY_S = 5.0  # where nothing tells of a change

Read = Callable[[Bus], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class Changes:
    """A signal that may mean a change; `about` says whether one does."""

    sender: str
    interface: str
    member: str
    about: Callable[[Signal], bool] = lambda _: True
    carries: Shapes | None = None

    async def listen(self, bus: Bus, changed: Callable[[], None]) -> Callable[[], None]:
        """Call `changed` at each; returns what ends that."""

        def heard(signal: Signal) -> None:
            if self.about(signal):
                changed()

        return await bus.listen(
            heard,
            sender=self.sender,
            interface=self.interface,
            member=self.member,
            carries=self.carries,
        )


@dataclass(frozen=True, slots=True)
class Source:
    """One service's do-not-disturb.  BusError when `read` gets no answer.  Without signals it is
    read again after `every` seconds."""

    service: str
    read: Read
    signals: tuple[Changes, ...] = ()

    @property
    def every(self) -> float | None:
        return None if self.signals else EVERY_S


async def find(bus: Bus) -> Source | None:
    """The source that fits the service on this bus; None where there is no service, or none
    whose do-not-disturb is known."""
    try:
        asked = (NAME, PATH, NAME, "GetServerInformation")
        name, vendor, *_ = await bus.call(*asked, timeout=ASK_S, gives="ssss")
    except BusGone:
        raise
    except BusError:
        return None
    match name, vendor:
        case "dunst", _:
            return _property(name, "org.dunstproject.cmd0", "paused")
        case "mako", _:
            return await _mako(bus)
        case "SwayNotificationCenter", _:
            return _swaync(name)
        case "Xfce Notify Daemon", _:
            return _xfconf(name, "xfce4-notifyd", "/do-not-disturb")
        case "gnome-shell", _:
            return _setting("GNOME Shell", "org.gnome.desktop.notifications", "show-banners", False)
        case "cinnamon", _:
            schema = "org.cinnamon.desktop.notifications"
            return _setting("Cinnamon", schema, "display-notifications", False)
        case _, "MATE":
            schema, path = "org.mate.NotificationDaemon", "/org/mate/notification-daemon/"
            return _setting("MATE", schema, "do-not-disturb", True, path)
        case "lxqt-notificationd", _:
            return _file("LXQt", "lxqt/notifications.conf", "doNotDisturb=true")
        case "cosmic-notifications", _:
            place = "cosmic/com.system76.CosmicNotifications/v1/do_not_disturb"
            return _file("COSMIC", place, "true")
    inhibited = _property(name, NAME, "Inhibited")  # Plasma; whoever else may have it
    try:
        await inhibited.read(bus)
    except BusGone:
        raise
    except BusError:
        return None
    return inhibited


async def _get(bus: Bus, path: str, interface: str, name: str, shape: str) -> Any:
    """A property of the service."""
    asked = (NAME, path, PROPERTIES, "Get", "ss", interface, name)
    (variant,) = await bus.call(*asked, timeout=ASK_S, gives="v")
    return value_of(variant, shape)


def _property(service: str, interface: str, name: str) -> Source:
    async def read(bus: Bus) -> bool:
        return bool(await _get(bus, PATH, interface, name, "b"))

    return Source(service, read, (_properties_of(interface),))


def _properties_of(interface: str) -> Changes:
    return Changes(NAME, PROPERTIES, "PropertiesChanged", lambda s: s.body[:1] == (interface,))


async def _mako(bus: Bus) -> Source:
    """Its modes are the user's own; the manual calls this one do-not-disturb.  Older versions than
    1.8 do not tell when the mode changes."""
    path = "/fr/emersion/Mako"

    def quiet(modes: Any) -> bool:
        return any(m in ("do-not-disturb", "dnd") for m in modes)

    async def modes(bus: Bus) -> bool:
        return quiet(await _get(bus, path, MAKO, "Modes", "as"))

    async def list_modes(bus: Bus) -> bool:
        (names,) = await bus.call(NAME, path, MAKO, "ListModes", timeout=ASK_S, gives="as")
        return quiet(names)

    try:
        await modes(bus)
    except BusGone:
        raise
    except BusError:
        return Source("mako", list_modes)
    return Source("mako", modes, (_properties_of(MAKO),))


def _swaync(service: str) -> Source:
    path = "/org/erikreider/swaync/cc"

    async def read(bus: Bus) -> bool:
        (quiet,) = await bus.call(SWAYNC, path, SWAYNC, "GetDnd", timeout=ASK_S, gives="b")
        return bool(quiet) or await inhibited(bus)

    async def inhibited(bus: Bus) -> bool:
        """By some program; only newer versions have that."""
        try:
            (held,) = await bus.call(SWAYNC, path, SWAYNC, "IsInhibited", timeout=ASK_S, gives="b")
        except BusGone:
            raise
        except BusError:
            return False
        return bool(held)

    members = ("Subscribe", "SubscribeV2")
    return Source(service, read, tuple(Changes(SWAYNC, SWAYNC, m) for m in members))


def _xfconf(service: str, channel: str, key: str) -> Source:
    async def read(bus: Bus) -> bool:
        try:
            asked = (XFCONF, "/org/xfce/Xfconf", XFCONF, "GetProperty", "ss", channel, key)
            (value,) = await bus.call(*asked, timeout=ASK_S, gives="v")
        except BusError as error:
            if error.name.startswith("org.xfce.Xfconf.Error."):  # not set, so it has its default
                return False
            raise
        return bool(value_of(value, "b"))

    def about(signal: Signal) -> bool:
        return signal.body[:2] == (channel, key)

    members = ("PropertyChanged", "PropertyRemoved")
    return Source(service, read, tuple(Changes(XFCONF, XFCONF, m, about) for m in members))


def _setting(service: str, schema: str, key: str, when: bool, path: str | None = None) -> Source:
    """A key of GSettings; do-not-disturb is on when it has the value `when`.

    The settings portal does not pass these keys on.  dconf tells that they change, but not what
    they are, and so `gsettings` is asked: once now, and once at each change.
    """
    full = (path or f"/{schema.replace('.', '/')}/") + key

    async def read(_: Bus) -> bool:
        try:
            value = await output_of(("gsettings", "get", schema, key), ASK_S)
        except (OSError, TimeoutError) as error:
            raise BusError(f"gsettings: {error}") from error
        return value.strip() == str(when).lower()

    def about(signal: Signal) -> bool:
        """A prefix and the changed keys below it; a prefix that is a folder stands for all."""
        prefix, keys, *_ = signal.body
        return any(full.startswith(prefix + one) for one in keys)

    return Source(
        service,
        read,
        (Changes("ca.desrt.dconf", "ca.desrt.dconf.Writer", "Notify", about, "sass"),),
    )


def _file(service: str, place: str, line: str) -> Source:
    """A line in a configuration file."""

    async def read(_: Bus) -> bool:
        return line in _lines(place)

    return Source(service, read)


def _lines(place: str) -> list[str]:
    """The lines, without blanks, of a file below the user's configuration."""
    home = os.environ.get("XDG_CONFIG_HOME")
    path = (Path(home) if home else Path.home() / ".config") / place
    try:
        return path.read_text(errors="replace").replace(" ", "").splitlines()
    except OSError:
        return []
