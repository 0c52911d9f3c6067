"""`align migrate`, `backup` and `restore`: the database, and its key."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.environment import read_environment
from bot.errors import UserError
from bot.model.audit import OPERATOR, AuditEvent
from bot.settings import Settings


@click.command()
def migrate() -> None:
    """Bring the database up to date."""
    settings = Settings.read(read_environment())
    from bot.records import database
    from bot.records.health import refuse_unreachable

    db = database.connect(settings.database_url)
    refuse_unreachable(db)
    applied = database.migrate(db)
    db.close()
    click.echo("\n".join(f"applied {name}" for name in applied) or "The database is up to date.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> None:
    """Copy SQLite's database to FILE, and its key to FILE.key, while Align runs or not."""
    from bot.records import backup as backups

    counts = backups.back_up(_find_database_file(), file)
    click.echo(f"{file}: {backups.describe(counts)}.")
    if (key := file.with_name(f"{file.name}.key")).exists():
        click.echo(f"{key}: the key. Keep it apart from the rest: together they open sealed answers.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
def restore(file: Path) -> None:
    """Put the backup FILE, and FILE.key, in the place of SQLite's database. Stop Align first."""
    from bot.records import backup as backups

    database = _find_database_file()
    counts = backups.restore(file, database)
    noted = _note_restored(f"sqlite:///{database}")
    click.echo(f"{database}: {backups.describe(counts)}. What was there has .before at the end of its name.")
    if not noted:
        click.echo("An earlier version made it: `align migrate` brings it up to date, and so does `align run`.")


def _note_restored(url: str) -> bool:
    """Write into the audit that what was recorded since the backup is gone; not into tables of an earlier version.

    Return whether it was written.
    """
    from bot.records.audit import note_everywhere
    from bot.records.database import connect, list_pending

    with closing(connect(url)) as db:
        if list_pending(db):
            return False
        note_everywhere(db, AuditEvent.RESTORED, actor=OPERATOR, now=datetime.now(UTC))
        return True


def _find_database_file() -> Path:
    """Return SQLite's file. UserError on PostgreSQL, with its own commands."""
    from bot.records import backup as backups

    path = Settings.read(read_environment()).database_file
    if path is None:
        raise UserError(backups.ON_POSTGRESQL)
    return path
