"""A window that comes up without taking the keyboard away from another one."""

import contextlib
import ctypes
import tkinter as tk

LIBRARY = "libX11.so.6"
CARDINAL, REPLACE = 6, 0  # as X11's headers number them


def map_unfocused(root: tk.Tk) -> None:
    """Show the window for the first time, without focus where the window manager goes by what
    windows say of themselves: that no user has asked for this one ("_NET_WM_USER_TIME" of 0, see
    https://specifications.freedesktop.org/wm-spec/latest/ar01s05.html).  Elsewhere as ever."""
    if root.tk.call("tk", "windowingsystem") != "x11":
        return
    root.withdraw()
    root.update_idletasks()  # makes the window around it, which the window manager will see
    root.winfo_pointerx()  # the display has it when it has answered
    with contextlib.suppress(OSError, AttributeError):  # another libX11, or none
        _say_unasked(root.winfo_id())
    root.deiconify()


def _say_unasked(inner: int) -> None:
    """Of the window around this one."""
    x11 = ctypes.CDLL(LIBRARY)
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = ctypes.c_ulong
    display = ctypes.c_void_p(x11.XOpenDisplay(None))
    if not display:
        return
    root, outer, children = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_void_p()
    many = ctypes.c_uint()
    places = (ctypes.byref(place) for place in (root, outer, children, many))
    if x11.XQueryTree(display, ctypes.c_ulong(inner), *places) and outer.value != root.value:
        x11.XFree(children)
        atom = ctypes.c_ulong(x11.XInternAtom(display, b"_NET_WM_USER_TIME", 0))
        never = ctypes.byref(ctypes.c_ulong(0))
        kind = ctypes.c_ulong(CARDINAL)
        x11.XChangeProperty(display, outer, atom, kind, 32, REPLACE, never, 1)
    x11.XCloseDisplay(display)
