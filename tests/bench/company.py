"""A team that is set up: what the measured commands need to find in the database."""

from bot.records.database import connect, migrate
from tests.bench.requests import CHANNEL, PERSON, WORKSPACE

_NOW = "2026-11-21T18:30:00.000Z"


def set_up(url: str) -> None:
    """Make the database at `url`, with one installed workspace and one confirmed team of one."""
    db = connect(url)
    migrate(db)
    with db.atomic():
        db.execute(
            "INSERT INTO installations (workspace, bot_user, name, installed_at) VALUES (:w, 'U0ALIGN', 'Bench', :now)",
            {"w": WORKSPACE, "now": _NOW},
        )
        db.execute(
            "INSERT INTO teams (id, workspace, channel, name, zone, checkin_day, checkin_time, checkin_every, country, "
            "days_off, next_checkin_on, next_checkin_at, next_checkin_why, created_by, created_at, confirmed_at) "
            "VALUES ('bench', :w, :channel, 'Bench', 'Europe/Berlin', 1, '10:00', '1w', '', '[]', "
            "'2999-01-01', '2999-01-01T10:00:00.000Z', '', :person, :now, :now)",
            {"w": WORKSPACE, "channel": CHANNEL, "person": PERSON, "now": _NOW},
        )
        db.execute(
            "INSERT INTO members (team_id, user_id, side, role, joined_at) "
            "VALUES ('bench', :person, 'marketing', 'manager', :now)",
            {"person": PERSON, "now": _NOW},
        )
    db.close()
