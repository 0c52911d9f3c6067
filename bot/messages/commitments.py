"""A commitment: the window to make one, and what the team reads."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.messages import blocks, controls
from bot.messages.blocks import Block, View
from bot.messages.payloads import Act, Payload
from bot.messages.render import Message, compose_message
from bot.model.commitments import Commitment, CommitmentEvent, CommitmentState
from bot.model.rights import Target, TargetKind

LONGEST = 300  # characters of a cue, an action, an obstacle or a reason


@dataclass(frozen=True)
class FromRun(Payload):
    """A result to make a commitment of; `advice` is the key of the piece that carries it."""

    run: str
    advice: str = ""

    @property
    def target(self) -> Target:
        """This run."""
        return Target(TargetKind.RUN, self.run)


@dataclass(frozen=True)
class NewIn(Payload):
    """A commitment's id, and where it comes from: a run or a team. With neither the window asks which team."""

    # Made when the window opens, so that a submission that Slack sends twice commits once.
    commitment: str
    run: str = ""
    team: str = ""

    @property
    def target(self) -> Target:
        """The run, or the team, that it comes from."""
        return Target(TargetKind.RUN, self.run) if self.run else Target(TargetKind.TEAM, self.team)


@dataclass(frozen=True)
class Update(Payload):
    """A commitment, and how it goes by now."""

    commitment: str
    state: CommitmentState

    @property
    def target(self) -> Target:
        """This commitment."""
        return Target(TargetKind.COMMITMENT, self.commitment)


@dataclass(frozen=True)
class ToCommitment(Payload):
    """A commitment; in a window about it also the scope of the progress window beneath, if there is one."""

    commitment: str
    scope: str = ""

    @property
    def target(self) -> Target:
        """This commitment."""
        return Target(TargetKind.COMMITMENT, self.commitment)


WRITE = Act("commitment:write", FromRun)
CREATE = Act("commitment:create", NewIn)
UPDATE = Act("commitment:update", Update)
EXPLAIN = Act("commitment:explain", ToCommitment)
REDATE = Act("commitment:redate", ToCommitment)
SMALLER = Act("commitment:smaller", ToCommitment)
OFFER = Act("commitment:offer", ToCommitment)
DROP = Act("commitment:drop", ToCommitment)
REOPEN = Act("commitment:reopen", ToCommitment)
LOG = Act("commitment:log", ToCommitment)
TAKE = Act("offer:take", ToCommitment)
DECLINE = Act("offer:decline", ToCommitment)
WITHDRAW = Act("offer:withdraw", ToCommitment)

STATES = {CommitmentState.DONE: "Done", CommitmentState.ON_TRACK: "On track", CommitmentState.STUCK: "Stuck"}


@dataclass(frozen=True)
class Draft:
    """The answers that a window to commit begins with."""

    source: NewIn
    owner: str
    due_on: date
    subject: str = ""
    action: str = ""
    cue: str = ""
    partner: str | None = None


def write_window(draft: Draft, plays: Sequence[tuple[str, str]]) -> View:
    """Return the window to make one. `plays` are (word, title) of the playbooks that may quote it back."""
    words = compose_message("commitment_new", {"subject": draft.subject})["blocks"]
    shown = [*words, *_if_then(draft), *_people_and_time(draft, plays)]
    return controls.modal("Make it a promise", shown, CREATE, draft.source, submit="Commit")


def _if_then(draft: Draft) -> list[Block]:
    obstacle = _text_field("no reply by Friday")
    return [
        blocks.field(
            "cue",
            "If …",
            _text_field("it is Tuesday and the campaign call is over", blocks.shorten(draft.cue, LONGEST)),
            hint="A moment you will notice: a day, a meeting, something that happens.",
        ),
        blocks.field(
            "action",
            "… then I will",
            _text_field(
                "call Ivan and agree on the three fields", blocks.shorten(draft.action, LONGEST), bool(draft.action)
            ),
            hint="One thing that can be seen to be done.",
        ),
        blocks.field(
            "obstacle",
            "What could get in the way?",
            obstacle,
            hint="The likeliest thing. Who names it beforehand keeps more promises. Your team reads it too.",
            optional=True,
        ),
    ]


def _people_and_time(draft: Draft, plays: Sequence[tuple[str, str]]) -> list[Block]:
    cue = blocks.menu(plays, placeholder="Choose a playbook")
    return [
        blocks.field("owner", "Who does it?", blocks.person(draft.owner)),
        blocks.field(
            "partner",
            "Who does it with you?",
            blocks.person(draft.partner),
            hint="Somebody of the other side, where it takes both of you.",
            optional=True,
        ),
        blocks.field("due", "By when?", blocks.day(draft.due_on.isoformat())),
        *(
            [
                blocks.field(
                    "trigger",
                    "Quote it back when this starts",
                    cue,
                    hint="When you open this playbook, I'll repeat your promise to you, in your own words.",
                    optional=True,
                )
            ]
            if plays
            else []
        ),
    ]


def _text_field(example: str, value: str | None = None, multiline: bool = False) -> dict[str, Any]:
    """Return a text input; `multiline` shows the whole of a long `value`."""
    made = blocks.text_input(value or None, limit=LONGEST, multiline=multiline)
    return {**made, "placeholder": blocks.plain(example, 150)}


def saved_window() -> View:
    """Return the window after the commitment is recorded."""
    words = compose_message("commitment_saved", {})["blocks"]
    return blocks.modal("Make it a promise", words, callback="commitment:saved", metadata="")


def compose_card(commitment: Commitment, previous_owner: str | None = None, leavers: Collection[str] = ()) -> Message:
    """Return what the channel reads: the commitment, repeated back, and how it stands; `leavers` are gone."""
    gone = [user for user in (commitment.owner, commitment.partner) if user in leavers]
    values = {"commitment": commitment, "previous_owner": previous_owner, "gone": gone}
    return compose_message("commitment", values)


def compose_marked(commitment: Commitment, by: str, event: CommitmentEvent) -> Message:
    """Tell its owner what somebody else has done with it."""
    return compose_message("commitment_marked", {"commitment": commitment, "by": by, "event": event})


def state_buttons(commitment: Commitment) -> list[Block]:
    """Return Done, On track, Stuck as buttons, without the one that it says already."""
    stuck = commitment.state == CommitmentState.STUCK
    labels = {**STATES, CommitmentState.STUCK: "What blocks it?"} if stuck else STATES
    return [
        _state_button(commitment, state, label)
        for state, label in labels.items()
        if state != commitment.state or state == CommitmentState.STUCK
    ]


def redate_button(commitment: Commitment) -> Block:
    """Return the button for another date."""
    return controls.button("New date", REDATE, ToCommitment(commitment.id))


def offer_buttons(commitment_id: str) -> Block:
    """Return the buttons of somebody to whom a commitment is offered."""
    target = ToCommitment(commitment_id)
    return blocks.actions(
        controls.button("I’ll take it", TAKE, target, "primary"), controls.button("I can’t", DECLINE, target)
    )


def _state_button(commitment: Commitment, state: CommitmentState, label: str) -> Block:
    style = "primary" if state == CommitmentState.DONE else None
    return controls.button(label, UPDATE, Update(commitment.id, state), style, place=state)
