"""What breakd needs to speak with a Wayland compositor."""
