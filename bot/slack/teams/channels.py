"""What happens to a team's channel: archived, opened again, the bot taken out, a member gone."""

from collections.abc import Mapping
from typing import Any

from bot.model.outbox import Address, Kind
from bot.records import commitments, installations, outbox, teams
from bot.records.database import Row
from bot.slack.coach import Coach

Event = Mapping[str, Any]
Body = Mapping[str, Any]


def archived(event: Event, body: Body, coach: Coach) -> None:
    _stop(event, body, coach, "archived")


def unarchived(event: Event, body: Body, coach: Coach) -> None:
    """Check-ins go on by themselves; one missed meanwhile is not made up for."""
    teams.resume(coach.db, body["team_id"], event["channel"])


def left(event: Event, body: Body, coach: Coach) -> None:
    """The bot was taken out, or somebody is no member any more: then whoever leads hears of promises left behind."""
    if event["user"] == installations.bot_user(coach.db, body["team_id"]):
        _stop(event, body, coach, "away")
        return
    team = teams.find(coach.db, body["team_id"], event["channel"])
    if team and teams.leave(coach.db, team["id"], event["user"]):
        behind = sum(each.owner == event["user"] for each in commitments.live(coach.db, team["id"]))
        if behind:
            _tell(coach, team, "gone", user=event["user"], promises=behind)


def _stop(event: Event, body: Body, coach: Coach, reason: str) -> None:
    """No check-ins from now on; whoever leads is told once."""
    team = teams.find(coach.db, body["team_id"], event["channel"])
    if team and teams.pause(coach.db, team["id"], reason, coach.now()):
        _tell(coach, team, reason)


def _tell(coach: Coach, team: Row, what: str, **more: object) -> None:
    for member in teams.members(coach.db, team["id"]):
        if member["role"] == "manager":
            manager = Address.to_person(team["workspace"], member["user_id"])
            detail = {"what": what, "channel": team["channel"], **more}
            outbox.say(coach.db, Kind.CHANNEL, team["id"], manager, coach.now(), detail=detail)
