"""The user's appointments, from iCalendar files on this machine.

`sources` and `gate` belong to the daemon; the rest runs in a short process of its own, because
what reads calendars is large and slow (`python -m breakd.calendar`, extra `breakd[calendar]`).
"""
