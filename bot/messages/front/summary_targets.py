"""What the buttons of a summary are about."""

from dataclasses import dataclass

from bot.messages.block_kit.payloads import Payload
from bot.model.rights import TargetKind


@dataclass(frozen=True)
class ToSummary(Payload, target_kind=TargetKind.TEAM):
    """A team's summary since a day (ISO), "" for the usual four weeks."""

    team: str
    since: str = ""
