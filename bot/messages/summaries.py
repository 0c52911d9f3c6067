"""What a manager pulls: one card a team."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.messages import blocks
from bot.messages.blocks import Block
from bot.messages.render import Message, compose

ROOM = blocks.MESSAGE_BLOCKS - 2  # what the cards share: two lines stand under them


def summary(cards: Sequence[Mapping[str, Any]]) -> Message:
    """Each card: name, figures, pulse (where `led`), next. Only for the one who asked; as many as one message takes."""
    drawn = [compose("summary_card", {"card": card})["blocks"] for card in cards]
    shown: list[Block] = []
    told = 0
    while told < len(drawn) and len(shown) + len(drawn[told]) <= ROOM:
        shown += drawn[told]
        told += 1
    values = {"led": any(card["led"] for card in cards), "more": len(cards) - told}
    return compose("summary", values, {"cards": shown})
