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
    root.update_idletasks()  # makes what the window manager will see
    root.winfo_pointerx()  # the display has it when it has answered
    with contextlib.suppress(OSError, AttributeError, ValueError):  # another libX11, or none
        _say_unasked(int(root.wm_frame(), 16))
    root.deiconify()


def _say_unasked(window: int) -> None:
    x11 = ctypes.CDLL(LIBRARY)
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = ctypes.c_ulong
    display = ctypes.c_void_p(x11.XOpenDisplay(None))
    if not display:
        return
    atom = x11.XInternAtom(display, b"_NET_WM_USER_TIME", 0)
    never = ctypes.c_ulong(0)
    where = (display, ctypes.c_ulong(window), ctypes.c_ulong(atom), ctypes.c_ulong(CARDINAL))
    x11.XChangeProperty(*where, 32, REPLACE, ctypes.byref(never), 1)
    x11.XCloseDisplay(display)
