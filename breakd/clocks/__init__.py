"""When it is: the clocks of this machine, and the alarm that wakes the engine."""
