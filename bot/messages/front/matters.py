"""What comes before any play, as templates read it."""

from typing import Any

from bot.coaching.next_play.matters import Matter, MatterKind
from bot.messages.teams.members import SIDES
from bot.model.teams import Side


def matter_values(matter: Matter | None) -> dict[str, Any]:
    """Return what `next_matter.md` reads: the matter, and in words what it is about."""
    if matter is None:
        return {"matter": None, "of": ""}
    match matter.kind:
        case MatterKind.LEAVING:
            return {"matter": matter, "of": SIDES[Side(matter.of)]}
        case MatterKind.UNAPPROVED | MatterKind.IDLE:
            return {"matter": matter, "of": f"/align {matter.of}"}
        case _:
            return {"matter": matter, "of": matter.of}
