"""What happens to a team's channel: archived, opened again, the bot taken out, a member gone."""

from bot.model.outbox import Address, Kind
from bot.records import commitments, installations, teams
from bot.records.database import Row
from bot.slack.request import Event


def archive(event: Event) -> None:
    """Stop the check-ins of an archived channel."""
    _stop(event, "archived")


def unarchive(event: Event) -> None:
    """Go on with check-ins; one missed meanwhile is not made up for."""
    teams.resume(event.context.db, event.workspace, event.channel)


def leave(event: Event) -> None:
    """Stop where the bot was taken out. Where a member is gone, whoever leads hears of promises left behind."""
    db = event.context.db
    if event.user == installations.bot_user(db, event.workspace):
        _stop(event, "away")
        return
    team = teams.find(db, event.workspace, event.channel)
    if team and teams.leave(db, team["id"], event.user):
        behind = sum(commitment.owner == event.user for commitment in commitments.live(db, team["id"]))
        if behind:
            _tell_managers(event, team, "gone", user=event.user, promises=behind)


def _stop(event: Event, reason: str) -> None:
    """Ask nobody from now on; whoever leads is told once."""
    team = teams.find(event.context.db, event.workspace, event.channel)
    if team and teams.pause(event.context.db, team["id"], reason, event.context.now):
        _tell_managers(event, team, reason)


def _tell_managers(event: Event, team: Row, what: str, **more: object) -> None:
    for member in teams.members(event.context.db, team["id"]):
        if member["role"] == "manager":
            at = Address.to_person(event.workspace, member["user_id"])
            event.context.say(Kind.CHANNEL, team["id"], at, detail={"what": what, "channel": team["channel"], **more})
