"""Draws the built-in pictures.  Needs Pillow; the daemon reads what this wrote and never imports it.

`python -m breakd.art` writes them anew into `breakd/desktop/pictures`.
"""
