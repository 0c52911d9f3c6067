"""Being away: `/align away until 5 Jan`, `/align back`, and the absence that a status in Slack suggests."""

from datetime import date

from bot.actions.absences import answer_status, come_back, note_absence
from bot.coaching.schedule import dates
from bot.errors import UserError
from bot.messages import away as messages
from bot.messages.away import NO, SAVE, YES, StatusEnds
from bot.messages.front import YOU
from bot.messages.payloads import Nothing
from bot.messages.render import Message
from bot.model.rights import Right
from bot.records import away, commitments
from bot.reports import availability
from bot.slack.request import Replace, Reply, Request, Shown
from bot.slack.router import Story, on
from bot.slack.words import Word


def away_word(request: Request, rest: str) -> Shown:
    """Note the dates of `/align away until 5 Jan`; without any ask for them, beginning with those that are noted."""
    actor, today = request.actor, _today_there(request)
    if rest:
        return Reply(_note_absence(request, *dates.read_span(rest, today), today))
    noted = away.list_ahead(request.context.db, actor.workspace, actor.user, today)
    return Replace(
        messages.ask_window(noted[0].first_day, noted[0].last_day) if noted else messages.ask_window(today, None)
    )


def back_word(request: Request, _rest: str) -> Shown:
    """End the absence of whoever is back."""
    today = _today_there(request)
    return Reply(
        messages.compose_back(come_back(request.context, request.actor.workspace, request.actor.user, today), today)
    )


ABSENT = "vacation, holiday, sick, out of office, on leave, absent, days off"
AWAY, BACK = "Say when you are not here, like: away until 5 Jan.", "Say that you are here after all."
WORDS = {
    "away": Word(AWAY, away_word, YOU, Right.NOTHING, window=True, synonyms=ABSENT),
    "back": Word(BACK, back_word, YOU, Right.NOTHING, synonyms="returned, I am back again"),
}


def save(request: Request, _: Nothing) -> Shown:
    """Note the two dates of the window. UserError at the last one where they are no span."""
    today = _today_there(request)
    # Read once more as text, so that the window and the word refuse the same spans.
    first, last = request.fields.day("first") or today, request.fields.day("last") or today
    try:
        dates.read_span(f"{first} - {last}", today)
    except UserError as error:
        raise UserError(error.text, "last") from None
    return Replace(messages.noted_view(_note_absence(request, first, last, today)))


def confirm_status(request: Request, status: StatusEnds) -> Shown:
    """Ask for the dates: nobody is away because of a status before they have confirmed them."""
    return Replace(messages.ask_window(_today_there(request), status.last_day))


def deny_status(request: Request, _: Nothing) -> Shown:
    """Ask no more about this status."""
    answer_status(request.context, request.actor.workspace, request.actor.user)
    return None


STORY = Story(
    presses=(on(YES, confirm_status, Right.NOTHING), on(NO, deny_status, Right.NOTHING)),
    submissions=(on(SAVE, save, Right.NOTHING),),
)


def _note_absence(request: Request, first: date, last: date, today: date) -> Message:
    workspace, user = request.actor.workspace, request.actor.user
    note_absence(request.context, workspace, user, first, last)
    return messages.compose_noted(first, last, today, commitments.of_person(request.context.db, workspace, user))


def _today_there(request: Request) -> date:
    """Return the day it is where they are."""
    profile = request.coach.people.get_profile(request.client, request.actor.workspace, request.actor.user)
    if profile.zone:
        return dates.today_in(profile.zone, request.context.now)
    theirs = availability.of_person(request.context.db, request.actor.workspace, profile.user, request.context.now)
    return theirs.today(request.context.now)
