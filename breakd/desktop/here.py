"""The desktop of the system that this is."""

import sys

if sys.platform == "linux":
    from breakd.desktop.linux import Desktop
else:
    from breakd.desktop.elsewhere import Desktop

__all__ = ["Desktop"]
