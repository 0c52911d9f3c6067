"""Waiting for something to become true, with a deadline."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
PATIENCE = 60.0  # a machine may be busy with other things


def until(look: Callable[[], T], what: str, seconds: float = PATIENCE) -> T:
    """Look again and again until `look` finds something, and return that. AssertionError after `seconds`."""
    deadline = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < deadline, f"waited {seconds:g} seconds in vain for {what}"
        time.sleep(0.02)
    return found
