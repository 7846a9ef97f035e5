"""The figure: how each stretch is drawn and animated, out of data, with Pillow alone.

Never imported by the daemon; whoever draws does so in a short process of its own.
"""
