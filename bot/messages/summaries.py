"""What a manager pulls: one card a team."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.messages import blocks
from bot.messages.blocks import Block
from bot.messages.render import Message, compose

TEAMS = 12  # cards in one message


def summary(cards: Sequence[Mapping[str, Any]], *, manager: bool) -> Message:
    """Each card: name, figures, pulse (for managers), next. Only for the one who asked."""
    parts = {"cards": [block for card in cards[:TEAMS] for block in _card(card, manager)]}
    return compose("summary", {"manager": manager, "more": max(len(cards) - TEAMS, 0)}, parts)


def _card(card: Mapping[str, Any], manager: bool) -> list[Block]:
    return blocks.fit(compose("summary_card", {"card": card, "manager": manager})["blocks"], 4)
