"""Every press and window about a commitment: how it goes, what blocks it, another date, another owner, its end."""

from bot.actions import commitments as actions
from bot.actions import offers
from bot.coaching.blockers import way_on
from bot.coaching.schedule.commitment_days import local_day
from bot.coaching.sentences import strip_action
from bot.messages.block_kit.blocks import View
from bot.messages.checkins import progress as progress_messages
from bot.messages.commitments import commitment_posts as posts
from bot.messages.commitments import commitment_windows as windows
from bot.messages.commitments.commitments import (
    DECLINE,
    DROP,
    EXPLAIN,
    LESS,
    LET,
    LOG,
    OFFER,
    OPTIONS,
    RATHER,
    REDATE,
    REOPEN,
    SMALLER,
    TAKE,
    UPDATE,
    WITHDRAW,
    ToCommitment,
    ToWilling,
    Update,
)
from bot.model.commitments import Commitment, CommitmentState
from bot.model.rights import Right
from bot.records import commitments as records
from bot.records.commitment_log import list_log
from bot.slack import refusals
from bot.slack.commitments.progress import redrawn, scope_of
from bot.slack.commitments.reading import check_can_own, read_day, read_person, read_words
from bot.slack.request import Close, Notice, Open, Replace, Request, Shown
from bot.slack.router import Story, on


def update(request: Request, pressed: Update) -> Shown:
    """Record Done, On track or Stuck. Ask what blocks it on Stuck; say so where it was closed before this press."""
    commitment = actions.update(request.context, pressed.commitment, pressed.state, request.actor.user)
    if commitment.closed and commitment.state != pressed.state:
        return Notice(actions.closed_text(commitment), beneath=redrawn(request))
    if pressed.state == CommitmentState.STUCK:
        return Open(windows.explain(commitment, _target(request, commitment)), beneath=redrawn(request))
    return Close(beneath=redrawn(request))


def reopen(request: Request, pressed: ToCommitment) -> Shown:
    """Take a commitment up again that was done or dropped."""
    actions.reopen(request.context, _get(request, pressed), request.actor.user)
    return Close(beneath=redrawn(request))


def ask_date(request: Request, pressed: ToCommitment) -> Shown:
    """Ask for another date."""
    commitment = _changeable(request, pressed)
    return _ask(request, windows.redate(commitment, _target(request, commitment)))


def ask_less(request: Request, pressed: ToCommitment) -> Shown:
    """Ask for the part of it that can be done."""
    commitment = _changeable(request, pressed)
    today = local_day(commitment, request.context.now)
    return _ask(request, windows.make_smaller(commitment, _target(request, commitment), today))


def ask_owner(request: Request, pressed: ToCommitment) -> Shown:
    """Ask who could take it."""
    commitment = _changeable(request, pressed)
    return _ask(request, windows.offer(commitment, _target(request, commitment)))


def ask_reason(request: Request, pressed: ToCommitment) -> Shown:
    """Ask why it is given up."""
    commitment = _changeable(request, pressed)
    return _ask(request, windows.drop(commitment, _target(request, commitment)))


def show_options(request: Request, pressed: ToCommitment) -> Shown:
    """Show what else can be done about it."""
    commitment = _changeable(request, pressed)
    return _ask(request, windows.choose(commitment, _target(request, commitment)))


def show_log(request: Request, pressed: ToCommitment) -> Shown:
    """Show the commitment's log."""
    commitment = _get(request, pressed)
    return _ask(request, progress_messages.log(commitment, list_log(request.context.db, commitment.id)))


def take(request: Request, pressed: ToCommitment) -> Shown:
    """Take what is offered, or free; ask first where it is offered to somebody else."""
    commitment, user = _get(request, pressed), request.actor.user
    if commitment.offered_to and user not in (commitment.offered_to, commitment.invited):
        return Open(posts.rather_window(commitment))
    return _answered(request, offers.take(request.context, commitment, user))


def ask_to_take_less(request: Request, pressed: ToCommitment) -> Shown:
    """Ask whom it is offered to for the part of it that they take."""
    commitment = _changeable(request, pressed)
    today = local_day(commitment, request.context.now)
    return _ask(request, windows.take_less(commitment, _target(request, commitment), today))


def take_less(request: Request, sent: ToCommitment) -> Shown:
    """Take the part of it that stands in the window."""
    action, due_on = strip_action(read_words(request.fields, "action")), read_day(request.fields, "due")
    taken = offers.take_less(request.context, _get(request, sent), action, due_on, request.actor.user)
    return _answered(request, taken)


def say_willing(request: Request, sent: ToCommitment) -> Shown:
    """Tell whom it is offered to that somebody would rather take it."""
    told = offers.say_willing(request.context, _get(request, sent), request.actor.user)
    return Close() if told else Notice(refusals.TOO_LATE)


