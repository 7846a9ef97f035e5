"""The guide's chime and voice."""
