"""Runs (a team going through a playbook) and their answers. Which page comes next is computed, never kept."""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

from bot.records.database import Database, Row, new_id, stamp

Answers = dict[tuple[str, str], Any]  # (question name, item key or "") → value


def draft(db: Database, team_id: str, user: str, playbook: str) -> Row | None:
    """The run of their own that this person left unfinished, if any."""
    rows = db.query(
        """
        SELECT * FROM runs
        WHERE team_id = :team AND started_by = :user AND playbook = :playbook AND form = '' AND finished_at IS NULL
        ORDER BY started_at DESC, id LIMIT 1""",
        {"team": team_id, "user": user, "playbook": playbook},
    )
    return rows[0] if rows else None


def start(
    db: Database, *, team_id: str, playbook: str, version: str, user: str, now: datetime, replaces: str | None = None
) -> str:
    """The id of a new run; it remembers the version of the playbook it was started with, and what it replaces."""
    run = {
        "id": new_id(),
        "team": team_id,
        "playbook": playbook,
        "version": version,
        "user": user,
        "now": stamp(now),
        "replaces": replaces,
    }
    db.execute(
        """
        INSERT INTO runs (id, team_id, playbook, version, started_by, started_at, replaces)
        VALUES (:id, :team, :playbook, :version, :user, :now, :replaces)""",
        run,
    )
    return str(run["id"])


def shared(db: Database, team_id: str, playbook: str, form: str) -> Row | None:
    """The unfinished run of this form that belongs to the whole team, if any."""
    rows = db.query(
        "SELECT * FROM runs WHERE team_id = :team AND playbook = :playbook AND form = :form AND finished_at IS NULL",
        {"team": team_id, "playbook": playbook, "form": form},
    )
    return rows[0] if rows else None


def share(
    db: Database, *, team_id: str, playbook: str, form: str, version: str, user: str, now: datetime
) -> tuple[Row, bool]:
    """The team's one unfinished run of this form, and whether it was started just now: two at once start one."""
    started = db.execute(
        """
        INSERT INTO runs (id, team_id, playbook, form, version, started_by, started_at)
        VALUES (:id, :team, :playbook, :form, :version, :user, :now)
        ON CONFLICT (team_id, playbook, form) 
            WHERE finished_at IS NULL AND form <> '' AND parent IS NULL DO NOTHING RETURNING id""",
        {
            "id": new_id(),
            "team": team_id,
            "playbook": playbook,
            "form": form,
            "version": version,
            "user": user,
            "now": stamp(now),
        },
    )
    run = shared(db, team_id, playbook, form)
    assert run is not None
    return run, bool(started)


def authors(db: Database, run_id: str) -> dict[tuple[str, str], str]:
    """Who has given each answer."""
    rows = db.query(
        "SELECT question, item, answered_by FROM answers WHERE run_id = :run AND value <> 'null' ORDER BY answered_at",
        {"run": run_id},
    )
    return {(row["question"], row["item"]): row["answered_by"] for row in rows}


def get(db: Database, run_id: str) -> Row:
    """The run with its team's workspace and channel. KeyError when there is no such run."""
    rows = db.query(
        "SELECT r.*, t.workspace, t.channel FROM runs r JOIN teams t ON t.id = r.team_id WHERE r.id = :id",
        {"id": run_id},
    )
    if not rows:
        raise KeyError(run_id)
    return rows[0]


def answers(db: Database, run_id: str) -> Answers:
    """With those of the run it belongs to, if any: who scores a list sees what was said about it."""
    rows = db.query(
        """
        SELECT question, item, value FROM answers
        WHERE run_id = :run OR run_id = (SELECT parent FROM runs WHERE id = :run)
        ORDER BY CASE WHEN run_id = :run THEN 1 ELSE 0 END""",
        {"run": run_id},
    )
    return {(row["question"], row["item"]): json.loads(row["value"]) for row in rows}


def save(db: Database, run_id: str, given: Mapping[tuple[str, str], Any], user: str, now: datetime) -> None:
    """Write these answers over earlier ones, in one statement."""
    if not given:
        return
    params: dict[str, object] = {"run": run_id, "user": user, "now": stamp(now)}
    for number, ((question, item), value) in enumerate(given.items()):
        params |= {f"q{number}": question, f"i{number}": item, f"v{number}": json.dumps(value, ensure_ascii=False)}
    db.execute(_save(len(given)), params)


@cache
def _save(rows: int) -> str:
    values = ", ".join(f"(:run, :q{n}, :i{n}, :v{n}, :user, :now)" for n in range(rows))
    return f"""
        INSERT INTO answers (run_id, question, item, value, answered_by, answered_at) VALUES {values}
        ON CONFLICT (run_id, question, item) DO UPDATE SET
            value = excluded.value, answered_by = excluded.answered_by, answered_at = excluded.answered_at"""


def copy(db: Database, source: str, target: str) -> None:
    """Give a new run the answers of an earlier one, to be looked at again."""
    db.execute(
        """
        INSERT INTO answers (run_id, question, item, value, answered_by, answered_at)
        SELECT :target, question, item, value, answered_by, answered_at FROM answers WHERE run_id = :source""",
        {"source": source, "target": target},
    )


def forget(db: Database, run_id: str) -> None:
    """Throw a draft away, because the person asked to start over. A finished run stays."""
    with db.atomic():
        draft = db.query("SELECT id FROM runs WHERE id = :id AND finished_at IS NULL", {"id": run_id})
        if draft:
            db.execute("DELETE FROM answers WHERE run_id = :id", {"id": run_id})
            db.execute("DELETE FROM runs WHERE id = :id", {"id": run_id})


def finish(db: Database, run_id: str, *, version: str, subject: str, headline: str, shared: str, now: datetime) -> bool:
    """False when it was finished already: a submission that arrives twice finishes once.

    `version` is the playbook's by now: a draft may be older than the file that its result comes from.
    """
    finished = db.execute(
        """
        UPDATE runs SET finished_at = :now, version = :version, subject = :subject, headline = :headline,
            shared = :shared
        WHERE id = :id AND finished_at IS NULL RETURNING id""",
        {
            "id": run_id,
            "version": version,
            "subject": subject,
            "headline": headline,
            "shared": shared,
            "now": stamp(now),
        },
    )
    return bool(finished)


def about(db: Database, team_id: str, playbook: str, subject: str) -> Row | None:
    """The run about this subject that the team finished and shared last, whatever its case; None without one."""
    rows = db.query(
        """
        SELECT * FROM runs
        WHERE team_id = :team AND playbook = :playbook AND finished_at IS NOT NULL AND shared = 'channel'
            AND parent IS NULL AND lower(trim(subject)) = lower(trim(:subject))
        ORDER BY finished_at DESC, id LIMIT 1""",
        {"team": team_id, "playbook": playbook, "subject": subject},
    )
    return rows[0] if rows else None
