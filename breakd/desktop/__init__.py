"""Adapters to the desktop, one thing each."""
