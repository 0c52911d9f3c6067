"""Taking part in a result: the buttons under its post, in the private question, and in what only one person sees."""

from bot.actions import results as result_actions
from bot.actions import seats as actions
from bot.messages.block_kit.targets import ToFinished
from bot.messages.results.seats import LEAVE, LET, TAKE, TELL, WILLING, ToSeat
from bot.model.outbox import Address, Kind
from bot.model.rights import Right
from bot.slack.commitments import drafts
from bot.slack.request import Request, Shown
from bot.slack.router import Story, on


def take(request: Request, to: ToSeat) -> Shown:
    """Take what somebody is asked to take, with the first thing to do and what they say about their part."""
    context, user = request.context, request.actor.user
    run = result_actions.get_current(context, to.run)
    first = drafts.first_step(request, to.run, run)
    others = actions.take(context, to.run, user, first)
    if to.name and not others:
        actions.tell(context, to.run, user, to.name, to.value)
    else:
        _whisper(request, to.run)
    return None


def leave(request: Request, to: ToFinished) -> Shown:
    """Pass, which costs nothing."""
    actions.leave(request.context, to.run, request.actor.user)
    return None


def tell(request: Request, to: ToSeat) -> Shown:
    """Keep what somebody says about their part."""
    actions.tell(request.context, to.run, request.actor.user, to.name, to.value)
    _whisper(request, to.run)
    return None


def say_willing(request: Request, to: ToFinished) -> Shown:
    """Tell whoever is asked that somebody would rather take it."""
    actions.say_willing(request.context, to.run, request.actor.user)
    return None


def let(request: Request, to: ToSeat) -> Shown:
    """Leave it to somebody who would rather take it."""
    actions.let(request.context, to.run, to.name, to.value, request.actor.user)
    return None


STORY = Story(
    presses=(
        on(TAKE, take, Right.TAKE_PART),
        on(LEAVE, leave, Right.TAKE_PART),
        on(TELL, tell, Right.TAKE_PART),
        on(WILLING, say_willing, Right.TAKE_PART),
        on(LET, let, Right.TAKE_PART),
    )
)


def _whisper(request: Request, ref: str) -> None:
    """Say to whoever pressed, and to nobody else, what there is to say to them about their part."""
    actor = request.actor
    at = Address(actor.workspace, actor.channel or actor.user)
    request.context.whisper(Kind.SEAT, ref, at, actor.user, response_url=actor.response_url)
