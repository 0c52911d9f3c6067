"""What may be told of a check-in's taps once it has closed: one row, with nothing in it that belongs to one person.

The taps themselves are in `bot.records.sealed_answers` until then.
"""

import json
from datetime import datetime

from bot.model.checkins import Pulse, PulseTally
from bot.records.database import Database, stamp

_TALLY = """
    SELECT k.opened_at, p.answered, p.mean, p.sides FROM checkins k JOIN pulse_tallies p ON p.checkin_id = k.id"""


def keep_tally(db: Database, checkin_id: str, answered: int, pulse: Pulse | None) -> None:
    """Keep how many have tapped and the figure that may be shown, for good; None: there are too few for one."""
    sides = json.dumps(dict(pulse.sides) if pulse else {}, sort_keys=True)
    db.execute(
        """
        INSERT INTO pulse_tallies (checkin_id, answered, mean, sides) VALUES (:checkin, :answered, :mean, :sides)""",
        {"checkin": checkin_id, "answered": answered, "mean": pulse.mean if pulse else None, "sides": sides},
    )


def find_tally(db: Database, checkin_id: str) -> PulseTally | None:
    """Return it; None while taps count, however many there are."""
    rows = db.query(f"{_TALLY} WHERE k.id = :checkin", {"checkin": checkin_id})
    return PulseTally.from_row(rows[0]) if rows else None


def list_last(db: Database, team_id: str, limit: int, until: datetime | None = None) -> list[PulseTally]:
    """Return the tallies of a team's last check-ins, opened up to `until`, that have a figure, the newest first."""
    rows = db.query(
        f"""{_TALLY} WHERE k.team_id = :team AND p.mean IS NOT NULL AND k.opened_at <= :until
        ORDER BY k.opened_at DESC LIMIT :limit""",
        # "~" comes after every digit, and so after every moment.
        {"team": team_id, "limit": limit, "until": stamp(until) if until else "~"},
    )
    return [PulseTally.from_row(row) for row in rows]
