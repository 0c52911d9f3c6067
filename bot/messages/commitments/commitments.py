"""What can be done about a commitment: the acts, what they carry, and their buttons."""

from dataclasses import dataclass

from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import Block
from bot.messages.block_kit.payloads import Act, Nothing, Payload
from bot.model.commitments import Commitment, CommitmentState
from bot.model.rights import Target, TargetKind

LONGEST = 300  # characters of an action or a reason
BRIEF = 150  # characters of a cue or an obstacle: with the action they are one short post


@dataclass(frozen=True)
class FromRun(Payload, target_kind=TargetKind.FINISHED):
    """A result to make a commitment of; `advice` is the key of the piece that carries it."""

    run: str
    advice: str = ""


@dataclass(frozen=True)
class NewIn(Payload):
    """A commitment's id, and where it comes from: a run, with the key of its advice, or a team; `helps` is the one that
    it is to move on, `voice` what somebody said at a check-in that it answers, `wave` the one whose talk it sets up. Of
    `partner` and `trigger` the window shows one, and carries the other.
    """

    # Made when the window opens, so that a submission that Slack sends twice commits once.
    commitment: str
    run: str = ""
    team: str = ""
    advice: str = ""
    helps: str = ""
    partner: str = ""
    trigger: str = ""
    voice: str = ""
    wave: str = ""

    @property
    def target(self) -> Target:
        """The wave, the run or the team that it comes from."""
        if self.wave:
            return Target(TargetKind.WAVE, self.wave)
        return Target(TargetKind.FINISHED, self.run) if self.run else Target(TargetKind.TEAM, self.team)


@dataclass(frozen=True)
class Update(Payload, target_kind=TargetKind.COMMITMENT):
    """A commitment, and how it goes by now."""

    commitment: str
    state: CommitmentState


@dataclass(frozen=True)
class ToCommitment(Payload, target_kind=TargetKind.COMMITMENT):
    """A commitment; in a window about it also the scope of the progress window beneath, if there is one."""

    commitment: str
    scope: str = ""


@dataclass(frozen=True)
class ToWilling(Payload, target_kind=TargetKind.COMMITMENT):
    """A commitment that is offered to somebody, and who would rather take it."""

    commitment: str
    user: str


WRITE = Act("commitment:write", FromRun)
MORE = Act("commitment:more", Nothing)
CREATE = Act("commitment:create", NewIn)
UPDATE = Act("commitment:update", Update)
EXPLAIN = Act("commitment:explain", ToCommitment)
REDATE = Act("commitment:redate", ToCommitment)
SMALLER = Act("commitment:smaller", ToCommitment)
OFFER = Act("commitment:offer", ToCommitment)
DROP = Act("commitment:drop", ToCommitment)
REOPEN = Act("commitment:reopen", ToCommitment)
LOG = Act("commitment:log", ToCommitment)
OPTIONS = Act("commitment:options", ToCommitment)
HELP = Act("commitment:help", ToCommitment)
REFER = Act("commitment:refer", ToCommitment)
TAKE = Act("offer:take", ToCommitment)
LESS = Act("offer:less", ToCommitment)
RATHER = Act("offer:rather", ToCommitment)
LET = Act("offer:let", ToWilling)
DECLINE = Act("offer:decline", ToCommitment)
WITHDRAW = Act("offer:withdraw", ToCommitment)

STATES = {CommitmentState.DONE: "Done", CommitmentState.ON_TRACK: "On track", CommitmentState.STUCK: "Stuck"}


LISTENED = 60  # characters of an action that are read out behind a button's label


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
    return controls.button("New date", REDATE, ToCommitment(commitment.id), of=name_action(commitment))


def answer_buttons(commitment: Commitment, user: str | None) -> list[Block]:
    """Return the buttons of somebody who is asked to take it or to be its partner, None: of anybody, as it is free."""
    target, named = ToCommitment(commitment.id), name_action(commitment)
    if user is None:
        return [controls.button("I’ll take it", TAKE, target, of=named)]
    no = controls.button("Not me", DECLINE, target, of=named)
    if user != commitment.offered_to:
        return [controls.button("I’m in", TAKE, target, of=named), no]
    less = controls.button("Make it smaller", LESS, target, of=named)
    return [controls.button("I’ll take it", TAKE, target, "primary", of=named), no, less]


def name_action(commitment: Commitment) -> str:
    """Return what is promised in a few words, as a label says it."""
    return blocks.shorten(commitment.action, LISTENED)


def _state_button(commitment: Commitment, state: CommitmentState, label: str) -> Block:
    style = "primary" if state == CommitmentState.DONE else None
    update = Update(commitment.id, state)
    return controls.button(label, UPDATE, update, style, place=state, of=name_action(commitment))
