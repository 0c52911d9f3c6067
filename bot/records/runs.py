"""Runs (a team going through a playbook) and their answers. Which page comes next is computed, never kept."""

from collections.abc import Collection
from datetime import datetime

from bot.errors import MissingError
from bot.model.outbox import Kind
from bot.model.runs import Run, VariantName, Visibility
from bot.model.subjects import fold_subject
from bot.records import posts
from bot.records.bulk_values import list_values
from bot.records.database import Database, new_id, stamp
from bot.records.run_sql import select_run


def find(db: Database, run_id: str) -> Run | None:
    """Return the run; None when there is none, or none any more."""
    return select_run(db, "WHERE r.id = :id", {"id": run_id})


def get(db: Database, run_id: str) -> Run:
    """Return the run. KeyError when there is none."""
    run = find(db, run_id)
    if run is None:
        raise MissingError(run_id)
    return run


def list_roots(db: Database, refs: Collection[str]) -> set[str]:
    """Return these ids, and those of the runs that any of them is a change, a version or the scores of."""
    roots, fresh = set(refs), set(refs)
    while fresh:
        values, params = list_values(db, ((each,) for each in sorted(fresh)))
        rows = db.query(_ABOVE.format(values=values), params)
        fresh = {str(row["above"]) for row in rows if row["above"]} - roots
        roots |= fresh
    return roots


_ABOVE = """
    SELECT coalesce(replaces, list_id) AS above FROM runs
    WHERE id IN (SELECT column1 FROM ({values}) AS wanted)"""


def find_draft(
    db: Database, team_id: str, user: str, playbook: str, variant: VariantName = VariantName.USUAL
) -> Run | None:
    """Return the run of their own that this person left unfinished, the latest one; no change of an earlier one."""
    return select_run(
        db,
        """
        WHERE r.team_id = :team AND r.started_by = :user AND r.playbook = :playbook AND r.variant = :variant
            AND r.finished_at IS NULL AND r.replaces IS NULL
        ORDER BY r.started_at DESC, r.id""",
        {"team": team_id, "user": user, "playbook": playbook, "variant": variant},
    )


def find_latest(db: Database, team_id: str, playbook: str, subject: str) -> Run | None:
    """Return the run about this subject that the team finished and shared last."""
    return select_run(
        db,
        f"""
        WHERE r.team_id = :team AND r.playbook = :playbook AND r.finished_at IS NOT NULL
            AND r.visibility = '{Visibility.CHANNEL}' AND r.list_id IS NULL AND r.subject_key = :subject
        ORDER BY r.finished_at DESC, r.id""",
        {"team": team_id, "playbook": playbook, "subject": fold_subject(subject)},
    )


def lock_row(db: Database, run_id: str) -> Run:
    """Lock a run and return it as it is now: until the transaction ends nobody else changes it. KeyError as `get`."""
    # An UPDATE that changes nothing: SQLite has no SELECT … FOR UPDATE.
    db.execute("UPDATE runs SET version = version WHERE id = :id", {"id": run_id})
    return get(db, run_id)


def start(
    db: Database,
    *,
    team_id: str,
    playbook: str,
    version: str,
    user: str,
    now: datetime,
    variant: VariantName = VariantName.USUAL,
    subject: str = "",
    replaces: str | None = None,
    press: str = "",
) -> Run:
    """Return a new run; it remembers the version of the playbook it was started with, what it is begun about, and what
    it replaces.

    A person has one draft of each: call it in a transaction that has locked the team and found none.
    """
    run_id = new_id()
    run = {
        "id": run_id,
        "team": team_id,
        "playbook": playbook,
        "variant": variant,
        "version": version,
        "key": fold_subject(subject),
        "press": press,
        "user": user,
        "now": stamp(now),
        "replaces": replaces,
    }
    db.execute(
        """
        INSERT INTO runs (id, team_id, playbook, variant, version, subject_key, press, started_by, started_at, replaces)
        VALUES (:id, :team, :playbook, :variant, :version, :key, :press, :user, :now, :replaces)""",
        run,
    )
    return get(db, run_id)


