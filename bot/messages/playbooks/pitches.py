"""The window about a text that plays something down, and the note that it leaves on a page."""

from collections.abc import Sequence
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
from bot.model.teams import Team


@dataclass(frozen=True)
class ToDraft(Payload):
    """A person's own draft of a playbook in a team."""

    word: str
    team: str

    @property
    def target(self) -> Target:
        """The team that it is for."""
        return Target(TargetKind.TEAM, self.team)


READ = Act("pitch:read", ToPlaybook)
GO_ON = Act("pitch:go_on", ToDraft)
GO_ON_IN = Act("pitch:go_on_in", ToPlaybook)
TEXT, TEAM = "text", "team"
SUBMIT = "Go through it"


def read_text(checklist: Checklist, text: str, teams: Sequence[Team]) -> View:
    """Return the window of the shortcut. `teams` are those for which it may be: of several it asks which; without any
    there is nothing to go on with.
    """
    played_down = pitch.find_hidden(checklist, text)
    reading = claims.read_text(checklist.book, text)
    values = {
        "found": [each.summary for each in played_down],
        "areas": len(checklist.dimension),
        "understood": reading.understood,
        "part": reading.unread > 0,
        "checks": pitch.choose_checks(checklist, text),
        "silent": [each.title for each in pitch.list_silent(checklist, text)],
        "goes_on": bool(teams),
        "phrases": sum(len(each.claims) for each in played_down),
        "read": None if reading.complete else (claims.MOST, f"{claims.READ:,}"),
    }
    title, words = checklist.shortcut or checklist.title, compose_message("pitch", values)["blocks"]
    if not teams:
        return blocks.modal(title, words, callback="pitch:read", metadata="")
    kept = pitch.make_excerpt(checklist.book, text, LONGEST["long"])
    label = "What I take along" if kept == text else "The sentences that I take along"
    shown = [*words, blocks.field(TEXT, label, blocks.text_input(kept, limit=LONGEST["long"], multiline=True))]
    if len(teams) == 1:
        return controls.modal(title, shown, GO_ON, ToDraft(checklist.word, teams[0].id), submit=SUBMIT)
    which = blocks.menu([(each.id, each.name) for each in teams])
    shown.append(blocks.field(TEAM, "For which team?", which))
    return controls.modal(title, shown, GO_ON_IN, ToPlaybook(checklist.word), submit=SUBMIT)


def note(quote: str) -> str:
    """Return the note under a question that counts as not known because of `quote`."""
    return f"The pitch says “{quote}”: counted as not known, unless you do."
