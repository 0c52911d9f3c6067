"""The context of an action."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bot.coaching.playbook.weekly_questions import WeeklyQuestion
from bot.coaching.shapes.base import Playbook
from bot.model.outbox import Address, Kind, Operation, Post, Subject, Whisper
from bot.records import outbox
from bot.records.database import Database


@dataclass
class Context:
    """The surroundings of one act: the records, the playbooks, the installation's key, the moment it happens (UTC), and
    what check-ins ask in words.

    An action is a function `verb_object(context, …)` that takes typed values, does everything in one transaction
    (`with context.db.atomic()`), says what must be said through `context.say`, and raises UserError for people.
    """

    db: Database
    library: Mapping[str, Playbook]
    secret: bytes
    now: datetime
    questions: Sequence[WeeklyQuestion] = ()
    press: str = ""  # Slack's id of the press, submission or command that this is: one that arrives again has the same
    # Whoever made this context hands the whispers to delivery after the commit, and wakes it when something was said.
    spoken: bool = False
    whispers: list[Whisper] = field(default_factory=list)

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
        thread: Subject | None = None,
    ) -> str:
        """Write what is to be said into the outbox, as `outbox.say` does, and remember that something is."""
        self.spoken = True
        return outbox.say(
            self.db,
            kind,
            ref,
            at,
            self.now,
            op=op,
            detail=detail,
            notify_on_failure=notify_on_failure,
            due=due,
            thread=thread,
        )

    def post_all(self, kind: Kind, posts: Sequence[Post]) -> None:
        """Write posts in channels into the outbox, as `outbox.post_all` does, and remember it."""
        self.spoken = True
        outbox.post_all(self.db, kind, posts, self.now)

    def whisper(
        self,
        kind: Kind,
        ref: str,
        at: Address,
        user: str,
        *,
        response_url: str = "",
        detail: Mapping[str, object] | None = None,
        replaces: bool = False,
    ) -> None:
        """Say something to one person alone once the transaction is over. It is in no table: see `Whisper`."""
        self.whispers.append(Whisper(kind, ref, at, user, response_url, detail or {}, replaces))
