"""What commands read: the database and the playbooks of this installation."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from bot.environment import read_environment
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
