"""Advice under a result: each piece with the button that makes it a promise."""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.coaching.advice import Recommendation
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import Block
from bot.messages.block_kit.render import compose_message
from bot.messages.commitments.commitments import WRITE, FromRun
from bot.model.commitments import Commitment

MOST = 5  # things to do in one result: more is no plan for a week


NOBODY: Mapping[str, Commitment] = {}


def compose_pieces(
    recommendations: Iterable[Recommendation],
    run_id: str,
    taken: Mapping[str, Commitment] = NOBODY,
    *,
    most: int = MOST,
) -> list[Block]:
    """Return one thing to do after the other, each with its button where it can be promised at once, or with who has
    promised it, by its key; only to read without a run.
    """
    shown: list[Block] = []
    for recommendation in list(recommendations)[:most]:
        has = taken.get(recommendation.key)
        words = compose_message("advice", {"text": recommendation.filled, "taken": has})["blocks"]
        open_ = recommendation.key and run_id and not has
        shown += blocks.attach_beside(words, _commit_button(recommendation, run_id)) if open_ else words
    return shown


def _commit_button(recommendation: Recommendation, run_id: str) -> dict[str, Any]:
    key = recommendation.key
    return controls.button("Promise this", WRITE, FromRun(run_id, key), place=key)
