"""That’s not right: the window of whoever is asked to take part in a result, and what they send in."""

from bot.actions import corrections as actions
from bot.errors import UserError
from bot.messages.block_kit.targets import ToFinished
from bot.messages.results import corrections as messages
from bot.messages.results.corrections import CORRECT, NOT_RIGHT, ToSaid
from bot.model.rights import Right
from bot.records import people, results
from bot.reports.results import find_finished
from bot.slack.request import Close, Open, Request, Shown
from bot.slack.router import Story, on


def ask(request: Request, to: ToFinished) -> Shown:
    """Open what is ticked, with what this person has said of it before."""
    context, user = request.context, request.actor.user
    current = actions.get_result(context, to.run, user)
    finished = find_finished(context.db, context.library, to.run)
    if finished is None or not finished.result.must_haves:
        raise UserError("Nothing is ticked in this any more. See everything has all that is said.")
    mine = next((each for each in finished.corrections if each.user_id == user), None)
    authors = [each for each in results.list_authors(context.db, to.run) if each != user]
    names = {each: people.get(context.db, current.workspace, each).name for each in authors}
    return Open(messages.ask(finished, current.id, names, mine))


def correct(request: Request, to: ToSaid) -> Shown:
    """Keep what somebody says is not so, and have its author told."""
    names, words = request.fields.options("names"), request.fields.text("words")
    actions.correct(request.context, to.run, to.said_of, request.actor.user, names, " ".join(words.split()))
    return Close()


STORY = Story(
    presses=(on(NOT_RIGHT, ask, Right.TAKE_PART),),
    submissions=(on(CORRECT, correct, Right.TAKE_PART),),
)
