"""The window about a text that plays something down, and the note that it leaves on a page."""

from dataclasses import dataclass

from bot.coaching.interview.problems import LONGEST
from bot.coaching.playbook import claims
from bot.coaching.shapes.checklist import pitch
from bot.coaching.shapes.checklist.shape import Checklist
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import View
from bot.messages.block_kit.payloads import Act, Payload
from bot.messages.block_kit.render import compose_message
from bot.messages.block_kit.targets import ToPlaybook
from bot.model.rights import Target, TargetKind


@dataclass(frozen=True)
class ToDraft(Payload):
    """A person's own draft of a playbook in a team; no team: there is none to go on with."""

    word: str
    team: str = ""

    @property
    def target(self) -> Target:
        """The team that it is for."""
        return Target(TargetKind.TEAM, self.team)


READ = Act("pitch:read", ToPlaybook)
GO_ON = Act("pitch:go_on", ToDraft)


def read_text(checklist: Checklist, text: str, *, team_id: str) -> View:
    """Return the window of the shortcut; without a team there is nothing to go on with."""
    played_down = pitch.find_hidden(checklist, text)
    reading = claims.read_text(checklist.book, text)
    values = {
        "found": [each.summary for each in played_down],
        "areas": len(checklist.dimension),
        "understood": reading.understood,
        "part": reading.unread > 0,
        "checks": pitch.choose_checks(checklist, text),
        "silent": [each.title for each in pitch.list_silent(checklist, text)],
        "goes_on": bool(team_id),
        "phrases": sum(len(each.claims) for each in played_down),
        "read": None if reading.complete else (claims.MOST, f"{claims.READ:,}"),
    }
    kept = pitch.make_excerpt(checklist.book, text, LONGEST["long"])
    label = "What I take along" if kept == text else "The sentences that I take along"
    field = blocks.field("text", label, blocks.text_input(kept, limit=LONGEST["long"], multiline=True))
    return controls.modal(
        checklist.shortcut or checklist.title,
        [*compose_message("pitch", values)["blocks"], *([field] if team_id else [])],
        GO_ON,
        ToDraft(checklist.word, team_id),
        submit="Go through it" if team_id else None,
    )


def note(quote: str) -> str:
    """Return the note under a question that counts as not known because of `quote`."""
    return f"The pitch says “{quote}”: counted as not known, unless you do."
