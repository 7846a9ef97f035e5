"""Which stretch comes next: those there are, what the user thinks of them, what was offered."""
