"""When the coach speaks first: the clock and the planners."""
