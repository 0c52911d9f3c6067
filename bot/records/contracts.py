"""Contracts: what the current versions of documents say of when they end."""

from collections.abc import Iterable
from datetime import date

from bot.model.contracts import Contract, NewContract, WatchedContract
from bot.records.database import Database, new_id

# The last version that names it is the current one: whoever changes a document says with it what it names no more.
_CURRENT = "NOT EXISTS (SELECT 1 FROM runs n WHERE n.replaces = k.run_id AND n.finished_at IS NOT NULL)"


def record(db: Database, team_id: str, document_id: str, run_id: str, named: Iterable[NewContract]) -> None:
    """Write down what the version `run_id` says. Call it in a transaction that has locked the team."""
    for each in named:
        db.execute(
            """
            INSERT INTO contracts (id, team_id, document_id, run_id, name, owner, ends_on, notice_on, cost)
            VALUES (:id, :team, :document, :run, :name, :owner, :ends_on, :notice_on, :cost)
            ON CONFLICT (document_id, name, notice_on) DO UPDATE SET
                run_id = excluded.run_id, owner = excluded.owner, ends_on = excluded.ends_on, cost = excluded.cost""",
            {
                "id": new_id(),
                "team": team_id,
                "document": document_id,
                "run": run_id,
                "name": each.name,
                "owner": each.owner,
                "ends_on": each.ends_on.isoformat(),
                "notice_on": each.notice_on.isoformat(),
                "cost": each.cost,
            },
        )


def list_owners(db: Database, run_id: str) -> list[str]:
    """Return whoever looks after a contract that this version names."""
    rows = db.query("SELECT DISTINCT owner FROM contracts WHERE run_id = :run ORDER BY owner", {"run": run_id})
    return [row["owner"] for row in rows]


def find_current(db: Database, contract_id: str) -> Contract | None:
    """Return a contract; None for one that its document names no more, or with another day."""
    rows = db.query(
        f"""
        SELECT k.*, t.channel FROM contracts k JOIN teams t ON t.id = k.team_id
        WHERE k.id = :id AND {_CURRENT}""",
        {"id": contract_id},
    )
    return Contract.from_row(rows[0]) if rows else None


def find_next(db: Database, team_id: str, today: date, until: date) -> Contract | None:
    """Return the contract of a team whose last day to give notice comes first, from today `until` that day."""
    rows = db.query(
        f"""
        SELECT k.*, t.channel FROM contracts k JOIN teams t ON t.id = k.team_id
        WHERE k.team_id = :team AND k.notice_on >= :today AND k.notice_on <= :until AND {_CURRENT}
        ORDER BY k.notice_on, k.name LIMIT 1""",
        {"team": team_id, "today": today.isoformat(), "until": until.isoformat()},
    )
    return Contract.from_row(rows[0]) if rows else None


def list_watched(db: Database, workspace: str, user: str, today: date) -> list[WatchedContract]:
    """Return the contracts that somebody looks after and can still give notice of, in teams that they have not left."""
    rows = db.query(
        f"""
        SELECT k.id, k.team_id, k.notice_on, t.paused_at,
            (SELECT max(r.at) FROM reminders r
                WHERE r.ref = k.id AND r.user_id = :user AND r.state IN ('planned', 'sent')) AS reminded_at
        FROM contracts k JOIN teams t ON t.id = k.team_id
        WHERE k.owner = :user AND t.workspace = :workspace AND k.notice_on >= :today AND {_CURRENT}
            AND NOT EXISTS (SELECT 1 FROM leavers l WHERE l.team_id = t.id AND l.user_id = :user)
        ORDER BY k.notice_on, k.id""",
        {"workspace": workspace, "user": user, "today": today.isoformat()},
    )
    return [WatchedContract.from_row(row) for row in rows]
