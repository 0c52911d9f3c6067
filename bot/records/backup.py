"""Backups of SQLite: a copy of a database that may be in use, with its key, looked through before it counts as one."""

import os
import secrets
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from bot.errors import UserError
from bot.records.private_files import BESIDE
from bot.records.schema import MIGRATIONS

KEY = "align.key"  # beside the database; beside a backup it has the backup's name and .key
NEWER = "A newer version of Align made that backup ({names}). Nothing is changed: install that version or a later one."
ON_POSTGRESQL = (
    'This is for SQLite. PostgreSQL has its own: pg_dump --format=custom --file=align.dump "$DATABASE_URL", and back '
    'pg_restore --clean --if-exists --no-owner --dbname="$DATABASE_URL" align.dump. ALIGN_SECRET is in neither: '
    "keep it elsewhere."
)


def back_up(database: Path, target: Path) -> dict[str, int]:
    """Copy the database, and its key where there is one, for their owner only. Return the number of rows by table.

    Others may write meanwhile. UserError, and nothing is left, when there is nothing to copy or `target` exists.
    """
    if not database.is_file():
        raise UserError(f"There is no database {database} to back up. Look at DATABASE_URL.")
    key = database.with_name(KEY)
    for each in (target, _key_of(target)):
        if each.exists():
            raise UserError(f"{each} is there already, and stays as it is. Name a file that is not there yet.")
    counts = _write(database, target)
    if key.is_file():
        _copy_privately(key, _key_of(target))
    return counts


def restore(source: Path, database: Path) -> dict[str, int]:
    """Put a backup in the place of the database, and its key beside it. Return the number of rows by table.

    What was there is kept beside it, with `.before` at the end of its name. UserError when `source` is no backup, or
    one of a newer version.
    """
    if not source.is_file():
        raise UserError(f"There is no backup {source}.")
    draft = database.with_name(f"{database.name}.{secrets.token_hex(4)}")
    counts = _write(source, draft)
    _refuse_newer(draft)
    _set_aside(database)
    draft.replace(database)
    if _key_of(source).is_file():
        key = database.with_name(KEY)
        if key.is_file():
            key.replace(_before(key))
        _copy_privately(_key_of(source), key)
    return counts


def _write(source: Path, target: Path) -> dict[str, int]:
    """Write a copy that is whole, or none."""
    try:
        os.close(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise UserError(f"{target} cannot be written: {error.strerror}.") from error
    try:
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)
            # One file: without a log beside it, which somebody would forget to take along.
            new.execute("PRAGMA journal_mode=DELETE").close()
        return _look_through(target)
    except sqlite3.Error as error:
        target.unlink()
        raise UserError(f"{source} cannot be copied: {error}.") from error
    except UserError:
        target.unlink()
        raise


def _look_through(copy: Path) -> dict[str, int]:
    """Return the number of rows by table. UserError for what is not sound, or none of Align's."""
    with closing(sqlite3.connect(copy)) as conn:
        fault = next((row[0] for row in conn.execute("PRAGMA integrity_check") if row[0] != "ok"), "")
        tables = [row[0] for row in conn.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        if fault or "migrations" not in tables:
            raise UserError(f"That is no sound database of Align's: {fault or 'it has none of its tables'}.")
        return {name: conn.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}


def _refuse_newer(draft: Path) -> None:
    with closing(sqlite3.connect(draft)) as conn:
        applied = {row[0] for row in conn.execute("SELECT name FROM migrations")}
    if newer := sorted(applied - {name for name, _ in MIGRATIONS}):
        draft.unlink()
        raise UserError(NEWER.format(names=", ".join(newer)))


def _set_aside(database: Path) -> None:
    for each in (database, *(database.with_name(database.name + end) for end in BESIDE)):
        if each.exists():
            each.replace(_before(each))


def _before(path: Path) -> Path:
    # SQLite looks for the log by the name of the file, so the three keep fitting each other.
    end = next((end for end in BESIDE if path.name.endswith(end)), "")
    return path.with_name(f"{path.name.removesuffix(end)}.before{end}")


def _key_of(backup: Path) -> Path:
    return backup.with_name(f"{backup.name}.key")


def _copy_privately(source: Path, target: Path) -> None:
    with source.open("rb") as old, open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as new:
        shutil.copyfileobj(old, new)


def describe(counts: Mapping[str, int]) -> str:
    """Return how much a backup holds."""
    return f"{sum(counts.values())} rows in {len(counts)} tables, looked through and sound"
