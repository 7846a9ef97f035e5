"""Starting at login, by what this system offers for it."""
