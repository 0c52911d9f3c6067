"""What follows when Slack takes nothing in a workspace, whoever is to blame: nothing is lost, and its end is told."""

from datetime import datetime, timedelta

from bot.model.outbox import Address, Kind
from bot.records import outages, outbox, teams
from bot.records.database import Database, stamp

NOTICED = timedelta(minutes=15)  # what took less than that nobody has missed


def end(db: Database, workspace: str, now: datetime) -> None:
    """Record that Slack takes messages there again, and tell whoever leads a team that had to wait for one."""
    with db.atomic():
        outage = outages.end(db, workspace)
        if outage is None or now - outage.since < NOTICED:
            return
        detail = {"since": stamp(outage.since), "why": outage.why}
        for person in _list_leads(db, workspace, outage.since):
            outbox.say(db, Kind.MENDED, stamp(outage.since), Address.to_person(workspace, person), now, detail=detail)


def _list_leads(db: Database, workspace: str, since: datetime) -> list[str]:
    leads: dict[str, None] = {}
    for team_id in outages.list_waiting_teams(db, workspace, since):
        leads |= dict.fromkeys(teams.list_managers(db, team_id) or [teams.get(db, team_id).created_by])
    return list(leads)
