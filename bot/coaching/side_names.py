"""Sides as people read them."""

from collections.abc import Mapping

from bot.model.teams import Side

SIDE_NAMES: Mapping[Side, str] = {
    Side.MARKETING: "marketing",
    Side.IT: "IT",
    Side.SALES: "sales",
    Side.AGENCY: "the agency",
    Side.OTHER: "others",
}


def capitalize_first(words: str) -> str:
    """Return the words with a capital first letter; the others stay as they are."""
    return words[:1].upper() + words[1:]
