"""The answers of runs, one row each: what was said, by whom, about which item."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from bot.model.runs import Answers, Run
from bot.records.bulk_values import list_values
from bot.records.database import Database, stamp

_NOBODY = ""
GIVEN = f"answered_by <> '{_NOBODY}'"  # not what its run began with


def get(db: Database, run_id: str) -> Answers:
    """Return a run's answers, and those of the list that it scores, as it is now, since who scores sees that."""
    # The run's own come last, and overwrite the list's.
    rows = db.query(
        """
        SELECT question, item, value FROM answers
        WHERE run_id = :run OR run_id = (
            SELECT c.id FROM runs s JOIN runs c ON c.id = s.list_id OR c.replaces = s.list_id
            WHERE s.id = :run AND c.finished_at IS NOT NULL ORDER BY c.finished_at DESC, c.id LIMIT 1)
        ORDER BY CASE WHEN run_id = :run THEN 1 ELSE 0 END""",
        {"run": run_id},
    )
    return {(row["question"], row["item"]): json.loads(row["value"]) for row in rows}


def get_of_runs(db: Database, run_ids: Sequence[str]) -> dict[str, Answers]:
    """Return run → its own answers."""
    values, params = list_values(db, ((each,) for each in run_ids))
    if not values:
        return {}
    rows = db.query(
        f"""
        SELECT run_id, question, item, value FROM answers
        WHERE run_id IN (SELECT column1 FROM ({values}) AS wanted)""",
        params,
    )
    found: dict[str, dict[tuple[str, str], Any]] = {run_id: {} for run_id in run_ids}
    for row in rows:
        found[row["run_id"]][row["question"], row["item"]] = json.loads(row["value"])
    return {run_id: answers for run_id, answers in found.items()}


def list_named(db: Database, run_id: str) -> list[str]:
    """Return the members of a run's team whom its answers name."""
    rows = db.query(
        """
        SELECT DISTINCT m.user_id FROM runs r JOIN members m ON m.team_id = r.team_id
            JOIN answers a ON a.run_id = r.id AND a.value = '"' || m.user_id || '"'
        WHERE r.id = :run ORDER BY m.user_id""",
        {"run": run_id},
    )
    return [row["user_id"] for row in rows]


def get_authors(db: Database, run_id: str) -> dict[tuple[str, str], str]:
    """Return who has given each answer that is not empty."""
    rows = db.query(
        f"""
        SELECT question, item, answered_by FROM answers
        WHERE run_id = :run AND value <> 'null' AND {GIVEN} ORDER BY answered_at""",
        {"run": run_id},
    )
    return {(row["question"], row["item"]): row["answered_by"] for row in rows}


def save(db: Database, run_id: str, given: Mapping[tuple[str, str], Any], user: str, now: datetime) -> None:
    """Write these answers over earlier ones."""
    if not given:
        return
    params: dict[str, object] = {"run": run_id, "user": user, "now": stamp(now)}
    for number, ((question, item), value) in enumerate(given.items()):
        params |= {f"q{number}": question, f"i{number}": item, f"v{number}": json.dumps(value, ensure_ascii=False)}
    db.execute(_save_statement(len(given)), params)


@cache
def _save_statement(rows: int) -> str:
    values = ", ".join(f"(:run, :q{n}, :i{n}, :v{n}, :user, :now)" for n in range(rows))
    return f"""
        INSERT INTO answers (run_id, question, item, value, answered_by, answered_at) VALUES {values}
        ON CONFLICT (run_id, question, item) DO UPDATE SET
            value = excluded.value, answered_by = excluded.answered_by, answered_at = excluded.answered_at"""


def begin_with(db: Database, run_id: str, known: Mapping[tuple[str, str], Any], now: datetime) -> None:
    """Write what a draft begins with, before anybody has said anything in it."""
    save(db, run_id, known, _NOBODY, now)


def was_answered(db: Database, run_id: str) -> bool:
    """Return whether somebody has said something in this run, beyond what it began with."""
    return bool(db.query(f"SELECT 1 FROM answers WHERE run_id = :run AND {GIVEN} LIMIT 1", {"run": run_id}))


def get_last(db: Database, run: Run, names: Collection[str]) -> Answers:
    """Return what the team answered last to these questions, asked once, of the playbook of a run."""
    listed = {f"n{number}": name for number, name in enumerate(names)}
    rows = db.query(
        f"""
        SELECT a.question, a.value FROM answers a JOIN runs r ON r.id = a.run_id
        WHERE r.team_id = :team AND r.playbook = :playbook AND r.finished_at IS NOT NULL AND a.item = ''
            AND a.question IN ({", ".join(f":{each}" for each in listed)})
        ORDER BY r.finished_at, r.id""",
        {"team": run.team_id, "playbook": run.playbook, **listed},
    )
    return {(row["question"], ""): json.loads(row["value"]) for row in rows}


def copy(db: Database, source: str, target: str) -> None:
    """Give a new run the answers of an earlier one, and who has given them."""
    db.execute(
        """
        INSERT INTO answers (run_id, question, item, value, answered_by, answered_at)
        SELECT :target, question, item, value, answered_by, answered_at FROM answers WHERE run_id = :source""",
        {"source": source, "target": target},
    )
