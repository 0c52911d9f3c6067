"""Ten thousand teams: the database that the throughput and planning benchmarks start from."""

from datetime import datetime

from bot.records.database import Database, connect, migrate, stamp

TEAMS_EACH = 10
MEMBERS = 6


def workspace(number: int) -> str:
    return f"T{number:05}"


def crowd(url: str, sizes: list[int], due: datetime) -> Database:
    """A migrated database: workspace `n` has `sizes[n]` teams, all due at this moment, each with a promise."""
    db = connect(url)
    migrate(db)
    with db.atomic():
        for number, size in enumerate(sizes):
            for team in range(size):
                _team(db, workspace(number), f"{number:05}{team:04}", due)
    return db


def _team(db: Database, place: str, name: str, due: datetime) -> None:
    key = {"id": f"team{name}", "name": name, "now": stamp(due)}
    db.execute(
        """
        INSERT INTO teams (id, workspace, channel, name, zone, checkin_day, checkin_time, checkin_every, country,
            days_off, next_checkin_on, next_checkin_at, next_checkin_why, created_by, created_at, confirmed_at)
        VALUES (:id, :place, :channel, :name, 'Europe/Berlin', :day, :time, '1w', '', '[]', :on, :now,
            '', 'U0', :now, :now)""",
        {
            **key,
            "place": place,
            "channel": f"C{name}",
            "day": due.weekday(),
            "time": f"{due:%H:%M}",
            "on": due.date().isoformat(),
        },
    )
    for member in range(MEMBERS):
        db.execute(
            """
            INSERT INTO members (team_id, user_id, side, role, joined_on)
            VALUES (:id, :user, 'marketing', 'member', :now)""",
            {"id": key["id"], "user": f"U{member}", "now": key["now"]},
        )
    db.execute(
        """
        INSERT INTO commitments
            (id, team_id, cue, action, owner, due_on, obstacle, state, reason, made_by, made_at, state_at)
        VALUES (:id, :id, 'the pilot starts', 'send IT the fields', 'U1', '2026-12-01', '', 'open', '', 'U1',
            :now, :now)""",
        {"id": key["id"], "now": key["now"]},
    )
