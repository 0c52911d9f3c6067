"""Waves: launched, answered, left, closed, looked at."""
