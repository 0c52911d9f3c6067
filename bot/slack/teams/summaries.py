"""/align summary: where a manager's teams stand, or one's own team's public part."""

from datetime import date
from zoneinfo import ZoneInfo

from slack_sdk import WebClient

from bot.coaching.next_play import choose_next_play
from bot.errors import UserError
from bot.messages import summaries as said
from bot.messages.front import TEAM
from bot.messages.render import Message
from bot.messages.teams import checkin_line
from bot.records import audit, teams
from bot.records.database import Row, moment
from bot.reports import statistics, summary, team_state
from bot.slack.actor import Actor
from bot.slack.coach import Coach, Word
from bot.slack.teams.teams import team_here


def summary_word(asker: Actor, _rest: str, _client: WebClient, coach: Coach) -> Message:
    """One card for each team the asker leads; the team they ask in comes first, without the pulse if others lead it."""
    led = teams.of(coach.db, asker.workspace, asker.user, role="manager")
    others = _also_here(asker, coach) if led else [_own(asker, coach)]
    with coach.db.atomic():
        for team in led:
            audit.note(coach.db, "summary read", actor=asker.user, now=coach.now(), team_id=team["id"])
    return said.summary([_card(coach, team, led=team in led) for team in [*others, *led]])


ALSO = "team report, overview of the team, figures for my boss"
WORDS = {"summary": Word("Where the team stands: promises, playbooks, what is next.", summary_word, TEAM, also=ALSO)}


def _own(asker: Actor, coach: Coach) -> Row:
    """UserError when the channel has no team, or the asker is not in it."""
    team = team_here(asker, coach, "summary")
    if team is None:
        raise UserError("This channel has no team yet. Type /align team first; it takes half a minute.")
    if teams.role(coach.db, team["id"], asker.user) is None:
        raise UserError("This summary is for people of the team. Whoever leads it can add you with /align team.")
    return team


def _also_here(asker: Actor, coach: Coach) -> list[Row]:
    team = None if asker.direct else teams.find(coach.db, asker.workspace, asker.channel)
    return [team] if team and teams.role(coach.db, team["id"], asker.user) in ("member", "observer") else []


def _card(coach: Coach, team: Row, *, led: bool) -> dict[str, object]:
    found = summary.figures(coach.db, team)
    word, why = choose_next_play(team_state.of_team(coach.db, team["id"], coach.library, coach.now()), coach.library)
    pulses, change = found["pulses"], summary.trend(found["pulses"])
    looked = audit.last(coach.db, "summary read", team["id"])
    return {
        **found,
        "name": team["name"],
        "led": led,
        "pulse": {**pulses[-1], "day": _day(pulses[-1]["opened_at"], team)} if pulses else None,
        "trend": None if change is None else _change(change),
        "playbooks": [{**run, "title": _title(coach, run["playbook"])} for run in found["playbooks"]],
        "measures": statistics.list_team_measures(coach.db, team["id"], coach.library, coach.now()),
        "word": word,
        "why": why,
        "looked": {**looked, "day": _day(looked["at"], team)} if looked else None,
        "reminders": summary.reminders(coach.db, team["id"], coach.now()),
        "checkin": checkin_line(team),
    }


def _day(stamped: str, team: Row) -> date:
    """The day it was where the team is."""
    return moment(stamped).astimezone(ZoneInfo(team["zone"])).date()


def _title(coach: Coach, word: str) -> str:
    return coach.library[word].title if word in coach.library else word


def _change(change: float) -> str:
    if change == 0:
        return "The same as last time"
    return f"{'Up' if change > 0 else 'Down'} {abs(change):.1f} since last time"
