"""Which playbook a team takes next, out of the whole library: each file says when, and why ([[next]])."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.coaching.playbook import conditions, texts
from bot.coaching.playbook.advice_models import Next
from bot.coaching.shapes.table import Playbook

LAST_OF_ALL = Next(place=500, why="You have not been through this one yet, and nothing else is waiting for you.")
NOTHING = "Nothing to start right now: keep doing what works, and tell another team how you did it."


@dataclass(frozen=True)
class Standing:
    """Where a team stands. `done` are the words of playbooks it has been through; `last` its last answers in each,
    with the score; `days` how long ago that was; `sides` those that somebody of the team is on; the rest are counts of
    its promises.
    """

    done: tuple[str, ...] = ()
    open: int = 0
    stuck: int = 0
    kept: int = 0
    sides: tuple[str, ...] = ()
    days: Mapping[str, int] = field(default_factory=dict)
    last: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


NAMES = tuple(Standing.__dataclass_fields__)


def next_play(standing: Standing, library: Mapping[str, Playbook]) -> tuple[str | None, str]:
    """The playbook to take next, None when there is something better to do than start one, and why in a sentence."""
    if standing.stuck:
        stuck = _count(standing.stuck, "stuck promise")
        return None, f"Get {stuck} moving first: ask today what is missing and who has it."
    if standing.open:
        kept = "a kept promise builds more trust than a new plan"
        return None, f"Keep {_count(standing.open, 'open promise')} first: {kept}."
    values = {name: getattr(standing, name) for name in NAMES}
    fits = [(one.place, word, one) for word, one in _offers(library) if _applies(one, word, values)]
    if not fits:
        return None, NOTHING
    _, word, one = min(fits, key=lambda fit: fit[:2])
    return word, texts.fill(one.why, values)


def place(playbook: Playbook) -> int:
    """Where it stands among all plays while nothing special about a team calls for it."""
    return max((one.place for one in playbook.next if not one.again), default=LAST_OF_ALL.place)


def _offers(library: Mapping[str, Playbook]) -> Iterator[tuple[str, Next]]:
    for word, playbook in library.items():
        yield from ((word, one) for one in playbook.next or (LAST_OF_ALL,))


def _applies(one: Next, word: str, values: Mapping[str, Any]) -> bool:
    fresh = one.again or word not in values["done"]
    return fresh and set(one.after) <= set(values["done"]) and conditions.holds(one.when, values)


def _count(number: int, thing: str) -> str:
    return f"your {thing}" if number == 1 else f"your {number} {thing}s"
