"""The context of an action."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.coaching.shapes.base import Playbook
from bot.model.outbox import Address, Kind, Operation
from bot.records import outbox
from bot.records.database import Database


@dataclass
class Context:
    """The surroundings of one act: the records, the playbooks, the installation's key, and the moment it happens (UTC).

    An action is a function `verb_object(context, …)` that takes typed values, does everything in one transaction
    (`with context.db.atomic()`), says what must be said through `context.say`, and raises UserError for people.
    """

    db: Database
    library: Mapping[str, Playbook]
    secret: bytes
    now: datetime
    press: str = ""  # Slack's id of the press, submission or command that this is: one that arrives again has the same
    spoken: bool = False  # something waits to be delivered: whoever made this context wakes delivery after the commit

    def say(
        self,
        kind: Kind,
        ref: str,
        at: Address,
        *,
        op: Operation = Operation.POST,
        detail: Mapping[str, object] | None = None,
        notify_on_failure: str | None = None,
        due: datetime | None = None,
    ) -> str:
        """Write what is to be said into the outbox, as `outbox.say` does, and remember that something is."""
        self.spoken = True
        return outbox.say(
            self.db, kind, ref, at, self.now, op=op, detail=detail, notify_on_failure=notify_on_failure, due=due
        )
