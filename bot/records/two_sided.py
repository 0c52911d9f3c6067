"""Two-sided rankings: a list that one person made, and a run for everybody who scores it. `runs.list_id` is the list as
it was posted first, whatever changes of it say by now (see `records.results`).

A run whose scores count has the visibility `scores`; scoring again makes the earlier one `replaced`.
"""

import json
from datetime import datetime

from bot.model.runs import Answers, Run, VariantName, Visibility
from bot.model.subjects import fold_subject
from bot.records import runs
from bot.records.database import Database, new_id, stamp


def start_scoring(
    db: Database, list_id: str, *, variant: VariantName, version: str, user: str, now: datetime, press: str = ""
) -> tuple[Run, bool]:
    """Return the run in which this person scores the list, and True when it is new."""
    run = {"id": new_id(), "list": list_id, "variant": variant, "version": version, "user": user, "press": press}
    (found,) = db.execute(_START, {**run, "now": stamp(now)})
    return runs.get(db, found["id"]), found["id"] == run["id"]


_START = """
    INSERT INTO runs (id, team_id, playbook, variant, version, press, started_by, started_at, list_id)
    SELECT :id, team_id, playbook, :variant, :version, :press, :user, :now, id FROM runs WHERE id = :list
    ON CONFLICT (list_id, started_by) WHERE list_id IS NOT NULL AND finished_at IS NULL
    DO UPDATE SET variant = EXCLUDED.variant RETURNING id"""


def lock_list(db: Database, list_id: str) -> None:
    """Lock the list: two who finish at once take turns. Call it first in a transaction that sets its headline."""
    # An UPDATE that changes nothing: SQLite has no SELECT … FOR UPDATE. Without it each would count the scores without
    # the other's, and the headline written last would lack some.
    db.execute("UPDATE runs SET headline = headline WHERE id = :id", {"id": list_id})


def replace_scores(db: Database, run: Run) -> None:
    """Make what this person gave before count no more, because this run of theirs is about to be finished."""
    # Before, not after: `runs_scores` allows a person one run that counts.
    db.execute(
        f"""
        UPDATE runs SET visibility = '{Visibility.REPLACED}'
        WHERE list_id = :list AND started_by = :user AND visibility = '{Visibility.SCORES}' AND id <> :id""",
        {"list": run.list_id, "user": run.started_by, "id": run.id},
    )


def get_scores(db: Database, list_id: str) -> dict[str, Answers]:
    """Return person → the scores they gave last; only of those who have finished."""
    rows = db.query(
        f"""
        SELECT r.started_by, a.question, a.item, a.value FROM runs r JOIN answers a ON a.run_id = r.id
        WHERE r.list_id = :list AND r.visibility = '{Visibility.SCORES}'""",
        {"list": list_id},
    )
    scores: dict[str, Answers] = {}
    for row in rows:
        scores.setdefault(row["started_by"], {})[row["question"], row["item"]] = json.loads(row["value"])
    return scores


def set_headline(db: Database, list_id: str, subject: str, headline: str) -> None:
    """Record what the list has come to so far, for summaries."""
    db.execute(
        "UPDATE runs SET subject = :subject, subject_key = :key, headline = :headline WHERE id = :id",
        {"id": list_id, "subject": subject, "key": fold_subject(subject), "headline": headline},
    )
