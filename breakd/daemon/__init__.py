"""The running program: its lives, its parts, and what happens between the core and the ports."""
