"""Waves: open until they are closed, once and for good; and whom they ask, never whether somebody has answered.

What people answer is in `bot.records.sealed_answers` until the close, then nowhere.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from bot.errors import MissingError
from bot.model.reminders import ReminderKind, ReminderState
from bot.model.teams import Side
from bot.model.waves import NewWave, Respondent, RespondentState, WaitingWave, Wave, WaveMode, WaveState
from bot.records.database import Database, Row, new_id, stamp

WITH_TEAM = """
    SELECT w.*, t.name AS team, t.workspace, t.channel, t.zone, t.created_by
    FROM waves w JOIN teams t ON t.id = w.team_id"""
_OPEN = f"state = '{WaveState.OPEN}'"
_INVITED = f"""r.ref = w.id AND r.user_id = p.user_id AND r.kind = '{ReminderKind.WAVE}'
                AND r.state IN ('{ReminderState.PLANNED}', '{ReminderState.SENT}')"""
LOOKED_BACK = 60  # waves of a team in which an earlier one is looked for: five rounds of twelve factors a week
LISTED = 100  # waves of a team in which the last of each playbook is looked for
AT_ONCE = 200  # that are closed or looked at in one go


def create(db: Database, team_id: str, new: NewWave, *, by: str, on: date, look_at: datetime, press: str) -> str | None:
    """Open a wave and return its id; None when the team has one of this playbook open, or it was asked again before."""
    asked = {"asks": new.asks, "factors": json.dumps(new.factors), "sides": json.dumps(new.sides)}
    which = {"team": team_id, "playbook": new.playbook, "mode": new.mode, "repeats": new.repeats}
    ends = {"last": new.last_on.isoformat(), "closes": stamp(new.closes_at), "look": stamp(look_at)}
    launched = {"by": by, "on": on.isoformat(), "press": press, "threshold": new.threshold}
    made = db.execute(
        f"""
        INSERT INTO waves (id, team_id, playbook, mode, repeats, asks, factors, sides, threshold, launched_by,
            launched_on, launch_press, last_on, closes_at, state, look_at)
        VALUES (:id, :team, :playbook, :mode, :repeats, :asks, :factors, :sides, :threshold, :by,
            :on, :press, :last, :closes, '{WaveState.OPEN}', :look)
        ON CONFLICT DO NOTHING RETURNING id""",
        {"id": new_id(), **which, **asked, **ends, **launched},
    )
    return str(made[0]["id"]) if made else None


def add_respondents(db: Database, wave_id: str, sides: Mapping[str, Side]) -> None:
    """Settle whom a wave asks: user → side."""
    # In the order of their ids, which tells nothing.
    for user, side in sorted(sides.items()):
        db.execute(
            f"""
            INSERT INTO respondents (wave_id, user_id, side, state)
            VALUES (:wave, :user, :side, '{RespondentState.ASKED}')""",
            {"wave": wave_id, "user": user, "side": side},
        )


def get(db: Database, wave_id: str) -> Wave:
    """Return the wave. KeyError when there is none."""
    rows = db.query(f"{WITH_TEAM} WHERE w.id = :id", {"id": wave_id})
    if not rows:
        raise MissingError(wave_id)
    return Wave.from_row(rows[0])


def lock_row(db: Database, wave_id: str) -> Wave:
    """Lock it, and return it: until the transaction ends nobody else closes it or answers."""
    # An UPDATE that changes nothing: SQLite has no SELECT … FOR UPDATE.
    db.execute("UPDATE waves SET state = state WHERE id = :id", {"id": wave_id})
    return get(db, wave_id)


def find_open(db: Database, team_id: str, playbook: str) -> Wave | None:
    """Return the one of this playbook that a team has open."""
    rows = db.query(
        f"{WITH_TEAM} WHERE w.team_id = :team AND w.playbook = :playbook AND w.{_OPEN}", _of(team_id, playbook)
    )
    return _first(rows)


def find_by_press(db: Database, team_id: str, press: str) -> Wave | None:
    """Return the one that this very press has launched."""
    rows = db.query(
        f"{WITH_TEAM} WHERE w.team_id = :team AND w.launch_press = :press", {"team": team_id, "press": press}
    )
    return _first(rows) if press else None


def list_closed(db: Database, team_id: str, playbook: str, limit: int = 2) -> list[Wave]:
    """Return a team's last closed ones of a playbook, the newest first."""
    rows = db.query(
        f"""{WITH_TEAM} WHERE w.team_id = :team AND w.playbook = :playbook AND w.state = '{WaveState.CLOSED}'
        ORDER BY w.closed_on DESC, w.closes_at DESC, w.id LIMIT :limit""",
        {**_of(team_id, playbook), "limit": limit},
    )
    return [Wave.from_row(row) for row in rows]


