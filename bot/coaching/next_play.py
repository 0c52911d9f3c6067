"""The choice of the playbook that a team takes next: each file says when, and why ([[next]])."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.coaching.playbook import conditions, texts
from bot.coaching.playbook.advice_models import Next
from bot.coaching.playbook.base import PlaybookModel

# For a file without [[next]]. An author who wants to stand behind even those writes a higher place, up to 999.
LAST_OF_ALL = Next(place=500, why="You have not been through this one yet, and nothing else is waiting for you.")
NOTHING = "Nothing to start right now: keep doing what works, and tell another team how you did it."


@dataclass(frozen=True)
class TeamState:
    """The state of a team. Its fields are the names that `when` and `why` in a [[next]] may read.

    `done` are the words of playbooks it has been through, `last` its last answers in each, with the score, `days` how
    many days ago that was; `sides` those that somebody of the team is on. The rest are counts of its promises.
    """

    done: tuple[str, ...] = ()
    open: int = 0
    stuck: int = 0
    kept: int = 0
    sides: tuple[str, ...] = ()
    days: Mapping[str, int] = field(default_factory=dict)
    last: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


NAMES = tuple(TeamState.__dataclass_fields__)


def choose_next_play(state: TeamState, library: Mapping[str, PlaybookModel]) -> tuple[str | None, str]:
    """Return (word, why): the playbook to take next, None when something else is better now, and a sentence."""
    if state.stuck:
        stuck = _count_things(state.stuck, "stuck promise")
        return None, f"Get {stuck} moving first: ask today what is missing and who has it."
    if state.open:
        kept = "a kept promise builds more trust than a new plan"
        return None, f"Keep {_count_things(state.open, 'open promise')} first: {kept}."
    values = {name: getattr(state, name) for name in NAMES}
    fits = [(each.place, word, each) for word, each in _list_plays(library) if _is_applicable(each, word, values)]
    if not fits:
        return None, NOTHING
    _, word, best = min(fits, key=lambda fit: fit[:2])  # two rules of one file may tie, and rules have no order
    return word, texts.fill_text(best.why, values)


def get_place(playbook: PlaybookModel) -> int:
    """Return its place (1 to 999) among all plays while nothing special about a team calls for it."""
    # The highest: the lower ones are for teams in a situation that calls for it.
    return max((each.place for each in playbook.next if not each.again), default=LAST_OF_ALL.place)


def _list_plays(library: Mapping[str, PlaybookModel]) -> Iterator[tuple[str, Next]]:
    for word, playbook in library.items():
        yield from ((word, each) for each in playbook.next or (LAST_OF_ALL,))


def _is_applicable(rule: Next, word: str, values: Mapping[str, Any]) -> bool:
    fresh = rule.again or word not in values["done"]
    return fresh and set(rule.after) <= set(values["done"]) and conditions.holds(rule.when, values)


def _count_things(number: int, thing: str) -> str:
    return f"your {thing}" if number == 1 else f"your {number} {thing}s"
