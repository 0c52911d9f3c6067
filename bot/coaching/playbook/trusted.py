"""Files that were found right before: their conditions and texts are read when needed, not at every start."""

from collections.abc import Generator
from contextlib import contextmanager
from contextvars import ContextVar

_trusted: ContextVar[bool] = ContextVar("trusted", default=False)


def is_trusted() -> bool:
    """Return whether what is read now has been checked before."""
    return _trusted.get()


@contextmanager
def trusting(trusted: bool) -> Generator[None]:
    """Check no conditions and texts until the block ends, where these are `trusted`."""
    before = _trusted.set(trusted)
    try:
        yield
    finally:
        _trusted.reset(before)