def list_of_team(db: Database, team_id: str) -> list[Wave]:
    """Return a team's last ones, what is open before what has closed, the newest first."""
    rows = db.query(
        f"""{WITH_TEAM} WHERE w.team_id = :team
        ORDER BY CASE WHEN w.closed_on IS NULL THEN 0 ELSE 1 END, w.closed_on DESC, w.closes_at DESC, w.id
        LIMIT {LISTED}""",
        {"team": team_id},
    )
    return [Wave.from_row(row) for row in rows]


def list_before(db: Database, wave: Wave) -> list[Wave]:
    """Return the ones of the same team and playbook that asked all of it and had closed before this one began, the
    newest first.
    """
    earlier = list_closed(db, wave.team_id, wave.playbook, LOOKED_BACK)
    whole = [each for each in earlier if each.asks_all and each.id != wave.id]
    return [each for each in whole if each.closed_on and each.closed_on <= wave.launched_on]


def close(
    db: Database,
    wave_id: str,
    on: date,
    publication: str,
    headline: str,
    texts: Sequence[str],
    again_at: datetime | None,
) -> bool:
    """Close it with what it shows from now on, in a transaction that has locked it. False when it was closed."""
    closed = db.execute(
        f"""
        UPDATE waves SET state = '{WaveState.CLOSED}', closed_on = :on, publication = :publication, texts = :texts,
            headline = :headline, missing = '{{}}', look_at = NULL, again_at = :again
        WHERE id = :id AND {_OPEN} RETURNING id""",
        {
            "id": wave_id,
            "on": on.isoformat(),
            "publication": publication,
            "headline": headline,
            "texts": json.dumps(list(texts)),
            "again": stamp(again_at) if again_at else None,
        },
    )
    return bool(closed)


def list_due_to_close(db: Database, now: datetime) -> list[Wave]:
    """List open ones whose time is over, AT_ONCE at most, the longest waiting first."""
    rows = db.query(
        f"{WITH_TEAM} WHERE w.{_OPEN} AND w.closes_at <= :now ORDER BY w.closes_at, w.id LIMIT {AT_ONCE}",
        {"now": stamp(now)},
    )
    return [Wave.from_row(row) for row in rows]


def list_due_to_look(db: Database, now: datetime) -> list[Wave]:
    """List open ones whose post is to be looked at anew by now, AT_ONCE at most; what is due to close is closed."""
    rows = db.query(
        f"{WITH_TEAM} WHERE w.look_at <= :now AND w.closes_at > :now ORDER BY w.look_at, w.id LIMIT {AT_ONCE}",
        {"now": stamp(now)},
    )
    return [Wave.from_row(row) for row in rows]


def show_missing(db: Database, wave: Wave, missing: Mapping[Side, int], look_at: datetime) -> bool:
    """Have its post say from now on how many answers each side needs, and look at it again at that moment.

    False when somebody has looked since.
    """
    shown = db.execute(
        """
        UPDATE waves SET missing = :missing, look_at = :next WHERE id = :id AND look_at = :look RETURNING id""",
        {
            "id": wave.id,
            "missing": json.dumps(dict(missing)),
            "next": stamp(look_at),
            "look": stamp(wave.look_at) if wave.look_at else None,
        },
    )
    return bool(shown)


def list_respondents(db: Database, wave_id: str) -> list[Respondent]:
    """Return everybody whom a wave asks, those who have left it included, by their ids."""
    rows = db.query(
        "SELECT user_id, side, state FROM respondents WHERE wave_id = :wave ORDER BY user_id", {"wave": wave_id}
    )
    return [Respondent.from_row(row) for row in rows]


