"""breakd reminds people at a desk to move."""

__version__ = "0.1.0"
