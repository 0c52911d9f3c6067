"""What commands read: the settings, the database and the playbooks of this installation."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.environment import read_environment
from bot.errors import UserError
from bot.logs import start_logging
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.coaching.shapes.base import Playbook
    from bot.records.database import Database


def open_records() -> tuple["Database", Mapping[str, "Playbook"]]:
    """Return the database and the playbooks. UserError where the one is not up to date, or the others are faulty."""
    settings = Settings.read(read_environment())
    from bot.coaching.library import loader
    from bot.records.database import connect
    from bot.records.health import refuse_outdated

    db = connect(settings.database_url)
    refuse_outdated(db)
    return db, loader.load_installed(settings.playbooks)


def read_settings(*needs: str) -> Settings:
    """Return the settings and start logging, with the secret kept beside SQLite's file where nobody set one.

    UserError when settings are missing or malformed, or when the key file cannot be written.
    """
    settings = Settings.read(read_environment(), needs)
    start_logging(settings)
    if settings.secret or settings.database_file is None:
        return settings
    from bot.records import keyfile

    path = settings.database_file.with_name("align.key")
    try:
        return replace(settings, secret=keyfile.keep_key(path))
    except OSError as error:
        raise UserError(f"{path} cannot be written: {error.strerror}. Mend the folder, or set ALIGN_SECRET.") from error
