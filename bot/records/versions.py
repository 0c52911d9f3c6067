"""The versions of a team's documents. A version comes from the one before (`replaces`); the last one is current."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from bot.records.database import Database, Row, stamp

Story = list[Row]  # the versions of one document, the oldest first


def of(db: Database, team_id: str, playbook: str) -> list[Story]:
    """Every document that a team has of a playbook."""
    rows = db.query(
        """
        SELECT r.*, t.workspace, t.channel FROM runs r JOIN teams t ON t.id = r.team_id
        WHERE r.team_id = :team AND r.playbook = :playbook AND r.finished_at IS NOT NULL
        ORDER BY r.finished_at, r.id""",
        {"team": team_id, "playbook": playbook},
    )
    after = {row["replaces"]: row for row in rows if row["replaces"]}
    return [_from(row, after) for row in rows if row["replaces"] is None]


def _from(first: Row, after: Mapping[str, Row]) -> Story:
    found = [first]
    while following := after.get(found[-1]["id"]):
        found.append(following)
    return found


def story(db: Database, run: Row) -> Story:
    """The document that a finished run is a version of."""
    found = of(db, run["team_id"], run["playbook"])
    return next(each for each in found if run["id"] in [version["id"] for version in each])


def called(db: Database, team_id: str, playbook: str, subject: str) -> Story:
    """The document about this, whatever its case; none when there is no such document."""
    found = of(db, team_id, playbook)
    return next((each for each in found if fold(each[-1]["subject"]) == fold(subject)), [])


def fold(subject: str) -> str:
    """Subjects that differ only in case or blanks are one."""
    return " ".join(subject.casefold().split())


def draft(db: Database, user: str, versions: Iterable[Row]) -> Row | None:
    """The change to one of these versions that this person has not finished, if any."""
    names = {f"p{number}": version["id"] for number, version in enumerate(versions)}
    rows = db.query(
        f"""
        SELECT * FROM runs
        WHERE started_by = :user AND finished_at IS NULL AND replaces IN ({", ".join(f":{name}" for name in names)})
        ORDER BY started_at DESC, id LIMIT 1""",
        {"user": user, **names},
    )
    return rows[0] if rows else None


def begun(db: Database, team_id: str, user: str, playbook: str) -> list[Row]:
    """The new documents that this person has not finished, the latest first."""
    return db.query(
        """
        SELECT * FROM runs
        WHERE team_id = :team AND started_by = :user AND playbook = :playbook AND finished_at IS NULL
            AND replaces IS NULL
        ORDER BY started_at DESC, id""",
        {"team": team_id, "user": user, "playbook": playbook},
    )


def follow(db: Database, run_id: str, replaces: str) -> None:
    """A draft that will be the version after this one."""
    db.execute("UPDATE runs SET replaces = :replaces WHERE id = :id", {"id": run_id, "replaces": replaces})


def unpin(db: Database, run_id: str) -> None:
    """Slack did not let us: nobody need believe that it is."""
    db.execute("UPDATE runs SET pinned_at = NULL WHERE id = :id", {"id": run_id})


def pin(db: Database, run_id: str, now: datetime) -> bool:
    """Note that somebody wants it pinned. False when it is already."""
    noted = db.execute(
        "UPDATE runs SET pinned_at = :now WHERE id = :id AND pinned_at IS NULL RETURNING id",
        {"id": run_id, "now": stamp(now)},
    )
    return bool(noted)
