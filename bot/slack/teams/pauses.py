"""`/align pause` and `/align resume`: whoever leads a team decides when it is asked."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.actions.teams import pause_team, resume_team
from bot.coaching.schedule import dates
from bot.errors import UserError
from bot.messages.front.front import TEAM
from bot.messages.teams import teams as messages
from bot.model.rights import Right
from bot.model.teams import Team
from bot.slack.request import Reply, Request, Shown
from bot.slack.words import TeamNeed, Word


def pause_word(request: Request, rest: str) -> Shown:
    """Pause a team: until somebody resumes it, or `until 5 Jan`."""
    team, today = _own_team(request)
    return _pause_until(request, team, _read_last_day(rest, today) if rest else None)


def resume_word(request: Request, rest: str) -> Shown:
    """End a pause, now or `on 5 Jan`; say so where there is none."""
    team, today = _own_team(request)
    day = dates.read_day(rest, today) if rest else today
    if not team.paused_at:
        return Reply(messages.compose_resumed(team, was=False))
    if day > today:
        return _pause_until(request, team, day - timedelta(days=1))
    return Reply(messages.compose_resumed(resume_team(request.context, team, request.actor.user), was=True))


def _own_team(request: Request) -> tuple[Team, date]:
    """Return the team and the day it is there."""
    team = request.require_team()
    return team, dates.today_in(team.zone, request.context.now)


def _pause_until(request: Request, team: Team, last: date | None) -> Shown:
    """Pause the team until its day `last` is over."""
    until = datetime.combine(last + timedelta(days=1), time(), ZoneInfo(team.zone)).astimezone(UTC) if last else None
    paused = pause_team(request.context, team, until, request.actor.user)
    return Reply(messages.compose_paused(paused, request.context.now))


PAUSE, RESUME = "No check-ins for a while, like: pause until 5 Jan.", "End the pause before its time."
WORDS = {
    "pause": Word(
        PAUSE,
        pause_word,
        TEAM,
        Right.LEAD,
        TeamNeed.REQUIRED,
        rest_words=None,
    ),
    "resume": Word(RESUME, resume_word, TEAM, Right.LEAD, TeamNeed.REQUIRED, rest_words=None),
}


def _read_last_day(text: str, today: date) -> date:
    """Return the last day of the pause; a single day is the last one. UserError as in `dates`."""
    first, last = dates.read_span(text, today)
    if first not in (today, last):
        raise UserError("A pause starts today. Days to come belong in /align team, under “Your own days off”.")
    return last
