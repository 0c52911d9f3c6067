"""Files from other organisations, one of each about a survey; and the closed waves from which one of ours is made."""

from bot.model.peers import PeerEntry
from bot.model.subjects import fold_subject
from bot.model.waves import Wave, WaveMode, WaveState
from bot.records.database import Database


def keep(db: Database, entry: PeerEntry) -> bool:
    """Keep a file in the place of its organisation's earlier one. Return False where a later one is kept."""
    kept = db.execute(
        """
        INSERT INTO peer_files (playbook, folded, organisation, made_on, content)
        VALUES (:playbook, :folded, :organisation, :on, :content)
        ON CONFLICT (playbook, folded) DO UPDATE SET
            organisation = excluded.organisation, made_on = excluded.made_on, content = excluded.content
        WHERE excluded.made_on >= peer_files.made_on RETURNING playbook""",
        {
            "playbook": entry.playbook,
            "folded": fold_subject(entry.organisation),
            "organisation": entry.organisation,
            "on": entry.made_on.isoformat(),
            "content": entry.content,
        },
    )
    return bool(kept)


def find(db: Database, playbook: str, organisation: str) -> PeerEntry | None:
    """Return the file of an organisation about a survey."""
    rows = db.query(
        "SELECT * FROM peer_files WHERE playbook = :playbook AND folded = :folded",
        {"playbook": playbook, "folded": fold_subject(organisation)},
    )
    return PeerEntry.from_row(rows[0]) if rows else None


def list_files(db: Database, playbook: str | None = None) -> list[PeerEntry]:
    """Return all files, or those about one survey."""
    rows = db.query(
        "SELECT * FROM peer_files WHERE :playbook = '' OR playbook = :playbook ORDER BY playbook, folded",
        {"playbook": playbook or ""},
    )
    return [PeerEntry.from_row(row) for row in rows]


def remove(db: Database, organisation: str) -> int:
    """Forget all files of an organisation. Return how many there were."""
    gone = db.execute(
        "DELETE FROM peer_files WHERE folded = :folded RETURNING playbook", {"folded": fold_subject(organisation)}
    )
    return len(gone)


def list_closed_waves(db: Database, playbook: str) -> list[Wave]:
    """Return every closed wave of a survey, asked as a whole, of all teams, the newest first."""
    rows = db.query(
        """
        SELECT w.*, t.name AS team, t.workspace, t.channel, t.zone, t.created_by
        FROM waves w JOIN teams t ON t.id = w.team_id
        WHERE w.playbook = :playbook AND w.state = :closed AND w.mode = :whole
        ORDER BY w.closed_on DESC, w.closes_at DESC, w.id""",
        {"playbook": playbook, "closed": WaveState.CLOSED, "whole": WaveMode.WAVE},
    )
    return [Wave.from_row(row) for row in rows]


def list_teams(db: Database) -> list[tuple[str, str, str]]:
    """Return the id, the name and the channel of every team."""
    rows = db.query("SELECT id, name, channel FROM teams ORDER BY name, id")
    return [(row["id"], row["name"], row["channel"]) for row in rows]
