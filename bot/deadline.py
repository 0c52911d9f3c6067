"""The time that may still pass before somebody must have an answer: one deadline for all that is waited for until then.

Whatever waits (for a lock, a connection, an answer of Slack) asks `left` how long it may.
"""

import time
from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar

_ENDS: ContextVar[float | None] = ContextVar("ends", default=None)  # by the monotonic clock


@contextmanager
def within(seconds: float) -> Generator[None]:
    """Let all that the block waits for take so long at most, together. Around another deadline, this one counts."""
    token = _ENDS.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _ENDS.reset(token)


@contextmanager
def longer(seconds: float) -> Generator[None]:
    """Let the block take what is left of the deadline, and so long on top: only that where it has passed."""
    now = time.monotonic()
    with within(max(0.0, (_ENDS.get() or now) - now) + seconds):
        yield


def is_set() -> bool:
    """Return whether somebody waits: there is a deadline, whether it has passed or not."""
    return _ENDS.get() is not None


def left(usual: float, least: float = 0.0) -> float:
    """Return for how many seconds to wait for one thing: `usual`, or what is left of the deadline, `least` at least."""
    ends = _ENDS.get()
    return usual if ends is None else max(least, min(usual, ends - time.monotonic()))
