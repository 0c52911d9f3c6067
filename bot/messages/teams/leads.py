"""The window in which whoever leads a team hands it over."""

from dataclasses import dataclass

from bot.messages.block_kit import controls
from bot.messages.block_kit.blocks import View
from bot.messages.block_kit.payloads import Act, Payload
from bot.messages.block_kit.people_fields import Roster, compose_person_field
from bot.messages.block_kit.render import compose_message
from bot.model.rights import TargetKind
from bot.model.teams import Team


@dataclass(frozen=True)
class ToHandOver(Payload, target_kind=TargetKind.TEAM):
    """A team that is handed over."""

    team: str


HAND_OVER = Act("lead:hand_over", ToHandOver)
SAVE = Act("lead:save", ToHandOver)


def hand_over_window(team: Team, roster: Roster, lead: str) -> View:
    """Return the window that asks who leads from now on."""
    words = compose_message("hand_over", {"name": team.name})["blocks"]
    hint = "A member leads at once; anybody else is asked first."
    field = compose_person_field("manager", "Who leads the team?", roster, None, lead, hint=hint)
    return controls.modal("Hand over the lead", [*words, field], SAVE, ToHandOver(team.id), submit="Hand it over")
