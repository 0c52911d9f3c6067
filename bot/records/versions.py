"""The versions of a team's documents. A version comes from the one before (`replaces`); the last one is current."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.errors import MissingError
from bot.model.runs import Run
from bot.model.subjects import fold_subject
from bot.records.database import Database, stamp
from bot.records.run_sql import select_run, select_runs

Document = list[Run]  # the versions of one document, the oldest first


def list_documents(db: Database, team_id: str, playbook: str) -> list[Document]:
    """Return every document that a team has of a playbook."""
    finished = select_runs(
        db,
        """
        WHERE r.team_id = :team AND r.playbook = :playbook AND r.finished_at IS NOT NULL
        ORDER BY r.finished_at, r.id""",
        {"team": team_id, "playbook": playbook},
    )
    after = {run.replaces: run for run in finished if run.replaces}
    return [_build_chain(run, after) for run in finished if run.replaces is None]


def _build_chain(first: Run, after: Mapping[str, Run]) -> Document:
    document = [first]
    while newer := after.get(document[-1].id):
        document.append(newer)
    return document


def get_document(db: Database, run: Run) -> Document:
    """Return the document that a finished run is a version of. KeyError for a run that is not finished."""
    for document in list_documents(db, run.team_id, run.playbook):
        if run.id in [version.id for version in document]:
            return document
    raise MissingError(run.id)


def find_by_subject(db: Database, team_id: str, playbook: str, subject: str) -> Document:
    """Return the document about this subject; empty when there is none."""
    documents = list_documents(db, team_id, playbook)
    return next((each for each in documents if fold_subject(each[-1].subject) == fold_subject(subject)), [])


def find_change(db: Database, user: str, versions: Iterable[Run]) -> Run | None:
    """Return the change to one of these versions that this person has not finished."""
    replaced = {f"p{number}": version.id for number, version in enumerate(versions)}
    return select_run(
        db,
        f"""
        WHERE r.started_by = :user AND r.finished_at IS NULL
            AND r.replaces IN ({", ".join(f":{name}" for name in replaced)})
        ORDER BY r.started_at DESC, r.id""",
        {"user": user, **replaced},
    )


def list_new_drafts(db: Database, team_id: str, user: str, playbook: str) -> list[Run]:
    """Return the new documents that this person has not finished, the latest first."""
    return select_runs(
        db,
        """
        WHERE r.team_id = :team AND r.started_by = :user AND r.playbook = :playbook AND r.finished_at IS NULL
            AND r.replaces IS NULL
        ORDER BY r.started_at DESC, r.id""",
        {"team": team_id, "user": user, "playbook": playbook},
    )


def pin(db: Database, run_id: str, now: datetime) -> bool:
    """Record that somebody wants it pinned. Return False when it is already."""
    pinned = db.execute(
        "UPDATE runs SET pinned_at = :now WHERE id = :id AND pinned_at IS NULL RETURNING id",
        {"id": run_id, "now": stamp(now)},
    )
    return bool(pinned)


def unpin(db: Database, run_id: str) -> None:
    """Record that it is not pinned, because Slack has refused to."""
    db.execute("UPDATE runs SET pinned_at = NULL WHERE id = :id", {"id": run_id})
