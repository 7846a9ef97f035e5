"""Whether anybody is at the desk: the last input, from whatever this desktop offers."""
