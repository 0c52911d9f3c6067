"""What a text about days can turn out to be."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Day:
    """One day."""

    on: date

    @property
    def first(self) -> date:
        """The day, as the beginning of a span."""
        return self.on

    @property
    def last(self) -> date:
        """The day, as the end of a span."""
        return self.on


@dataclass(frozen=True, slots=True)
class Span:
    """Some days in a row, both ends included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """A text that means one of several things; `options` are those that can still come, one at least."""

    why: str
    options: tuple[Day | Span, ...]


@dataclass(frozen=True, slots=True)
class Refused:
    """A text that names no day we can take; `text` says how to write it."""

    text: str


Reading = Day | Span | Ambiguous | Refused