def find_respondent(db: Database, wave_id: str, user: str) -> Respondent | None:
    """Return this person as the wave asks them; None for somebody who is not asked."""
    rows = db.query(
        "SELECT user_id, side, state FROM respondents WHERE wave_id = :wave AND user_id = :user",
        {"wave": wave_id, "user": user},
    )
    return Respondent.from_row(rows[0]) if rows else None


def set_state(db: Database, wave_id: str, user: str, state: RespondentState) -> bool:
    """Record that somebody leaves a wave, or comes back. False where it is so already."""
    changed = db.execute(
        """
        UPDATE respondents SET state = :state WHERE wave_id = :wave AND user_id = :user AND state <> :state
        RETURNING user_id""",
        {"wave": wave_id, "user": user, "state": state},
    )
    return bool(changed)


def list_days(db: Database, team_id: str) -> dict[str, date | None]:
    """Return playbook → the day on which the team's last wave of it has closed, of those that ask one factor again
    apart; None while one is open.
    """
    rows = db.query(
        f"""
        SELECT playbook, state, closed_on FROM waves WHERE team_id = :team AND mode <> '{WaveMode.AGAIN}'
        ORDER BY closed_on""",
        {"team": team_id},
    )
    closed = {row["playbook"]: date.fromisoformat(row["closed_on"]) for row in rows if row["closed_on"]}
    return {**closed, **{row["playbook"]: None for row in rows if row["state"] == WaveState.OPEN}}


def list_open(db: Database, workspace: str, user: str) -> list[Wave]:
    """Return the open waves that ask a person who has not left them, what closes first before the others."""
    rows = db.query(
        f"""{WITH_TEAM} JOIN respondents p ON p.wave_id = w.id AND p.user_id = :user
        WHERE p.state = '{RespondentState.ASKED}' AND t.workspace = :workspace AND w.{_OPEN}
            AND NOT EXISTS (SELECT 1 FROM leavers l WHERE l.team_id = t.id AND l.user_id = p.user_id)
        ORDER BY w.closes_at, w.id""",
        {"workspace": workspace, "user": user},
    )
    return [Wave.from_row(row) for row in rows]


def list_news(db: Database, workspace: str, user: str, since: date) -> list[Wave]:
    """Return the waves of a person's teams that have closed since that day, the newest first."""
    rows = db.query(
        f"""{WITH_TEAM} JOIN members m ON m.team_id = w.team_id AND m.user_id = :user
        WHERE t.workspace = :workspace AND w.closed_on >= :since ORDER BY w.closed_on DESC, w.id""",
        {"workspace": workspace, "user": user, "since": since.isoformat()},
    )
    return [Wave.from_row(row) for row in rows]


def list_waiting(db: Database, workspace: str, user: str) -> list[WaitingWave]:
    """Return the open waves that ask a person who has not left them, whether they have answered or not."""
    rows = db.query(
        f"""
        SELECT w.id, w.team_id, w.launched_on, w.closes_at, t.paused_at,
            (SELECT count(*) FROM reminders r WHERE {_INVITED}) AS invited,
            (SELECT max(r.at) FROM reminders r WHERE {_INVITED}) AS invited_at
        FROM respondents p JOIN waves w ON w.id = p.wave_id JOIN teams t ON t.id = w.team_id
        WHERE p.user_id = :user AND p.state = '{RespondentState.ASKED}' AND t.workspace = :workspace AND w.{_OPEN}
            AND NOT EXISTS (SELECT 1 FROM leavers l WHERE l.team_id = t.id AND l.user_id = p.user_id)
        ORDER BY w.closes_at, w.id""",
        {"workspace": workspace, "user": user},
    )
    return [WaitingWave.from_row(row) for row in rows]


def _of(team_id: str, playbook: str) -> dict[str, object]:
    return {"team": team_id, "playbook": playbook}


def _first(rows: Sequence[Row]) -> Wave | None:
    return Wave.from_row(rows[0]) if rows else None
