"""Advice under a result: each piece with the button that makes it a promise, and what opens a must-have."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from bot.coaching import advice
from bot.coaching.advice import Counsel
from bot.coaching.interview.route import Answers
from bot.coaching.shapes.picker.model import Picker
from bot.coaching.shapes.picker.ranking import Ranking, Standing
from bot.coaching.shapes.picker.two_sided import Joined, Joint
from bot.messages import blocks, controls
from bot.messages.blocks import Block
from bot.messages.commitments import WRITE, FromRun
from bot.messages.render import compose, filled

MOST = 5  # things to do in one result: more is no plan for a week


def pieces(advice: Iterable[Counsel], run_id: str, most: int = MOST) -> list[Block]:
    """One thing to do after the other, each with its button where it can be promised at once; only to read without
    a run.
    """
    shown: list[Block] = []
    for one in list(advice)[:most]:
        told = compose("advice", {"text": filled(_begun(one.text), one.values)})["blocks"]
        shown += blocks.beside(told, _promise(one, run_id)) if one.key and run_id else told
    return shown


def waiting(picker: Picker, answers: Answers, ranking: Ranking | Joint) -> list[dict[str, Any]]:
    """Candidates that miss a must-have, each with what is missing and what opens it."""
    opening, above = advice.opening(picker, answers, ranking), None if ranking.first else advice.nearest(ranking)
    return [{"name": one.name, "score": one.score, "gates": _gates(one, opening, above)} for one in ranking.closed]


def _gates(
    one: Standing | Joined, opening: Mapping[str, Sequence[Counsel]], above: Standing | Joined | None
) -> list[tuple[Markup, ...]]:
    """(what is missing, what opens it); what opens the nearest one stands `above` already."""
    ways = zip(one.closed, opening[one.item], strict=True)
    opens = "" if one is above else "{}"
    return [(filled(gate.closed, way.values), Markup(opens).format(filled(way.text, way.values))) for gate, way in ways]


def _begun(text: str) -> str:
    """A sentence of its own begins with a capital."""
    return text[0].upper() + text[1:]


def _promise(one: Counsel, run_id: str) -> dict[str, Any]:
    return controls.button("Promise this", WRITE, FromRun(run_id, one.key), place=one.key)
