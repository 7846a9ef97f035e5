"""How long a test waits for what has to come."""

# As long as the slowest and busiest machine may need: where it comes sooner, waiting costs nothing.
PATIENCE_S = 60.0
