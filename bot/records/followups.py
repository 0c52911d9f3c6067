"""What is asked about a finished run weeks later, and what people answered."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.records.database import Database, Row, new_id, stamp

Told = list[tuple[int, dict[str, Any]]]  # the day asked, and one person's answers


def plan(db: Database, run: Row, name: str, day: int, due: datetime) -> None:
    """Once for each run, follow-up and day."""
    db.execute(
        """
        INSERT INTO followups (id, run_id, team_id, name, day, due_at) VALUES (:id, :run, :team, :name, :day, :due)
        ON CONFLICT (run_id, name, day) DO NOTHING""",
        {"id": new_id(), "run": run["id"], "team": run["team_id"], "name": name, "day": day, "due": stamp(due)},
    )


def get(db: Database, followup_id: str) -> Row:
    """With its run's playbook, form, starter and where the team is. KeyError when there is no such follow-up."""
    rows = db.query(
        """
        SELECT f.*, r.playbook, r.form, r.started_by, r.shared, r.subject, t.workspace, t.channel
        FROM followups f JOIN runs r ON r.id = f.run_id JOIN teams t ON t.id = f.team_id WHERE f.id = :id""",
        {"id": followup_id},
    )
    if not rows:
        raise KeyError(followup_id)
    return rows[0]


def due(db: Database, now: datetime, limit: int = 200) -> list[str]:
    """The ids of what is due in teams that can be reached, the longest waiting first."""
    rows = db.query(
        """
        SELECT f.id FROM followups f JOIN teams t ON t.id = f.team_id
        WHERE f.due_at <= :now AND f.asked_at IS NULL AND f.closed_at IS NULL AND t.paused_at IS NULL
        ORDER BY f.due_at, f.id LIMIT :limit""",
        {"now": stamp(now), "limit": limit},
    )
    return [row["id"] for row in rows]


def ask(db: Database, followup_id: str, now: datetime) -> bool:
    """False when another process has asked already."""
    asked = db.execute(
        "UPDATE followups SET asked_at = :now WHERE id = :id AND asked_at IS NULL AND closed_at IS NULL RETURNING id",
        {"id": followup_id, "now": stamp(now)},
    )
    return bool(asked)


def is_last(db: Database, followup: Row) -> bool:
    """Whether nothing of the same kind comes after it."""
    rows = db.query(
        "SELECT count(*) AS n FROM followups WHERE run_id = :run_id AND name = :name AND day > :day",
        {key: followup[key] for key in ("run_id", "name", "day")},
    )
    return not rows[0]["n"]


def answer(db: Database, followup_id: str, given: Mapping[str, Any], user: str, now: datetime) -> None:
    """What this person says; later words replace earlier ones."""
    with db.atomic():
        for question, value in given.items():
            db.execute(
                """
                INSERT INTO followup_answers (followup_id, question, user_id, value, answered_at)
                VALUES (:id, :question, :user, :value, :now)
                ON CONFLICT (followup_id, question, user_id) DO UPDATE SET
                    value = excluded.value, answered_at = excluded.answered_at""",
                {
                    "id": followup_id,
                    "question": question,
                    "user": user,
                    "value": json.dumps(value, ensure_ascii=False),
                    "now": stamp(now),
                },
            )


def answers(db: Database, followup_id: str) -> dict[str, dict[str, Any]]:
    """Person → question → answer, whoever spoke last at the end."""
    rows = db.query(
        "SELECT * FROM followup_answers WHERE followup_id = :id ORDER BY answered_at, user_id, question",
        {"id": followup_id},
    )
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        mine = found.pop(row["user_id"], {})
        found[row["user_id"]] = {**mine, row["question"]: json.loads(row["value"])}
    return found


def last_words(db: Database, run_id: str) -> dict[str, Any]:
    """Question → what was said last about this run."""
    rows = db.query(
        """
        SELECT a.question, a.value FROM followup_answers a JOIN followups f ON f.id = a.followup_id
        WHERE f.run_id = :run AND a.value <> 'null' ORDER BY f.day, a.answered_at, a.user_id""",
        {"run": run_id},
    )
    return {row["question"]: json.loads(row["value"]) for row in rows}


def unanswered(db: Database, workspace: str, user: str, since: datetime) -> list[Row]:
    """What was asked since then of this person alone, about a result they kept to themselves, and not answered yet."""
    return db.query(
        """
        SELECT f.* FROM followups f JOIN runs r ON r.id = f.run_id JOIN teams t ON t.id = f.team_id
        WHERE r.shared = 'me' AND r.started_by = :user AND t.workspace = :workspace
            AND f.asked_at > :since AND f.closed_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM followup_answers a WHERE a.followup_id = f.id)
        ORDER BY f.asked_at, f.id""",
        {"workspace": workspace, "user": user, "since": stamp(since)},
    )


def close_rest(db: Database, followup: Row, why: str, now: datetime) -> None:
    """Ask no more about this run: what was decided ends it."""
    db.execute(
        """
        UPDATE followups SET closed_at = :now, closed_why = :why
        WHERE run_id = :run AND name = :name AND asked_at IS NULL AND closed_at IS NULL""",
        {"run": followup["run_id"], "name": followup["name"], "why": why, "now": stamp(now)},
    )


def came_to(db: Database, team_id: str, playbook: str, name: str, estimate: str) -> list[tuple[float, Told]]:
    """(estimate, what each person said whenever they were asked, the latest first) of every run that has both."""
    rows = db.query(
        """
        SELECT r.id, f.day, a.user_id, e.value AS estimate, a.question, a.value
        FROM runs r JOIN answers e ON e.run_id = r.id AND e.question = :estimate AND e.item = ''
            JOIN followups f ON f.run_id = r.id AND f.name = :name JOIN followup_answers a ON a.followup_id = f.id
        WHERE r.team_id = :team AND r.playbook = :playbook AND e.value <> 'null'
        ORDER BY r.finished_at, r.id, f.day DESC, a.user_id""",
        {"team": team_id, "playbook": playbook, "name": name, "estimate": estimate},
    )
    found: dict[str, tuple[Any, dict[tuple[int, str], dict[str, Any]]]] = {}
    for row in rows:
        _, told = found.setdefault(row["id"], (json.loads(row["estimate"]), {}))
        told.setdefault((row["day"], row["user_id"]), {})[row["question"]] = json.loads(row["value"])
    return [
        (estimated, [(day, mine) for (day, _), mine in told.items()])
        for estimated, told in found.values()
        if isinstance(estimated, int)
    ]
