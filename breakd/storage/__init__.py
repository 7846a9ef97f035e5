"""What outlives the process: the snapshot and the history."""
