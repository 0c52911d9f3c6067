"""What somebody may find again in their teams: finished runs, commitments, closed waves, and answers by their words."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.model.findings import Finding
from bot.model.outbox import Kind
from bot.model.runs import Visibility
from bot.model.teams import Side
from bot.records.bulk_values import list_values
from bot.records.commitment_sql import IN_WORKSPACE
from bot.records.database import Database

ANSWERS = 5000  # answers that are read, those with most of the words first, then the newest
SAME_DAY = "T10:30:00.000Z"  # a moment that is the same day from Hawaii to New Zealand: waves have no finer time
Place = tuple[str, str]  # channel and ts

# What a person may see of their teams' runs: the team's, and their own. Scores belong to the list that they are of.
_MAY_SEE = f"""
    r.finished_at IS NOT NULL AND r.list_id IS NULL
    AND (r.visibility = '{Visibility.CHANNEL}' OR (r.visibility = '{Visibility.ME}' AND r.started_by = :user))"""
_MINE = "JOIN teams t ON t.id = {}.team_id JOIN members m ON m.team_id = t.id AND m.user_id = :user"

# A version that another one replaces is history, as far as this person may see the other one.
_LISTED = f"""
    SELECT 'run' AS kind, r.id, t.id AS team_id, t.name AS team, t.zone, r.finished_at AS at, r.subject,
        coalesce(r.headline, '') AS line, r.started_by AS owner, NULL AS run_id, r.playbook, r.variant, r.visibility,
        r.agreed_at, NULL AS state, NULL AS state_at, NULL AS due_on
    FROM runs r {_MINE.format("r")}
    WHERE {IN_WORKSPACE} AND {_MAY_SEE}
        AND NOT EXISTS (SELECT 1 FROM runs n WHERE n.replaces = r.id AND {_MAY_SEE.replace("r.", "n.")})
    UNION ALL
    SELECT 'commitment', c.id, t.id, t.name, t.zone, c.made_at, c.action, c.cue, c.owner, c.run_id, NULL, NULL, NULL,
        NULL, c.state, c.state_at, c.due_on
    FROM commitments c {_MINE.format("c")}
    WHERE {IN_WORKSPACE}
    UNION ALL
    SELECT 'wave', w.id, t.id, t.name, t.zone, w.closed_on || '{SAME_DAY}', '', w.headline, w.launched_by, NULL,
        w.playbook, NULL, NULL, NULL, NULL, NULL, NULL
    FROM waves w {_MINE.format("w")}
    WHERE {IN_WORKSPACE} AND w.closed_on IS NOT NULL"""


def list_newest(db: Database, workspace: str, user: str, *, skip: int, most: int) -> list[Finding]:
    """Return what this person may see of their teams, the newest first."""
    rows = db.query(
        f"SELECT * FROM ({_LISTED}) AS listed ORDER BY at DESC, id LIMIT :most OFFSET :skip",
        {"workspace": workspace, "user": user, "most": most, "skip": skip},
    )
    return [Finding.from_row(row) for row in rows]


def count(db: Database, workspace: str, user: str) -> int:
    """Return how many there are."""
    rows = db.query(f"SELECT count(*) AS n FROM ({_LISTED}) AS listed", {"workspace": workspace, "user": user})
    return int(rows[0]["n"])


def list_texts(db: Database, workspace: str, user: str) -> list[dict[str, Any]]:
    """Return id, playbook (None for a commitment), subject and line of all of it, the newest first."""
    return db.query(
        f"SELECT id, playbook, subject, line FROM ({_LISTED}) AS listed ORDER BY at DESC, id",
        {"workspace": workspace, "user": user},
    )


def list_waves(db: Database, workspace: str, user: str) -> list[dict[str, Any]]:
    """Return id, playbook, asks and publication (JSON) of the closed waves of their teams, the newest first."""
    return db.query(
        f"""
        SELECT w.id, w.playbook, w.asks, w.publication FROM waves w {_MINE.format("w")}
        WHERE {IN_WORKSPACE} AND w.closed_on IS NOT NULL ORDER BY w.closed_on DESC, w.id""",
        {"workspace": workspace, "user": user},
    )


def list_by_ids(db: Database, workspace: str, user: str, ids: Sequence[str]) -> list[Finding]:
    """Return those of these that this person may see, in the order given."""
    values, params = list_values(db, ((each,) for each in ids))
    if not values:
        return []
    rows = db.query(
        f"SELECT * FROM ({_LISTED}) AS listed WHERE id IN (SELECT column1 FROM ({values}) AS wanted)",
        {"workspace": workspace, "user": user, **params},
    )
    return sorted((Finding.from_row(row) for row in rows), key=lambda each: ids.index(each.id))


def list_answers(db: Database, workspace: str, user: str, terms: Sequence[str]) -> list[dict[str, Any]]:
    """Return run_id and value (JSON) of the answers that may have one of these terms, later ones about it included.

    What they really have the caller has to read: a letter beyond ASCII stands for any.
    """
    likes = " OR ".join(f"lower(a.value) LIKE :t{number}" for number in range(len(terms)))
    fits = " + ".join(f"CASE WHEN lower(a.value) LIKE :t{number} THEN 1 ELSE 0 END" for number in range(len(terms)))
    params = {f"t{number}": f"%{_coarse(term)}%" for number, term in enumerate(terms)}
    return db.query(
        f"""
        SELECT r.id AS run_id, a.value, r.finished_at AS at, {fits} AS fits
        FROM answers a JOIN runs r ON r.id = a.run_id {_MINE.format("r")}
        WHERE {IN_WORKSPACE} AND {_MAY_SEE} AND ({likes})
        UNION ALL
        SELECT r.id, a.value, r.finished_at, {fits}
        FROM followup_answers a JOIN followups f ON f.id = a.followup_id JOIN runs r ON r.id = f.run_id
            {_MINE.format("r")}
        WHERE {IN_WORKSPACE} AND {_MAY_SEE} AND ({likes})
        ORDER BY fits DESC, at DESC LIMIT :most""",
        {"workspace": workspace, "user": user, "most": ANSWERS, **params},
    )


def _coarse(term: str) -> str:
    # SQLite's lower() knows no letters but A to Z. A term is letters and digits: nothing in it means anything to LIKE.
    return "".join(letter if letter.isascii() else "_" for letter in term)


def list_origins(db: Database, ids: Sequence[str]) -> list[tuple[str, str]]:
    """Return (id, run) of every run that one of these replaces, at once or by others, and of itself: what says it now
    is the message of one of them.
    """
    values, params = list_values(db, ((each,) for each in ids))
    if not values:
        return []
    rows = db.query(
        f"""
        WITH RECURSIVE origins (id, origin) AS (
            SELECT id, id FROM runs WHERE id IN (SELECT column1 FROM ({values}) AS wanted)
            UNION ALL
            SELECT o.id, r.replaces FROM origins o JOIN runs r ON r.id = o.origin WHERE r.replaces IS NOT NULL)
        SELECT id, origin FROM origins""",
        params,
    )
    return [(row["id"], row["origin"]) for row in rows]


def list_posts(db: Database, refs: Sequence[str]) -> dict[str, Place]:
    """Return where the newest message about each of these runs and commitments stands."""
    values, params = list_values(db, ((each,) for each in refs))
    if not values:
        return {}
    kinds = ", ".join(f"'{kind}'" for kind in (Kind.RESULT, Kind.DOCUMENT, Kind.COMMITMENT, Kind.WAVE_RESULT))
    rows = db.query(
        f"""
        SELECT ref, sent_channel, sent_ts FROM (
            SELECT kind, ref, sent_channel, sent_ts FROM outbox WHERE op = 'post' AND state = 'sent'
            UNION ALL SELECT kind, ref, sent_channel, sent_ts FROM posts) AS posted
        WHERE kind IN ({kinds}) AND ref IN (SELECT column1 FROM ({values}) AS wanted)
        ORDER BY sent_ts""",
        params,
    )
    return {row["ref"]: (row["sent_channel"], row["sent_ts"]) for row in rows if row["sent_ts"]}


def list_approvals(db: Database, run_ids: Sequence[str]) -> list[tuple[str, Side, bool]]:
    """Return (run, side, whether it was given) of every approval that these runs require."""
    values, params = list_values(db, ((each,) for each in run_ids))
    if not values:
        return []
    rows = db.query(
        f"""
        SELECT run_id, side, approved_at FROM required_approvals
        WHERE run_id IN (SELECT column1 FROM ({values}) AS wanted) ORDER BY run_id, side""",
        params,
    )
    return [(row["run_id"], Side(row["side"]), row["approved_at"] is not None) for row in rows]


def list_decisions(db: Database, run_ids: Sequence[str]) -> list[dict[str, Any]]:
    """Return run_id, day, user_id, question, value (JSON) and answered_at of later answers, the latest last."""
    values, params = list_values(db, ((each,) for each in run_ids))
    if not values:
        return []
    return db.query(
        f"""
        SELECT f.run_id, f.day, a.user_id, a.question, a.value, a.answered_at
        FROM followups f JOIN followup_answers a ON a.followup_id = f.id
        WHERE f.run_id IN (SELECT column1 FROM ({values}) AS wanted) AND a.value <> 'null'
        ORDER BY f.day, a.answered_at, a.user_id""",
        params,
    )


def list_last_days(db: Database, run_ids: Sequence[str]) -> Sequence[Mapping[str, Any]]:
    """Return `run_id`, `name`, `began_at`, `due_at` of the last day on which each of these is to be asked about; it
    began when its result was first posted.
    """
    values, params = list_values(db, ((each,) for each in run_ids))
    if not values:
        return []
    return db.query(
        f"""
        SELECT f.run_id, f.name, coalesce(p.finished_at, r.finished_at) AS began_at, max(f.due_at) AS due_at
        FROM followups f JOIN runs r ON r.id = f.run_id LEFT JOIN runs p ON p.id = r.replaces
        WHERE f.run_id IN (SELECT column1 FROM ({values}) AS wanted) AND f.closed_at IS NULL
        GROUP BY f.run_id, f.name, coalesce(p.finished_at, r.finished_at) ORDER BY f.run_id, f.name""",
        params,
    )
