"""`align copy`: from SQLite to PostgreSQL, or back."""

from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.environment import read_environment
from bot.errors import UserError
from bot.settings import Settings

KEY_BESIDE = (
    "Set ALIGN_SECRET to what stands in {key}, the same for every process: it opens the answers that are sealed. Then "
    "set DATABASE_URL, run `align check`, and move {file} away, so that nothing starts on it by mistake."
)
KEY_SET = "Keep ALIGN_SECRET as it is. Set DATABASE_URL, run `align check`, and start no process on {file} any more."


@click.command()
@click.option("--from", "source", required=True, metavar="URL", help="Like sqlite:///align.db.")
@click.option("--to", "target", metavar="URL", help="Like postgresql://user:password@host/name; else DATABASE_URL.")
def copy(source: str, target: str | None) -> None:
    """Copy everything into an empty database, SQLite's or PostgreSQL's, and verify it. Stop Align first."""
    from bot.records.database import connect
    from bot.records.moving import copy_everything

    settings = Settings.read(read_environment())
    there = target or settings.database_url
    if not there or there == source:
        raise UserError("Name the database to copy to: --to postgresql://user:password@host/name.")
    file = _find_file(source)
    with closing(connect(source)) as old, closing(connect(there)) as new:
        contents = copy_everything(old, new, datetime.now(UTC), lambda table, rows: click.echo(f"{table}: {rows} rows"))
    rows = sum(each.rows for each in contents.values())
    click.echo(f"{rows} rows in {len(contents)} tables are the same in both, by number and checksum.")
    key = file.with_name("align.key") if file else None
    if key and key.is_file() and not settings.secret:
        click.echo(KEY_BESIDE.format(key=key, file=file))
    else:
        click.echo(KEY_SET.format(file=file or "the old database"))


def _find_file(url: str) -> Path | None:
    """Return SQLite's file, None on PostgreSQL. UserError where there is none, which would be made."""
    if not url.startswith("sqlite:///"):
        return None
    path = Path(url.removeprefix("sqlite:///"))
    if not path.is_file():
        raise UserError(f"There is no database {path} to copy from.")
    return path
