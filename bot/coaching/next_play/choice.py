"""The choice of the playbook that a team takes next, with why, the runner-up, and why not that one.

Each file says when it is next, and why ([[next]]); a factor of the benchmark leads to a play by itself, and so does
what a person says that hurts. The same state always gets the same answer.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from bot.coaching.next_play.matters import Matter, list_matters
from bot.coaching.next_play.state import NAMES, FactorState, TeamState
from bot.coaching.playbook import conditions, texts
from bot.coaching.playbook.advice_models import Argument, Next
from bot.coaching.playbook.base import PlaybookModel

# For a file without [[next]]. An author who wants to stand behind even those writes a higher place, up to 999.
LAST_OF_ALL = Next(place=500, why="You have not been through this one yet, and nothing else is waiting for you.")
GAP_PLACE = 9  # a factor's play: behind what has a date, before what earlier results suggest
HURT_PLACE = 13  # the play for what hurts: behind a missing side and a heavy vendor, before the usual order
REST = 21  # days after which a play that was just taken may be suggested again for the same factor


class Reason(IntEnum):
    """What speaks for a play, the strongest first."""

    DATE = 1
    GAP = 2
    HURT = 3
    FINDING = 4
    ORDER = 5


_DATES, _FINDINGS = {"upcoming", "overdue", "leaving"}, set(NAMES) - {"upcoming", "overdue", "leaving"}


@dataclass(frozen=True)
class Play:
    """A playbook to take, and why now: a sentence. `argument` is the one that holds where the sources disagree."""

    word: str
    why: str
    argument: Argument | None
    reason: Reason
    place: int

    @property
    def sentence(self) -> str:
        """Why, with the argument that holds before it."""
        return f"{self.argument.words}. {self.why}" if self.argument else self.why


@dataclass(frozen=True)
class NextPlay:
    """`first`: what comes before any play; None when nothing waits. `play`: None when there is nothing to start."""

    first: Matter | None
    play: Play | None
    runner_up: Play | None

    @property
    def why_not(self) -> str:
        """Why the runner-up can wait; "" without one."""
        if not self.play or not self.runner_up:
            return ""
        return _WHY_NOT[self.play.reason] if self.play.reason < self.runner_up.reason else _ONE_AT_A_TIME


_ONE_AT_A_TIME = "It comes after it: one play at a time."
_WHY_NOT = {
    Reason.DATE: "It can wait: it has no date.",
    Reason.GAP: "It can wait: both sides have told you where it hurts more.",
    Reason.HURT: "It can wait: you named something else that hurts.",
    Reason.FINDING: "It can wait: nothing that you have found so far asks for it.",
}


def choose_next_play(state: TeamState, library: Mapping[str, PlaybookModel]) -> NextPlay:
    """Return what to do next, in a team of this state."""
    plays = sorted(_list_plays(state, library), key=lambda play: (play.place, play.word))
    best = plays[0] if plays else None
    runner_up = next((play for play in plays if best and play.word != best.word), None)
    return NextPlay(next(iter(list_matters(state)), None), best, runner_up)


def get_place(playbook: PlaybookModel) -> int:
    """Return its place (1 to 999) among all plays while nothing special about a team calls for it."""
    # The highest: the lower ones are for teams in a situation that calls for it.
    return max((each.place for each in playbook.next if not each.again), default=LAST_OF_ALL.place)


def _list_plays(state: TeamState, library: Mapping[str, PlaybookModel]) -> Iterator[Play]:
    values = {name: getattr(state, name) for name in NAMES}
    for word, playbook in library.items():
        for rule in playbook.next or (LAST_OF_ALL,):
            if _is_applicable(rule, word, state, values):
                argument = Argument(rule.argument) if rule.argument else None
                yield Play(word, texts.fill_text(rule.why, values), argument, _find_reason(rule), rule.place)
    yield from (_play_for_gap(gap) for gap in _list_open_gaps(state, library)[:1])
    yield from (
        Play(word, "You said that it hurts here, so begin here.", None, Reason.HURT, HURT_PLACE)
        for word in state.hurts
        if word in library
    )


def _is_applicable(rule: Next, word: str, state: TeamState, values: Mapping[str, object]) -> bool:
    fresh = rule.again or word not in state.done
    return fresh and set(rule.after) <= set(state.done) and conditions.holds(rule.when, values)


def _find_reason(rule: Next) -> Reason:
    read = conditions.list_names(rule.when) if rule.when else frozenset()
    if read & _DATES:
        return Reason.DATE
    return Reason.FINDING if rule.after or read & _FINDINGS else Reason.ORDER


def _list_open_gaps(state: TeamState, library: Mapping[str, PlaybookModel]) -> Sequence[FactorState]:
    """Return the gaps whose play there is, and was not taken a few days ago: it needs time to show."""
    return [gap for gap in state.list_gaps() if gap.play in library and state.days.get(gap.play, REST) >= REST]


def _play_for_gap(gap: FactorState) -> Play:
    if gap.is_wide:
        high, low = sorted((("Marketing", gap.marketing), ("IT", gap.it)), key=lambda side: -side[1])
        why = f"{gap.title}: {high[0]} says {high[1]:.1f} of 5 and {low[0]} {low[1]:.1f}, the widest gap between you."
    else:
        why = f"{gap.title}: you agree, and it is low (marketing {gap.marketing:.1f} of 5, IT {gap.it:.1f})."
    return Play(gap.play, why, None, Reason.GAP, GAP_PLACE)
