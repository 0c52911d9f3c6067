"""Being away: `/align away until 5 Jan`, `/align back`, and the absence that a status in Slack suggests."""

from datetime import date

from bot.actions import absences
from bot.actions.absences import answer_status, come_back, note_absence
from bot.coaching.schedule import dates
from bot.errors import UserError
from bot.messages.block_kit.blocks import View
from bot.messages.block_kit.payloads import Nothing
from bot.messages.block_kit.render import Message
from bot.messages.front.front import YOU
from bot.messages.teams import away as messages
from bot.messages.teams.away import CROSS_OUT, NO, SAVE, YES, StatusEnds, ToAbsence
from bot.model.rights import Right
from bot.records import away, commitments
from bot.reports import availability
from bot.slack.request import Replace, Reply, Request, Shown
from bot.slack.router import Story, on
from bot.slack.words import Word


def away_word(request: Request, rest: str) -> Shown:
    """Note the dates of `/align away until 5 Jan`; without any ask for them, beginning with those that are noted."""
    today = _today_there(request)
    if rest:
        return Reply(_note_absence(request, *dates.read_span(rest, today), today))
    return Replace(_ask_window(request, today))


def _ask_window(request: Request, today: date) -> View:
    """Return the window with what is noted; its dates are those of the first, or begin today."""
    actor = request.actor
    noted = away.list_ahead(request.context.db, actor.workspace, actor.user, today)
    first, last = (noted[0].first_day, noted[0].last_day) if noted else (today, None)
    return messages.ask_window(first, last, today, noted)


def back_word(request: Request, rest: str) -> Shown:
    """End the absence of whoever is back, now or `on 5 Jan`."""
    today = _today_there(request)
    day = dates.read_day(rest, today) if rest else today
    if day > today:
        return Reply(_come_back_on(request, day, today))
    return Reply(
        messages.compose_back(come_back(request.context, request.actor.workspace, request.actor.user, today), today)
    )


AWAY, BACK = "Say when you are not here, like: away until 5 Jan.", "Say that you are here after all."
WORDS = {
    "away": Word(AWAY, away_word, YOU, Right.NOTHING, window=True, rest_words=None, button="I’m away …"),
    "back": Word(BACK, back_word, YOU, Right.NOTHING, rest_words=None),
}


def save(request: Request, changed: ToAbsence) -> Shown:
    """Note the two dates of the window. UserError at the last one where they are no span."""
    today = _today_there(request)
    # Read once more as text, so that the window and the word refuse the same spans.
    first, last = request.fields.day("first") or today, request.fields.day("last") or today
    try:
        dates.read_span(f"{first} - {last}", today)
    except UserError as error:
        raise UserError(error.text, "last") from None
    return Replace(messages.noted_view(_note_absence(request, first, last, today, changed.absence)))


def cross_out(request: Request, crossed: ToAbsence) -> Shown:
    """Cross out one absence; the window shows what is left."""
    today = _today_there(request)
    absences.cross_out(request.context, request.actor.workspace, request.actor.user, crossed.absence, today)
    return Replace(_ask_window(request, today))


def confirm_status(request: Request, status: StatusEnds) -> Shown:
    """Ask for the dates: nobody is away because of a status before they have confirmed them."""
    today = _today_there(request)
    return Replace(messages.ask_window(today, status.last_day, today))


def deny_status(request: Request, _: Nothing) -> Shown:
    """Ask no more about this status."""
    answer_status(request.context, request.actor.workspace, request.actor.user)
    return None


STORY = Story(
    presses=(
        on(YES, confirm_status, Right.NOTHING),
        on(NO, deny_status, Right.NOTHING),
        on(CROSS_OUT, cross_out, Right.NOTHING),
    ),
    submissions=(on(SAVE, save, Right.NOTHING),),
)


def _note_absence(request: Request, first: date, last: date, today: date, instead_of: str = "") -> Message:
    workspace, user, context = request.actor.workspace, request.actor.user, request.context
    kept, joined = note_absence(context, workspace, user, first, last, instead_of=instead_of)
    return messages.compose_noted(kept, today, commitments.of_person(context.db, workspace, user), joined)


def _come_back_on(request: Request, day: date, today: date) -> Message:
    workspace, user, context = request.actor.workspace, request.actor.user, request.context
    kept = absences.come_back_on(context, workspace, user, day, today)
    return messages.compose_noted(kept, today, commitments.of_person(context.db, workspace, user))


def _today_there(request: Request) -> date:
    """Return the day it is where they are."""
    profile = request.coach.people.get_profile(request.client, request.actor.workspace, request.actor.user)
    if profile.zone:
        return dates.today_in(profile.zone, request.context.now)
    theirs = availability.of_person(request.context.db, request.actor.workspace, profile.user, request.context.now)
    return theirs.today(request.context.now)
