"""The message bus: a connection, a link that keeps one alive, objects served on it."""
