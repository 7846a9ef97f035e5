"""Where prompts appear: notification services, and the terminal."""
