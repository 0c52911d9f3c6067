"""Answering the check-in: one tap, a few words. `/align checkin` opens one now, or closes it."""

from dataclasses import replace
from datetime import date

from bot.actions.checkins import (
    close_checkin_early,
    find_answerable,
    open_checkin_now,
    tap,
    write_note,
)
from bot.actions.commitments import taken_text
from bot.errors import UserError
from bot.messages.block_kit.render import format_moment
from bot.messages.checkins import checkin_closing, checkin_notes
from bot.messages.checkins import checkins as messages
from bot.messages.checkins.checkin_notes import LONGEST
from bot.messages.checkins.checkins import EVERYTHING, HELP, MORE, NOTE, PULSE, Tap, ToCheckin, ToVoice
from bot.messages.front.front import KEEP
from bot.model.checkins import Checkin, Note
from bot.model.rights import Right
from bot.model.teams import Side
from bot.records import checkins, commitments, notes, teams
from bot.reports.checkins import result_figures, team_day
from bot.slack.admission import check_team
from bot.slack.commitments import drafts
from bot.slack.request import Open, Replace, Reply, Request, Shown
from bot.slack.router import Story, on
from bot.slack.words import TeamNeed, Word


def checkin_word(request: Request, rest: str) -> Shown:
    """Open a check-in now, or close the one that is open: `/align checkin`, `/align checkin close`."""
    if rest and rest.lower() != "close":
        raise UserError("Type /align checkin to ask now, or /align checkin close to close the one that is open.")
    return _close_checkin(request) if rest else _open_checkin(request)


LINE = "Ask now how it is going, without waiting for the week's day."
WORDS = {"checkin": Word(LINE, checkin_word, KEEP, Right.TAKE_PART, TeamNeed.REQUIRED, rest_words=None)}


def answer_pulse(request: Request, pressed: Tap) -> Shown:
    """Count a tap; a later one of the same person replaces it."""
    tap(request.context, pressed.checkin, pressed.score, request.actor.user, request.actor.response_url)
    return None


def say_more(request: Request, pressed: ToCheckin) -> Shown:
    """Open the window for words, with what this person has said so far."""
    checkin = find_answerable(request.context, pressed.checkin)
    note = notes.of_person(request.context.db, checkin.id, request.actor.user)
    examples = {each.ask: each.example for each in request.context.questions}
    return Open(checkin_notes.ask_words(checkin, note, examples.get(checkin.question)))


def save_note(request: Request, sent: ToCheckin) -> Shown:
    """Keep the words of the window."""
    moved, stuck, need = (request.fields.text(name)[:LONGEST] for name in ("moved", "stuck", "need"))
    said = Note(request.actor.user, Side.OTHER, moved, stuck, need)
    checkin = write_note(request.context, sent.checkin, said)
    return Replace(checkin_notes.noted(_closing_day(checkin)))


def show_everything(request: Request, pressed: ToCheckin) -> Shown:
    """Show all that was said and kept at a check-in."""
    result = result_figures(request.context.db, checkins.get(request.context.db, pressed.checkin))
    if result is None:
        raise UserError("Nothing was said at this check-in.")
    return Open(checkin_closing.show_everything(pressed.checkin, result))


def help_voice(request: Request, pressed: ToVoice) -> Shown:
    """Open the window for a promise that helps with what somebody said, or does what they ask for."""
    said = notes.of_person(request.context.db, pressed.checkin, pressed.user).part(pressed.kind)
    if not said:
        raise UserError("They have taken this back meanwhile, so there is nothing left to do.")
    if pressed.user == request.actor.user:
        raise UserError("This one is yours. The button is for whoever can help you with it.")
    team = teams.get(request.context.db, checkins.get(request.context.db, pressed.checkin).team_id)
    taken = commitments.list_help(request.context.db, team.id).get(pressed.encode())
    if taken:
        raise UserError(taken_text(taken))
    return Open(drafts.window_for_voice(request, team, pressed, said))


STORY = Story(
    presses=(
        on(PULSE, answer_pulse, Right.TAKE_PART),
        on(MORE, say_more, Right.TAKE_PART),
        on(EVERYTHING, show_everything, Right.READ),
        on(HELP, help_voice, Right.TAKE_PART),
    ),
    submissions=(on(NOTE, save_note, Right.TAKE_PART),),
)


def _closing_day(checkin: Checkin) -> date | None:
    """Return when the team reads words; None where it does already."""
    return None if checkin.closed_at else team_day(checkin, checkin.closes_at)


def _open_checkin(request: Request) -> Shown:
    opening = open_checkin_now(request.context, request.require_team(), request.actor.user)
    checkin = opening.checkin
    if not opening.new:
        return Reply(messages.running(checkin.channel, team_day(checkin, checkin.closes_at)))
    regular = format_moment(opening.regular, checkin.zone) if opening.regular else None
    upcoming = format_moment(checkin.next_checkin_at, checkin.zone)
    return Reply(messages.opened(checkin.channel, regular=regular, upcoming=upcoming))


def _close_checkin(request: Request) -> Shown:
    team = request.require_team()
    check_team(replace(request, right=Right.LEAD), team)
    close_checkin_early(request.context, team, request.actor.user)
    return Reply(messages.closed(team.channel))
