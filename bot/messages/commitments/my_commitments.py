"""My promises: one's own in one window, nearest date first, each marked by one press."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.coaching.side_names import capitalize_first
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import Block, View
from bot.messages.block_kit.payloads import Act, Payload
from bot.messages.block_kit.render import compose_message, format_day
from bot.messages.commitments.commitments import STATES
from bot.model.commitments import Commitment, CommitmentState
from bot.model.rights import Target, TargetKind

MOST = 4  # in one window: with the sentence five inputs
LONGEST = 300  # characters of the sentence


@dataclass(frozen=True)
class Whose(Payload):
    """The check-in at which one's own promises are asked about; "" for those of all one's teams."""

    checkin: str = ""

    @property
    def target(self) -> Target | None:
        """This check-in."""
        return Target(TargetKind.CHECKIN, self.checkin) if self.checkin else None


MINE = Act("progress:mine", Whose)
MARK = Act("progress:mark", Whose)


def compose_window(
    shown: Sequence[Commitment],
    source: Whose,
    *,
    said: Mapping[str, CommitmentState],
    names: Mapping[str, str],
    sentence: str | None,
) -> View:
    """Return the window with up to MOST of them. `said` is what their owner has said lately, by id; `names` how people
    are called; `sentence` what they have said to the team so far, None where there is no check-in to say it at.
    """
    parts = {"promises": [_field(each, said.get(each.id), names) for each in shown[:MOST]]}
    values = {"shown": len(shown[:MOST]), "more": max(len(shown) - MOST, 0), "counts": sentence is not None}
    asked = [] if sentence is None else [_sentence_field(sentence)]
    words = compose_message("my_commitments", values, {**parts, "sentence": asked})["blocks"]
    if not (shown or asked):
        return controls.modal("My promises", words, MARK, source)
    return controls.modal("My promises", words, MARK, source, submit="Save", close="Cancel")


def field_name(commitment: Commitment) -> str:
    """Return the name of the field in which it is marked."""
    return f"state-{commitment.id}"


def _field(commitment: Commitment, said: CommitmentState | None, names: Mapping[str, str]) -> Block:
    options = [(state.value, label) for state, label in STATES.items()]
    partner = names.get(commitment.partner or "")
    return blocks.field(
        field_name(commitment),
        blocks.shorten(capitalize_first(commitment.action), 150),
        blocks.choice(options, said.value if said else None),
        hint=f"By {format_day(commitment.due_on)}" + (f", with {partner}" if partner else ""),
        optional=True,
    )


def _sentence_field(sentence: str) -> Block:
    element = blocks.text_input(sentence, limit=LONGEST, multiline=True)
    example = blocks.plain("Ex. the ticket is with the CRM vendor", 150)
    hint = "With your name, when the check-in closes. If something is stuck: what would help?"
    return blocks.field(
        "sentence", "One sentence for the team", {**element, "placeholder": example}, hint=hint, optional=True
    )
