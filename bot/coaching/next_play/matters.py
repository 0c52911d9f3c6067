"""What comes before any play: something decided, promised or agreed that waits for somebody."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from bot.coaching.next_play.state import TeamState

OLD = 21  # days stuck after which asking once more does not help: the promise is wrong, not its owner
SOON = 30  # days in which what somebody owns has to be handed over before they leave
MANY = 5  # open promises from which on another one is not kept
WAITS = 7  # days that a document may wait for an OK
IDLE = 30  # days after which a document without a promise from it is only a document


class MatterKind(StrEnum):
    """What waits, the most pressing first."""

    OVERDUE = "overdue"
    LEAVING = "leaving"
    STUCK_LONG = "stuck_long"
    STUCK = "stuck"
    LATE = "late"
    FALLING = "falling"
    UNAPPROVED = "unapproved"
    IDLE = "idle"
    MANY = "many"


class Matter(NamedTuple):
    """`number` of things, or 1; `days` since or until; `of` what it is about: words, a side, or a playbook's word."""

    kind: MatterKind
    number: int = 1
    days: int = 0
    of: str = ""


def list_matters(state: TeamState) -> list[Matter]:
    """Return what waits, the most pressing first."""
    order = list(MatterKind)
    return sorted(_find_matters(state), key=lambda matter: (order.index(matter.kind), -matter.days))


def _find_matters(state: TeamState) -> Iterator[Matter]:
    yield from (Matter(MatterKind.OVERDUE, 1, each.days, each.of or kind) for kind, each in state.overdue.items())
    yield from (Matter(MatterKind.LEAVING, 1, days, side) for side, days in state.leaving.items() if days <= SOON)
    if state.stuck:
        kind = MatterKind.STUCK_LONG if state.stuck_days >= OLD else MatterKind.STUCK
        yield Matter(kind, state.stuck, state.stuck_days)
    if state.late:
        yield Matter(MatterKind.LATE, state.late)
    if state.falling:
        yield Matter(MatterKind.FALLING, len(state.pulse[-3:]))
    yield from (Matter(MatterKind.UNAPPROVED, 1, days, of) for of, days in state.unapproved.items() if days >= WAITS)
    yield from (Matter(MatterKind.IDLE, 1, days, of) for of, days in state.idle.items() if days >= IDLE)
    if state.open >= MANY:
        yield Matter(MatterKind.MANY, state.open)