def let_take(request: Request, pressed: ToWilling) -> Shown:
    """Leave it to somebody who would rather take it."""
    commitment = records.get(request.context.db, pressed.commitment)
    return _answered(request, offers.let_take(request.context, commitment, pressed.user, request.actor.user))


def decline(request: Request, pressed: ToCommitment) -> Shown:
    """Say no to an offer."""
    declined = offers.decline(request.context, _get(request, pressed), request.actor.user)
    return _answered(request, declined)


def withdraw(request: Request, pressed: ToCommitment) -> Shown:
    """Withdraw an offer: the commitment stays with its owner, or what nobody has taken goes off the list."""
    withdrawn = offers.withdraw(request.context, _get(request, pressed), request.actor.user)
    if withdrawn and request.around(windows.CHOICE):
        commitment = _get(request, pressed)
        return Replace(windows.choose(commitment, _target(request, commitment)), beneath=redrawn(request))
    return _answered(request, withdrawn)


def explain(request: Request, sent: ToCommitment) -> Shown:
    """Record what blocks it, and show what may get it moving."""
    reason = read_words(request.fields, "reason")
    commitment = actions.explain(request.context, _get(request, sent), reason, request.actor.user)
    library = request.context.library
    way = way_on(reason, library)
    play_label = library[way.play].label if way.play in library else ""
    shown = windows.ways(commitment, way, _target(request, commitment), play_label)
    return Replace(shown, beneath=redrawn(request))


def redate(request: Request, sent: ToCommitment) -> Shown:
    """Move it to another date."""
    actions.redate(request.context, _get(request, sent), read_day(request.fields, "due"), request.actor.user)
    return Close(beneath=redrawn(request))


def make_smaller(request: Request, sent: ToCommitment) -> Shown:
    """Replace it by a smaller action and its date."""
    action, due_on = strip_action(read_words(request.fields, "action")), read_day(request.fields, "due")
    actions.make_smaller(request.context, _get(request, sent), action, due_on, request.actor.user)
    return Close(beneath=redrawn(request))


def offer(request: Request, sent: ToCommitment) -> Shown:
    """Ask somebody to take it."""
    commitment, to = _get(request, sent), read_person(request.fields, "to")
    check_can_own(request, commitment.workspace, to=to)
    offers.hand_over(request.context, commitment, to, request.actor.user)
    return Close(beneath=redrawn(request))


def drop(request: Request, sent: ToCommitment) -> Shown:
    """Drop it, for a reason."""
    reason = read_words(request.fields, "reason")
    actions.drop(request.context, _get(request, sent), reason, request.actor.user)
    return Close(beneath=redrawn(request))


STORY = Story(
    presses=(
        on(UPDATE, update, Right.CHANGE),
        on(REOPEN, reopen, Right.CHANGE),
        on(REDATE, ask_date, Right.CHANGE),
        on(SMALLER, ask_less, Right.CHANGE),
        on(OFFER, ask_owner, Right.CHANGE),
        on(DROP, ask_reason, Right.CHANGE),
        on(LOG, show_log, Right.SEE),
        on(OPTIONS, show_options, Right.CHANGE),
        on(TAKE, take, Right.TAKE),
        on(LESS, ask_to_take_less, Right.OFFERED),
        on(LET, let_take, Right.OFFERED),
        on(DECLINE, decline, Right.OFFERED),
        on(WITHDRAW, withdraw, Right.CHANGE),
    ),
    submissions=(
        on(EXPLAIN, explain, Right.CHANGE),
        on(REDATE, redate, Right.CHANGE),
        on(SMALLER, make_smaller, Right.CHANGE),
        on(OFFER, offer, Right.CHANGE),
        on(DROP, drop, Right.CHANGE),
        on(LESS, take_less, Right.OFFERED),
        on(RATHER, say_willing, Right.TAKE),
    ),
)


def _get(request: Request, target: ToCommitment) -> Commitment:
    return records.get(request.context.db, target.commitment)


def _changeable(request: Request, target: ToCommitment) -> Commitment:
    """Return the commitment. UserError when it is closed."""
    commitment = _get(request, target)
    actions.check_live(commitment)
    return commitment


def _target(request: Request, commitment: Commitment) -> ToCommitment:
    return ToCommitment(commitment.id, scope_of(request))


def _ask(request: Request, view: View) -> Shown:
    """Show a window: in place of another one about a commitment, on top of the progress window, or by itself."""
    # Slack stacks three windows at most, and from each of these others open.
    in_place = request.view.get("callback_id") in {act.name for act in windows.WINDOWS}
    return Replace(view) if in_place else Open(view)


def _answered(request: Request, counted: bool) -> Shown:
    return Close(beneath=redrawn(request)) if counted else Notice(refusals.TOO_LATE, beneath=redrawn(request))
