"""What an action works with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.coaching.shapes.table import Playbook
from bot.records.database import Database


@dataclass
class Context:
    """One act's surroundings: the records, the playbooks, the installation's key, and the moment it happens (UTC).

    An action is a function `verb_object(context, …)` that takes typed values, does everything in one transaction
    (`with context.db.atomic()`), says what must be said through `context.say`, and raises UserError for people.
    """

    db: Database
    library: Mapping[str, Playbook]
    secret: bytes
    now: datetime
    spoken: bool = False  # whether something waits to be delivered: then whoever made this context wakes delivery
