"""Teams that are set up, as the measured commands and check-ins need them in the database."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from bot.model.schedule import Occasion, Rule
from bot.model.teams import Role
from bot.records import members, teams
from bot.records.database import Database, connect, migrate
from tests.bench.requests import CHANNEL, PERSON, WORKSPACE

LONG_AGO = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
FAR_AWAY = datetime(2999, 1, 1, tzinfo=UTC)


def set_up(url: str) -> None:
    """Make the database at `url`, with one team of one person."""
    db = connect(url)
    migrate(db)
    with db.atomic():
        _team(db, WORKSPACE, CHANNEL, FAR_AWAY)
    db.close()


def due_teams(url: str, moments: Iterable[datetime], number: int) -> None:
    """Make the database at `url`; at each moment the check-ins of `number` teams are due, each in its own workspace."""
    db = connect(url)
    migrate(db)
    with db.atomic():
        for turn, moment in enumerate(moments):
            for each in range(number):
                _team(db, f"T{turn}X{each}", f"C{turn}X{each}", moment - timedelta(seconds=1))
    db.close()


def _team(db: Database, workspace: str, channel: str, checkin: datetime) -> None:
    upcoming = Occasion(checkin.date(), checkin, checkin)
    name, rule = "Bench", Rule("Europe/Berlin", 1, "10:00")
    team = teams.create(
        db,
        workspace=workspace,
        channel=channel,
        name=name,
        rule=rule,
        upcoming=upcoming,
        by=PERSON,
        now=LONG_AGO,
    )
    teams.confirm(db, team.id, LONG_AGO)
    members.join(db, team.id, PERSON, LONG_AGO, role=Role.MANAGER)
