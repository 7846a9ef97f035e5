"""Draws the built-in pictures.  Needs Pillow; the daemon only reads what this wrote.

`python -m breakd.art` writes them anew into `breakd/desktop/pictures`.
"""
