"""Rounds: a list that one person made, and a run for everybody who scores it (`runs.parent` is the list).

A run that counts is `shared` as marks; scoring again makes the earlier one replaced.
"""

import json
from datetime import datetime

from bot.model.outbox import Address, Kind, Operation
from bot.records import outbox
from bot.records.database import Database, Row, new_id, stamp
from bot.records.runs import Answers


def scoring(db: Database, parent: Row, *, form: str, version: str, user: str, now: datetime) -> tuple[str, bool]:
    """The run in which this person scores the list, and whether they had begun before.

    A new one begins with the marks they gave last, so that scoring again is changing them.
    """
    run = {"id": new_id(), "parent": parent["id"], "form": form, "user": user, "version": version, "now": stamp(now)}
    with db.atomic():
        started = db.execute(_START, run)
        if started:
            db.execute(_LAST_MARKS, run)
            return str(run["id"]), False
        return str(db.query(_DRAFT, run)[0]["id"]), True


_START = """
    INSERT INTO runs (id, team_id, playbook, form, version, started_by, started_at, parent)
    SELECT :id, team_id, playbook, :form, :version, :user, :now, id FROM runs WHERE id = :parent
    ON CONFLICT (parent, started_by) WHERE parent IS NOT NULL AND finished_at IS NULL DO NOTHING
    RETURNING id"""

_DRAFT = "SELECT id FROM runs WHERE parent = :parent AND started_by = :user AND finished_at IS NULL"

_LAST_MARKS = """
    INSERT INTO answers (run_id, question, item, value, answered_by, answered_at)
    SELECT :id, question, item, value, answered_by, answered_at FROM answers WHERE run_id = (
        SELECT id FROM runs WHERE parent = :parent AND started_by = :user AND shared = 'marks')"""


def hold(db: Database, parent_id: str) -> None:
    """First of all in a transaction that will note what the list has come to: two who finish at once take turns."""
    db.execute("UPDATE runs SET headline = headline WHERE id = :id", {"id": parent_id})


def replace(db: Database, run: Row) -> None:
    """What this person gave before does not count any more, because this run of theirs is about to be finished."""
    db.execute(
        """
        UPDATE runs SET shared = 'replaced'
        WHERE parent = :parent AND started_by = :user AND shared = 'marks' AND id <> :id""",
        {"parent": run["parent"], "user": run["started_by"], "id": run["id"]},
    )


def scores(db: Database, parent_id: str) -> dict[str, Answers]:
    """Person → the marks they gave last; only of those who have finished."""
    rows = db.query(
        """
        SELECT r.started_by, a.question, a.item, a.value FROM runs r JOIN answers a ON a.run_id = r.id
        WHERE r.parent = :parent AND r.shared = 'marks'""",
        {"parent": parent_id},
    )
    found: dict[str, Answers] = {}
    for row in rows:
        found.setdefault(row["started_by"], {})[row["question"], row["item"]] = json.loads(row["value"])
    return found


def note(db: Database, parent_id: str, subject: str, headline: str) -> None:
    """What the round has come to so far, for summaries."""
    db.execute(
        "UPDATE runs SET subject = :subject, headline = :headline WHERE id = :id",
        {"id": parent_id, "subject": subject, "headline": headline},
    )


def redraw(db: Database, parent: Row, now: datetime) -> None:
    """The list's message in the channel, with what has been scored by now."""
    at = Address(parent["workspace"], parent["channel"], parent["team_id"])
    outbox.say(db, Kind.RESULT, parent["id"], at, now, op=Operation.UPDATE)
