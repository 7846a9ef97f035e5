"""The Unix socket through which commands reach the daemon."""
