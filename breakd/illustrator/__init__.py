"""Draws the stretch of the next break ahead of it, for the notification and for the guide.

`ahead` is the daemon's side; the drawing is done by a process of its own,
`python -m breakd.illustrator`.
"""
