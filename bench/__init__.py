"""What breakd costs: memory, processor, wake-ups, waiting.  `python -m bench --help`."""
