"""The pure core: no I/O, no clock, no randomness; it decides and knows nobody."""
