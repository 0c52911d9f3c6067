"""The workspaces Align is in."""

from datetime import datetime

from bot.model.installations import Installation
from bot.model.outbox import OutboxState
from bot.model.teams import PauseReason
from bot.records.database import Database, stamp

KEPT_YEARS = 2  # unless an admin has chosen otherwise


def install(db: Database, installation: Installation, now: datetime) -> None:
    """Record that the bot is in this workspace, again or for the first time: teams that it had lost go on."""
    params = {
        "workspace": installation.workspace,
        "bot": installation.bot_user,
        "name": installation.name,
        "url": installation.url,
        "now": stamp(now),
    }
    with db.atomic():
        db.execute(
            """
            INSERT INTO installations (workspace, bot_user, name, url, installed_at)
            VALUES (:workspace, :bot, :name, :url, :now)
            ON CONFLICT (workspace) DO UPDATE SET
                bot_user = excluded.bot_user, name = excluded.name, url = excluded.url,
                installed_at = excluded.installed_at, removed_at = NULL, uninstalled_at = NULL""",
            params,
        )
        db.execute(
            """
            UPDATE teams SET paused_at = NULL, pause_reason = NULL
            WHERE workspace = :workspace AND pause_reason = :reason""",
            {**params, "reason": PauseReason.UNINSTALLED},
        )


def find_latest(db: Database) -> Installation | None:
    """Return the workspace that was recorded last, of those that have not removed the app."""
    rows = db.query("SELECT * FROM installations WHERE removed_at IS NULL ORDER BY installed_at DESC LIMIT 1")
    return Installation.from_row(rows[0]) if rows else None


def bot_user(db: Database, workspace: str) -> str | None:
    """Return the bot's own user id in this workspace; None when it is not known."""
    rows = db.query("SELECT bot_user FROM installations WHERE workspace = :workspace", {"workspace": workspace})
    return str(rows[0]["bot_user"]) if rows else None


def find_name(db: Database, workspace: str) -> str:
    """Return what the workspace is called; "" when it is not known."""
    rows = db.query("SELECT name FROM installations WHERE workspace = :workspace", {"workspace": workspace})
    return str(rows[0]["name"]) if rows else ""


def find_url(db: Database, workspace: str) -> str:
    """Return the workspace's address, `https://northwind.slack.com/`; "" when it is not known."""
    rows = db.query("SELECT url FROM installations WHERE workspace = :workspace", {"workspace": workspace})
    return str(rows[0]["url"]) if rows else ""


def note_charts_refused(db: Database, workspace: str, now: datetime) -> bool:
    """Record that Slack takes no charts there. False for a workspace that is not recorded."""
    return bool(
        db.execute(
            "UPDATE installations SET charts_refused_at = :now WHERE workspace = :workspace RETURNING workspace",
            {"workspace": workspace, "now": stamp(now)},
        )
    )


def has_refused_charts(db: Database, workspace: str, since: datetime) -> bool:
    """Return whether Slack has taken no chart there at that moment or later."""
    rows = db.query(
        "SELECT workspace FROM installations WHERE workspace = :workspace AND charts_refused_at >= :since",
        {"workspace": workspace, "since": stamp(since)},
    )
    return bool(rows)


def list_workspaces(db: Database) -> list[str]:
    """Return every workspace in which the bot is, or has a team."""
    rows = db.query("SELECT workspace FROM installations UNION SELECT workspace FROM teams ORDER BY workspace")
    return [str(row["workspace"]) for row in rows]


def remove(db: Database, workspace: str, now: datetime) -> None:
    """Record that the app was uninstalled: pause its teams, and send nothing that waits."""
    params = {"workspace": workspace, "now": stamp(now), "reason": PauseReason.UNINSTALLED}
    with db.atomic():
        db.execute("UPDATE installations SET removed_at = :now WHERE workspace = :workspace", params)
        db.execute(
            "UPDATE teams SET paused_at = :now, pause_reason = :reason "
            "WHERE workspace = :workspace AND paused_at IS NULL",
            params,
        )
        db.execute(
            "UPDATE outbox SET state = :void, error = :reason WHERE workspace = :workspace AND state = :waiting",
            {**params, "void": OutboxState.VOID, "waiting": OutboxState.WAITING},
        )


def note_uninstalled(db: Database, workspace: str, now: datetime) -> None:
    """Record that Slack has told of it, which a revoked token alone does not say: what is kept goes some time after."""
    db.execute(
        "UPDATE installations SET uninstalled_at = coalesce(uninstalled_at, :now) WHERE workspace = :workspace",
        {"workspace": workspace, "now": stamp(now)},
    )


def list_uninstalled(db: Database, before: datetime) -> list[str]:
    """Return the workspaces whose app was uninstalled before that moment, and not installed again since."""
    rows = db.query(
        "SELECT workspace FROM installations WHERE uninstalled_at < :before ORDER BY workspace",
        {"before": stamp(before)},
    )
    return [str(row["workspace"]) for row in rows]


def get_kept_years(db: Database, workspace: str) -> int:
    """Return for how many years a workspace keeps what its people have done."""
    return list_kept_years(db).get(workspace, KEPT_YEARS)


def list_kept_years(db: Database) -> dict[str, int]:
    """Return workspace → for how many years its people want to keep what they have done."""
    rows = db.query("SELECT workspace, kept_years FROM installations ORDER BY workspace")
    return {str(row["workspace"]): int(row["kept_years"]) for row in rows}


def keep_years(db: Database, workspace: str, years: int) -> bool:
    """Record for how many years. Return False where that is so already."""
    changed = db.execute(
        "UPDATE installations SET kept_years = :years WHERE workspace = :workspace AND kept_years <> :years "
        "RETURNING workspace",
        {"workspace": workspace, "years": years},
    )
    return bool(changed)
