"""The clock, and the planners of everything that the coach says first."""
