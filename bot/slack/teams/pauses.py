"""`/align pause` and `/align resume`: whoever leads a team decides when it is asked."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.actions.teams import pause_team, resume_team
from bot.coaching.schedule import dates
from bot.errors import UserError
from bot.messages import teams as messages
from bot.messages.front import TEAM
from bot.model.rights import Right
from bot.model.teams import Team
from bot.slack.request import Reply, Request, Shown
from bot.slack.words import TeamNeed, Word


def pause_word(request: Request, rest: str) -> Shown:
    """Pause a team: until somebody resumes it, or `until 5 Jan`."""
    team = request.require_team()
    until = _read_end(rest, team, request.context.now) if rest else None
    return Reply(messages.compose_paused(pause_team(request.context, team, until, request.actor.user)))


def resume_word(request: Request, _rest: str) -> Shown:
    """End a pause; say so where there is none."""
    team = request.require_team()
    if not team.paused_at:
        return Reply(messages.compose_resumed(team, was=False))
    return Reply(messages.compose_resumed(resume_team(request.context, team, request.actor.user), was=True))


PAUSE, RESUME = "No check-ins for a while, like: pause until 5 Jan.", "End the pause before its time."
WORDS = {
    "pause": Word(PAUSE, pause_word, TEAM, Right.LEAD, TeamNeed.REQUIRED, synonyms="stop the check-ins, break"),
    "resume": Word(RESUME, resume_word, TEAM, Right.LEAD, TeamNeed.REQUIRED, synonyms="check-ins again"),
}


def _read_end(text: str, team: Team, now: datetime) -> datetime:
    """Return the moment after the last day of the pause, UTC; a single day is the last one. UserError as in `dates`."""
    today = dates.today_in(team.zone, now)
    first, last = dates.read_span(text, today)
    if first not in (today, last):
        raise UserError("A pause starts today. Days to come belong in /align team, under “Your own days off”.")
    return datetime.combine(last + timedelta(days=1), time(), ZoneInfo(team.zone)).astimezone(UTC)
