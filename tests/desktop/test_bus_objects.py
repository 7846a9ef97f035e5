"""Calls, and the objects that answer them, on a real dbus-daemon."""

import os

import pytest

from breakd.desktop.dbus.bus import BusError, Method
from breakd.desktop.dbus.objects import split_signature
from tests.desktop.bus_pair import IFACE, PATH, PROPS, Pair


async def test_call_and_reply(pair: Pair) -> None:
    pair.server.export(PATH, IFACE, {"Add": Method("ii", "i", lambda a, b: (a + b,))})
    assert await pair.call("Add", "ii", 2, 3) == (5,)


async def test_a_failing_method_answers_with_an_error_and_the_next_call_works(
    pair: Pair, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise RuntimeError("secret")

    def choose() -> None:
        raise BusError("not today", "org.example.NotToday")

    pair.server.export(
        PATH,
        IFACE,
        {
            "Fail": Method("", "", fail),
            "Choose": Method("", "", choose),
            "Wrong": Method("", "i", lambda: ("no number",)),
            "Right": Method("", "s", lambda: ("yes",)),
        },
    )
    with pytest.raises(BusError) as caught:
        await pair.call("Fail")
    assert caught.value.name == "org.freedesktop.DBus.Error.Failed"
    assert "secret" not in str(caught.value)
    assert "Fail failed" in caplog.text
    with pytest.raises(BusError, match="not today") as caught:
        await pair.call("Choose")
    assert caught.value.name == "org.example.NotToday"
    with pytest.raises(BusError):
        await pair.call("Wrong")
    assert await pair.call("Right") == ("yes",)


@pytest.mark.parametrize(
    ("path", "interface", "member", "signature", "error"),
    [
        ("/nowhere", IFACE, "Add", "ii", "UnknownObject"),
        (PATH, "org.example.Other", "Add", "ii", "UnknownInterface"),
        (PATH, IFACE, "Subtract", "ii", "UnknownMethod"),
        (PATH, IFACE, "Add", "ss", "InvalidArgs"),
        (PATH, PROPS, "Get", "ss", "UnknownProperty"),
    ],
)
async def test_unknown_things_get_proper_errors(
    pair: Pair, path: str, interface: str, member: str, signature: str, error: str
) -> None:
    pair.server.export(PATH, IFACE, {"Add": Method("ii", "i", lambda a, b: (a + b,))})
    args = {"ii": (1, 2), "ss": ("a", "b")}[signature]
    with pytest.raises(BusError) as caught:
        await pair.client.call(pair.server.unique_name, path, interface, member, signature, *args)
    assert caught.value.name == f"org.freedesktop.DBus.Error.{error}"


async def test_properties_are_read_when_asked_and_never_set(pair: Pair) -> None:
    title = ["one"]
    pair.server.export(PATH, IFACE, {}, lambda: {"Title": ("s", title[0]), "N": ("u", 7)})
    dest = pair.server.unique_name

    async def get(name: str) -> object:
        return (await pair.client.call(dest, PATH, PROPS, "Get", "ss", IFACE, name))[0]

    assert await get("Title") == ("s", "one")
    title[0] = "two"
    assert await get("Title") == ("s", "two")
    (values,) = await pair.client.call(dest, PATH, PROPS, "GetAll", "s", IFACE)
    assert values == {"Title": ("s", "two"), "N": ("u", 7)}
    with pytest.raises(BusError) as caught:
        await pair.client.call(dest, PATH, PROPS, "Set", "ssv", IFACE, "N", ("u", 8))
    assert caught.value.name == "org.freedesktop.DBus.Error.PropertyReadOnly"


async def test_introspection_leads_to_the_object_and_describes_it(pair: Pair) -> None:
    import xml.etree.ElementTree as Xml

    pair.server.export(
        PATH,
        IFACE,
        {"Do": Method("a{sv}(iay)", "as", lambda _a, _b: ([],))},
        lambda: {"Title": ("s", "x")},
        {"Changed": "us"},
    )

    async def look(path: str) -> Xml.Element:
        (text,) = await pair.client.call(
            pair.server.unique_name, path, "org.freedesktop.DBus.Introspectable", "Introspect"
        )
        return Xml.fromstring(text)  # our own text

    path = ""
    while path != PATH:
        (node,) = (await look(path or "/")).findall("node")
        path += "/" + node.attrib["name"]
    described = (await look(PATH)).find(f"interface[@name='{IFACE}']")
    assert described is not None
    types = [arg.attrib["type"] for arg in described.findall("method[@name='Do']/arg")]
    assert types == ["a{sv}", "(iay)", "as"]
    assert described.find("property[@name='Title'][@type='s']") is not None
    assert len(described.findall("signal[@name='Changed']/arg")) == 2


async def test_ping(pair: Pair) -> None:
    dest = pair.server.unique_name
    assert await pair.client.call(dest, "/", "org.freedesktop.DBus.Peer", "Ping") == ()


def test_split_signature() -> None:
    assert split_signature("ia{sv}aa(ib)v(i(ss))as") == [
        "i", "a{sv}", "aa(ib)", "v", "(i(ss))", "as",
    ]  # fmt: skip


async def test_a_large_picture_passes(pair: Pair) -> None:
    got: list[object] = []

    def take(value: object) -> tuple[int]:
        got.append(value)
        return (3,)

    pair.server.export(PATH, IFACE, {"Take": Method("a{sv}", "u", take)})
    picture = os.urandom(512 * 512 * 4)
    hints = {"image-data": ("(iiibiiay)", (512, 512, 2048, True, 8, 4, picture))}
    assert await pair.call("Take", "a{sv}", hints) == (3,)
    assert got == [hints]
