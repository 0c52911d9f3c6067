"""/align summary: where a manager's teams stand, or one's own team's public part."""

from slack_sdk import WebClient

from bot.coaching.plays import next_play
from bot.errors import UserError
from bot.messages import summaries as said
from bot.messages.render import Message
from bot.messages.teams import checkin_line
from bot.records import audit, teams
from bot.records.database import Row, stamp
from bot.reports import measures, standing, summary
from bot.slack.asker import Asker
from bot.slack.coach import Coach, Word
from bot.slack.teams import team_here


def summary_word(asker: Asker, _rest: str, _client: WebClient, coach: Coach) -> Message:
    """One card for each team the asker leads; for others their own team's, without the pulse."""
    led = teams.of(coach.db, asker.workspace, asker.user, role="manager")
    shown = led or [_own(asker, coach)]
    with coach.db.atomic():
        for team in led:
            audit.note(coach.db, "summary read", actor=asker.user, now=coach.now(), team_id=team["id"])
    return said.summary([_card(coach, team) for team in shown], manager=bool(led))


WORDS = {"summary": Word("Where the team stands: promises, playbooks, what is next.", summary_word)}


def _own(asker: Asker, coach: Coach) -> Row:
    """UserError when the channel has no team, or the asker is not in it."""
    team = team_here(asker, coach, "summary")
    if team is None:
        raise UserError("This channel has no team yet. Type /align team first; it takes half a minute.")
    if teams.role(coach.db, team["id"], asker.user) is None:
        raise UserError("This summary is for people of the team. Whoever leads it can add you with /align team.")
    return team


def _card(coach: Coach, team: Row) -> dict[str, object]:
    found = summary.figures(coach.db, team)
    word, why = next_play(standing.of_team(coach.db, team["id"], coach.library, coach.now()), coach.library)
    pulses, change = found["pulses"], summary.trend(found["pulses"])
    return {
        **found,
        "name": team["name"],
        "pulse": pulses[-1] if pulses else None,
        "trend": None if change is None else _change(change),
        "playbooks": [{**run, "title": _title(coach, run["playbook"])} for run in found["playbooks"]],
        "measures": measures.of_team(coach.db, team["id"], coach.library, stamp(coach.now())),
        "next": f"/align {word}. {why}" if word else why,
        "looked": audit.last(coach.db, "summary read", team["id"]),
        "checkin": checkin_line(team),
    }


def _title(coach: Coach, word: str) -> str:
    return coach.library[word].title if word in coach.library else word


def _change(change: float) -> str:
    if change == 0:
        return "The same as last time"
    return f"{'Up' if change > 0 else 'Down'} {abs(change):.1f} since last time"
