"""The guide: a window that leads through one break, in a short process of its own.

`session` says what happens when, `frames` what the figure shows, `window` draws it all.  Never
imported by the daemon but for `order` and `launch`.
"""
