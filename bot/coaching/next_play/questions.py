"""Three questions to a team of which nothing is known, so that the first play is no guess."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from bot.coaching.next_play.state import Dated, DateKind, TeamState
from bot.coaching.playbook.base import PlaybookModel
from bot.model.teams import Side

WEEK = 7  # days until a demo or a signature that is said to be near


class Buying(StrEnum):
    """How near a purchase is."""

    NOTHING = "nothing"
    DEMO = "demo"
    SIGNATURE = "signature"


def list_hurts(library: Mapping[str, PlaybookModel]) -> dict[str, str]:
    """Return word → the sentence of a team that needs this playbook, in the order of the library."""
    return {word: each.hurts for word, each in library.items() if each.hurts}


def add_answers(state: TeamState, hurts: str, buying: str, *, it_known: bool | None) -> TeamState:
    """Return the state with what a person said: "" and None where they did not."""
    dates: dict[str, Dated] = {kind: Dated(WEEK) for kind in (DateKind.DEMO, DateKind.SIGNATURE) if kind == buying}
    sides = set(state.sides) | ({Side.IT} if it_known else set())
    return replace(
        state,
        hurts=(hurts,) if hurts else (),
        upcoming={**state.upcoming, **dates},
        sides=tuple(sorted(sides - ({Side.IT} if it_known is False else set()))),
    )
