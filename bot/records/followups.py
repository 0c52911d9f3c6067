"""Follow-ups: questions about a finished run, weeks later, and people's answers to them."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.errors import MissingError
from bot.model.followups import Followup
from bot.model.runs import Run, Visibility
from bot.records.database import Database, new_id, stamp

PersonAnswers = dict[str, Any]  # question → answer
Replies = list[tuple[int, PersonAnswers]]  # the day asked, and one person's answers

_COLUMNS = """
    SELECT f.*, r.playbook, r.variant, r.started_by, r.visibility, r.subject, coalesce(r.replaces, r.id) AS posted_as,
        t.workspace, t.channel"""
_WITH_RUN = f"""{_COLUMNS}
    FROM followups f JOIN runs r ON r.id = f.run_id JOIN teams t ON t.id = f.team_id"""


def plan(db: Database, run: Run, name: str, day: int, due: datetime) -> None:
    """Plan it, once for each run, follow-up and day."""
    db.execute(
        """
        INSERT INTO followups (id, run_id, team_id, name, day, due_at) VALUES (:id, :run, :team, :name, :day, :due)
        ON CONFLICT (run_id, name, day) DO NOTHING""",
        {"id": new_id(), "run": run.id, "team": run.team_id, "name": name, "day": day, "due": stamp(due)},
    )


def get(db: Database, followup_id: str) -> Followup:
    """Return it. KeyError when there is no such follow-up."""
    rows = db.query(f"{_WITH_RUN} WHERE f.id = :id", {"id": followup_id})
    if not rows:
        raise MissingError(followup_id)
    return Followup.from_row(rows[0])


def lock_row(db: Database, followup_id: str) -> None:
    """Lock it: until the transaction ends nobody else answers. Read it after this, not before."""
    # An UPDATE that changes nothing: SQLite has no SELECT … FOR UPDATE.
    db.execute("UPDATE followups SET day = day WHERE id = :id", {"id": followup_id})


def list_due(db: Database, now: datetime) -> list[str]:
    """Return the ids of what is due in teams that can be reached, 200 at most, the longest waiting first."""
    rows = db.query(
        """
        SELECT f.id FROM followups f JOIN teams t ON t.id = f.team_id
        WHERE f.due_at <= :now AND f.asked_at IS NULL AND f.closed_at IS NULL AND t.paused_at IS NULL
        ORDER BY f.due_at, f.id LIMIT 200""",
        {"now": stamp(now)},
    )
    return [row["id"] for row in rows]


def mark_asked(db: Database, followup_id: str, now: datetime) -> bool:
    """Record that it is asked. Return False when another process has asked already."""
    asked = db.execute(
        "UPDATE followups SET asked_at = :now WHERE id = :id AND asked_at IS NULL AND closed_at IS NULL RETURNING id",
        {"id": followup_id, "now": stamp(now)},
    )
    return bool(asked)


def is_last(db: Database, followup: Followup) -> bool:
    """Return True when nothing of the same kind comes after it."""
    rows = db.query(
        "SELECT count(*) AS n FROM followups WHERE run_id = :run AND name = :name AND day > :day",
        {"run": followup.run_id, "name": followup.name, "day": followup.day},
    )
    return not rows[0]["n"]


def save_answers(db: Database, followup_id: str, given: Mapping[str, Any], user: str, now: datetime) -> None:
    """Record what this person says; later words replace earlier ones."""
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


def get_answers(db: Database, followup_id: str) -> dict[str, PersonAnswers]:
    """Return person → question → answer, whoever spoke last at the end."""
    rows = db.query(
        "SELECT * FROM followup_answers WHERE followup_id = :id ORDER BY answered_at, user_id, question",
        {"id": followup_id},
    )
    answers: dict[str, PersonAnswers] = {}
    # Taken out and put in again: a dict keeps a key that is only overwritten at its old place.
    for row in rows:
        mine = answers.pop(row["user_id"], {})
        answers[row["user_id"]] = {**mine, row["question"]: json.loads(row["value"])}
    return answers


def get_last_answers(db: Database, run_id: str) -> PersonAnswers:
    """Return question → what was said last about this run."""
    # 'null' is a field that was left empty, as JSON. What comes later in this order overwrites the earlier.
    rows = db.query(
        """
        SELECT a.question, a.value FROM followup_answers a JOIN followups f ON f.id = a.followup_id
        WHERE f.run_id = :run AND a.value <> 'null' ORDER BY f.day, a.answered_at, a.user_id""",
        {"run": run_id},
    )
    return {row["question"]: json.loads(row["value"]) for row in rows}


def list_unanswered(db: Database, workspace: str, user: str, since: datetime) -> list[Followup]:
    """Return what was asked since then of this person alone, about a result of theirs, and is not answered yet."""
    # CROSS JOIN, here and in the next: SQLite begins with what is the person's, not with the workspace's teams.
    rows = db.query(
        f"""{_COLUMNS}
        FROM runs r CROSS JOIN followups f CROSS JOIN teams t
        WHERE r.visibility = '{Visibility.ME}' AND r.started_by = :user AND f.run_id = r.id AND t.id = f.team_id
            AND t.workspace = :workspace
            AND f.asked_at > :since AND f.closed_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM leavers l WHERE l.team_id = f.team_id AND l.user_id = :user)
            AND NOT EXISTS (SELECT 1 FROM followup_answers a WHERE a.followup_id = f.id)
        ORDER BY f.asked_at, f.id""",
        {"workspace": workspace, "user": user, "since": stamp(since)},
    )
    return [Followup.from_row(row) for row in rows]


def list_public(db: Database, workspace: str, user: str, since: datetime) -> list[Followup]:
    """Return what was asked since then in the channels of this person's teams, and they have not answered."""
    rows = db.query(
        f"""{_COLUMNS}
        FROM members m CROSS JOIN followups f CROSS JOIN runs r CROSS JOIN teams t
        WHERE m.user_id = :user AND f.team_id = m.team_id AND r.id = f.run_id AND t.id = f.team_id
            AND r.visibility = '{Visibility.CHANNEL}' AND t.workspace = :workspace AND t.paused_at IS NULL
            AND f.asked_at > :since AND f.closed_at IS NULL
            AND NOT EXISTS (SELECT 1 FROM followup_answers a WHERE a.followup_id = f.id AND a.user_id = :user)
        ORDER BY f.asked_at, f.id""",
        {"workspace": workspace, "user": user, "since": stamp(since)},
    )
    return [Followup.from_row(row) for row in rows]