def start_team_draft(
    db: Database,
    *,
    team_id: str,
    playbook: str,
    variant: VariantName,
    version: str,
    user: str,
    now: datetime,
    press: str = "",
    replaces: str | None = None,
) -> tuple[Run, bool]:
    """Return the team's one unfinished run of this variant, and True when it is new: two at once start one."""
    draft = {
        "id": new_id(),
        "team": team_id,
        "playbook": playbook,
        "variant": variant,
        "version": version,
        "press": press,
        "user": user,
        "now": stamp(now),
        "replaces": replaces,
    }
    (found,) = db.execute(_START_TEAM_DRAFT, draft)
    return get(db, found["id"]), found["id"] == draft["id"]


# The conflict names the index `runs_team_draft` by its condition, word for word. An UPDATE that changes nothing, since
# DO NOTHING returns no row, and the one that was in the way may be finished before it is read.
_START_TEAM_DRAFT = """
    INSERT INTO runs (id, team_id, playbook, variant, version, press, started_by, started_at, replaces)
    VALUES (:id, :team, :playbook, :variant, :version, :press, :user, :now, :replaces)
    ON CONFLICT (team_id, playbook, variant)
        WHERE finished_at IS NULL AND variant = 'full'
        DO UPDATE SET version = runs.version RETURNING id"""


def find_team_draft_of_press(db: Database, press: str) -> Run | None:
    """Return the team's draft that this press began, while it is one."""
    return select_run(
        db,
        "WHERE r.press = :press AND r.press <> '' AND r.finished_at IS NULL AND r.variant = 'full'",
        {"press": press},
    )


def start_over(db: Database, run_id: str, *, version: str, press: str, replaces: str | None = None) -> bool:
    """Forget a draft's answers, and what it replaced but for `replaces`. Return False when it is finished, or this
    press has done so before: what was answered after it stays.
    """
    # The run itself stays, so that a press that arrives again finds it.
    emptied = db.execute(
        """
        UPDATE runs SET press = :press, version = :version, replaces = :replaces
        WHERE id = :id AND finished_at IS NULL AND (press <> :press OR press = '') RETURNING id""",
        {"id": run_id, "press": press, "version": version, "replaces": replaces},
    )
    if emptied:
        db.execute("DELETE FROM answers WHERE run_id = :id", {"id": run_id})
    return bool(emptied)


def mark_renamed(db: Database, run_id: str) -> None:
    """Note that a draft is about something else than it was begun about, so that another may be begun about that."""
    db.execute("UPDATE runs SET subject_key = id WHERE id = :id AND finished_at IS NULL", {"id": run_id})


def delete_draft(db: Database, run_id: str) -> None:
    """Delete a draft with its answers. A finished run stays. Call it in a transaction that has locked the run."""
    draft = "SELECT id FROM runs WHERE id = :id AND finished_at IS NULL"
    db.execute(f"DELETE FROM answers WHERE run_id IN ({draft})", {"id": run_id})
    if db.execute("DELETE FROM runs WHERE id = :id AND finished_at IS NULL RETURNING id", {"id": run_id}):
        posts.forget(db, Kind.TEAM_DRAFT, run_id)


def finish(
    db: Database,
    run_id: str,
    *,
    version: str,
    visibility: Visibility,
    now: datetime,
    subject: str = "",
    headline: str = "",
    replaces: str | None = None,
) -> bool:
    """Finish a run. Return False when it was finished already: a submission that arrives twice finishes once.

    `version` is the playbook's by now: a draft may be older than the file that its result comes from. `replaces` is the
    version that it turns out to replace, None to leave that as it is.
    """
    finished = db.execute(
        """
        UPDATE runs SET finished_at = :now, version = :version, subject = :subject, subject_key = :key,
            headline = :headline, visibility = :visibility, replaces = coalesce(:replaces, replaces)
        WHERE id = :id AND finished_at IS NULL RETURNING id""",
        {
            "id": run_id,
            "version": version,
            "subject": subject,
            "key": fold_subject(subject),  # folded here: SQLite's lower() knows no letters but A to Z
            "headline": headline,
            "visibility": visibility,
            "now": stamp(now),
            "replaces": replaces,
        },
    )
    return bool(finished)
