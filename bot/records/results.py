"""Results that were changed or taken down. What was posted first is what everything about a result names; each change
of it is a run that `replaces` that one, and the last one counts: the others are `replaced`.
"""

from bot.model.runs import Run, Visibility
from bot.records import runs, teams
from bot.records.database import Database
from bot.records.run_sql import select_run, select_runs


def find_current(db: Database, ref: str) -> Run:
    """Return what the result posted as this run says now. KeyError when there is no such run."""
    run = runs.get(db, ref)
    if run.visibility is not Visibility.REPLACED:
        return run
    newest = select_run(db, f"WHERE r.replaces = :ref AND {_CURRENT}", {"ref": ref})
    return newest or run


def list_authors(db: Database, ref: str) -> list[str]:
    """Return who answers for a result: whoever posted it, while they are in its team, or else those who lead that."""
    posted = runs.get(db, ref)
    if teams.get_role(db, posted.team_id, posted.started_by):
        return [posted.started_by]
    return teams.list_managers(db, posted.team_id)


def find_change(db: Database, ref: str, user: str) -> Run | None:
    """Return the change of a result that this person has not finished."""
    return select_run(
        db,
        "WHERE r.replaces = :ref AND r.started_by = :user AND r.finished_at IS NULL",
        {"ref": ref, "user": user},
    )


def replace(db: Database, ref: str, by: str) -> None:
    """Let the finished run `by` say what the result posted as `ref` says from now on. Call it in a transaction that has
    locked `ref`.
    """
    db.execute(
        f"""
        UPDATE runs SET visibility = '{Visibility.REPLACED}'
        WHERE (id = :ref OR replaces = :ref) AND id <> :by AND finished_at IS NOT NULL""",
        {"ref": ref, "by": by},
    )


def detach(db: Database, run_id: str) -> None:
    """Let a finished run be a result of its own, not the change of one."""
    db.execute("UPDATE runs SET replaces = NULL WHERE id = :id AND replaces IS NOT NULL", {"id": run_id})


def take_down(db: Database, ref: str) -> bool:
    """Record that a result is taken down, whatever it said before. Return False when it was so already."""
    taken = db.execute(
        f"""
        UPDATE runs SET visibility = '{Visibility.TAKEN_DOWN}'
        WHERE (id = :ref OR replaces = :ref) AND finished_at IS NOT NULL AND visibility <> '{Visibility.TAKEN_DOWN}'
        RETURNING id""",
        {"ref": ref},
    )
    return bool(taken)


def list_newest(db: Database, team_id: str, playbook: str, most: int) -> list[Run]:
    """Return what the team's channel reads as the newest result about each subject, the newest first: nothing that
    somebody keeps to themselves, was changed since, or was taken down.
    """
    return select_runs(
        db,
        f"""
        WHERE r.id IN (
            SELECT id FROM (
                SELECT id, row_number() OVER (PARTITION BY subject_key ORDER BY finished_at DESC, id) AS place
                FROM runs WHERE team_id = :team AND playbook = :playbook AND finished_at IS NOT NULL
                    AND list_id IS NULL AND visibility = '{Visibility.CHANNEL}') AS listed
            WHERE place = 1)
        ORDER BY r.finished_at DESC, r.id LIMIT :most""",
        {"team": team_id, "playbook": playbook, "most": most},
    )


_CURRENT = f"r.finished_at IS NOT NULL AND r.visibility <> '{Visibility.REPLACED}'"