def close_rest(db: Database, followup: Followup, now: datetime) -> None:
    """Ask no more about this run, because an answer has ended it."""
    db.execute(
        """
        UPDATE followups SET closed_at = :now, closed_why = 'ended by an answer'
        WHERE run_id = :run AND name = :name AND asked_at IS NULL AND closed_at IS NULL""",
        {"run": followup.run_id, "name": followup.name, "now": stamp(now)},
    )


def move(db: Database, run_id: str, to: str) -> None:
    """Let what was asked about a run be about the one that says its result now; what was not asked yet is forgotten, to
    be planned anew.
    """
    db.execute("DELETE FROM followups WHERE run_id = :run AND asked_at IS NULL", {"run": run_id})
    db.execute("UPDATE followups SET run_id = :to WHERE run_id = :run", {"run": run_id, "to": to})


def close_all(db: Database, run_id: str, now: datetime, why: str) -> None:
    """Ask no more about this run, in any follow-up."""
    db.execute(
        "UPDATE followups SET closed_at = :now, closed_why = :why WHERE run_id = :run AND closed_at IS NULL",
        {"run": run_id, "now": stamp(now), "why": why},
    )


def list_estimates(db: Database, team_id: str, playbook: str, name: str, estimate: str) -> list[tuple[float, Replies]]:
    """Return (estimate, what people said whenever they were asked, the latest first) of every run that has both."""
    rows = db.query(
        """
        SELECT r.id, f.day, a.user_id, e.value AS estimate, a.question, a.value
        FROM runs r JOIN answers e ON e.run_id = r.id AND e.question = :estimate AND e.item = ''
            JOIN followups f ON f.run_id = r.id AND f.name = :name JOIN followup_answers a ON a.followup_id = f.id
        WHERE r.team_id = :team AND r.playbook = :playbook AND e.value <> 'null'
        ORDER BY r.finished_at, r.id, f.day DESC, a.user_id""",
        {"team": team_id, "playbook": playbook, "name": name, "estimate": estimate},
    )
    runs: dict[str, tuple[Any, dict[tuple[int, str], PersonAnswers]]] = {}
    for row in rows:
        _, replies = runs.setdefault(row["id"], (json.loads(row["estimate"]), {}))
        replies.setdefault((row["day"], row["user_id"]), {})[row["question"]] = json.loads(row["value"])
    return [
        (estimated, [(day, given) for (day, _), given in replies.items()])
        for estimated, replies in runs.values()
        if isinstance(estimated, int)
    ]
