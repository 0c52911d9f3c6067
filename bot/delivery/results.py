"""Slack's answers, or the lack of one, as the next state of a row."""

import logging
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.actions.canvases import IN_DOUBT
from bot.counting import Counted, ErrorKind, count
from bot.delivery import requests
from bot.delivery.answers import (
    BLOCKS,
    INSTALLATION,
    NO_THREAD,
    PERMANENT,
    Accepted,
    Answer,
    DoNotDisturb,
    Limited,
    NotSent,
    Refused,
    Unclear,
)
from bot.delivery.outages import Outages
from bot.delivery.rate_limits import RateLimits
from bot.delivery.send_policy import Policy
from bot.delivery.steady import SteadyClock
from bot.delivery.undrawn import tell_undrawn
from bot.delivery.workers import Send
from bot.model.outbox import Address, Kind, Operation, OutboxRow
from bot.records import installations, outbox, posts
from bot.records.database import Database

log = logging.getLogger(__name__)

Take = Callable[[OutboxRow, Mapping[str, Any], datetime], None]  # what follows from a file that was read

MISSING_SCOPE = "missing_scope"
ATTEMPTS = 5  # an error we do not know counts as permanent after so many
SAID_EVERY = 3  # of so many tries of a row one is logged
LOOK_AGAIN = timedelta(seconds=30)  # not at once: a request without an answer may still be on its way


class Results:
    """The recorder of what became of rows. One without a clear answer is searched for where the bot may read (a DM),
    and left to a person where it may not (a channel).
    """

    def __init__(
        self,
        db: Database,
        limits: RateLimits,
        now: Callable[[], datetime],
        steady: SteadyClock,
        policy: Policy,
        take: Take | None = None,
    ) -> None:
        self._db, self._limits, self._now, self._steady, self._policy = db, limits, now, steady, policy
        self._outages, self._take = Outages(db, now), take

    def begin(self) -> None:
        """Begin a round."""
        self._outages.look()

    def record_accepted(self, answers: list[tuple[Send, Mapping[str, Any]]]) -> None:
        """Record that Slack has these messages, and where."""
        # The row's own channel may be a person: only Slack's answer names the DM, where an update has to go.
        places = {job.row.id: (body.get("channel") or job.row.channel, requests.read_ts(body)) for job, body in answers}
        outbox.complete_all(self._db, places, self._now())
        for job, _ in answers:
            log.info("sent %s of %s as row %s in %s", *_name_row(job.row))
            count(Counted.SENT, job.row.op)
        self._outages.end(job.row for job, _ in answers)

    def record_read(self, row: OutboxRow, body: Mapping[str, Any]) -> None:
        """Record what a file holds that somebody has sent, once however often it was read."""
        now = self._now()
        with self._db.atomic():
            if outbox.finish(self._db, row.id, now) and self._take:
                self._take(row, body, now)
        count(Counted.SENT, row.op)

    def record_declined(self, row: OutboxRow, answer: Answer, *, charts: bool = False, pictures: bool = False) -> None:
        """Record any other answer to a request. `charts`: its message had some; `pictures`: it had these instead."""
        now = self._now()
        match answer:
            case Limited(seconds):
                wait = timedelta(seconds=seconds)
                self._limits.block(row.workspace, row.op, self._steady() + wait)
                outbox.postpone(self._db, row.id, now + wait, now)
                count(Counted.RETRY, row.op)
                count(Counted.ERROR, ErrorKind.LIMITED)
            case DoNotDisturb(until):
                with self._db.atomic():
                    outbox.postpone(self._db, row.id, self._policy.postpone(row, until), now)
            case NotSent(why):
                self._outages.note(row, "")
                count(Counted.ERROR, ErrorKind.UNREACHABLE)
                self._try_again(row, why)
            case Unclear(why):
                self.record_unclear(row, why)
            # Slack shows an upload a little later than it takes it, and calls it a fault of the blocks until then.
            case Refused(code) if pictures and code in BLOCKS:
                self._try_again(row, code)
            case Refused(code) if charts and code in BLOCKS:
                self._record_chart_refused(row, code)
            case Refused(code):
                self._record_refused(row, code)

    def _record_chart_refused(self, row: OutboxRow, code: str) -> None:
        """Remember that the workspace shows no charts, and say it again at once, in words."""
        now = self._now()
        if installations.note_charts_refused(self._db, row.workspace, now):
            outbox.postpone(self._db, row.id, now, now, error=code)
        else:
            self.refuse(row, code)

    def _record_refused(self, row: OutboxRow, code: str) -> None:
        if code in NO_THREAD and row.thread:
            outbox.leave_thread(self._db, row, self._now())
        elif _is_mendable(row, code):
            self._outages.note(row, code)
            count(Counted.ERROR, ErrorKind.INSTALLATION)
            self._try_again(row, code)
        elif code in PERMANENT or code in INSTALLATION or row.attempts + 1 >= ATTEMPTS:
            self.refuse(row, code)
        else:
            self._try_again(row, code)

    def record_search(self, row: OutboxRow, answer: Answer) -> bool:
        """Return whether a row that may have been sent has arrived; one that has not is sent again."""
        why = explain_stranded(row)
        match answer:
            case Accepted(body) if body:
                outbox.complete(self._db, row.id, self._now(), body["channel"], body["ts"])
                count(Counted.SENT, row.op)
                return True
            case Accepted():
                now = self._now()
                outbox.postpone(self._db, row.id, now, now, error=why)
            # Where the scope is missing by which the bot looks, it may stay so for good: a person looks sooner.
            case Refused(code) if code in INSTALLATION and code != MISSING_SCOPE:
                self._search_later(row, LOOK_AGAIN, why)
            case Refused(code):
                self._doubt(row, f"{why}; looking for it: {code}")
            case Limited(seconds):
                self._search_later(row, timedelta(seconds=seconds), why)
            case NotSent() | Unclear() | DoNotDisturb():
                self._search_later(row, LOOK_AGAIN, why)
        return False

    def record_unclear(self, row: OutboxRow, why: str) -> None:
        """Record that it may have been sent: repeat, drop, search for or doubt it, by its operation."""
        # A change, a pin or a look at a file twice is the same as once; a file twice is worse than not at all.
        if row.op in (*requests.CHANGES, Operation.HOME, *requests.PINS, Operation.READ):
            self._try_again(row, why)
        elif row.op == Operation.CANVAS:
            # Said anew it is the same; made anew there would be two, and nobody could tell whether.
            self._try_again(row, why) if posts.find(self._db, row.kind, row.ref) else self.refuse(row, IN_DOUBT)
        elif row.op == Operation.FILE:
            outbox.void(self._db, row.id, why)
        elif requests.is_direct(row.channel):
            self._search_later(row, LOOK_AGAIN, why)
        else:
            self._doubt(row, why)

    def refuse(self, row: OutboxRow, code: str) -> None:
        """Give a row up that Slack will not take, and do what follows from that."""
        with self._db.atomic():
            self.give_up(row, code)
            self._policy.give_up(row, code, self._now())

    def give_up(self, row: OutboxRow, error: str) -> None:
        """Record that it cannot be delivered: whoever should know is notified, unless it was a DM."""
        with self._db.atomic():
            failed = outbox.fail(self._db, row.id, error)
            log.warning("gave up %s of %s, row %s in %s: %s", *_name_row(row), error)
            count(Counted.ERROR, ErrorKind.REFUSED)
            if failed and row.op in (Operation.POST, Operation.PIN) and not requests.is_direct(row.channel):
                self._notify(row)

    def give_up_undrawn(self, row: OutboxRow, error: str) -> None:
        """Record that its message cannot be drawn, and have somebody told in plain words."""
        with self._db.atomic():
            outbox.fail(self._db, row.id, error)
            tell_undrawn(self._db, row, self._now())
        count(Counted.ERROR, ErrorKind.UNDRAWN)

    def _try_again(self, row: OutboxRow, error: str) -> None:
        if (row.attempts + 1) % SAID_EVERY == 0:
            log.warning("%s of %s, row %s in %s, was tried %s times: %s", *_name_row(row), row.attempts + 1, error)
        now = self._now()
        outbox.postpone(self._db, row.id, now + back_off(row.attempts), now, error=error)
        count(Counted.RETRY, row.op)

    def _search_later(self, row: OutboxRow, wait: timedelta, why: str) -> None:
        outbox.search_later(self._db, row.id, self._now() + wait, why)
        count(Counted.RETRY, row.op)

    def _doubt(self, row: OutboxRow, why: str) -> None:
        with self._db.atomic():
            if outbox.doubt(self._db, row.id, why):
                log.warning("%s of %s, row %s in %s, is in doubt, look whether it is there: %s", *_name_row(row), why)
                self._notify(row)
        count(Counted.ERROR, ErrorKind.DOUBT)

    def _notify(self, row: OutboxRow) -> None:
        """Tell whoever should know that this row was not, or maybe not, delivered."""
        if row.notify_on_failure:
            person = Address(row.workspace, row.notify_on_failure, row.team_id)
            outbox.say(self._db, Kind.UNDELIVERED, row.id, person, self._now())


def _name_row(row: OutboxRow) -> tuple[str, str, str, str]:
    """Return what a log says of a row: operation, kind, its id, its workspace. No words, and nobody."""
    return row.op, row.kind, row.id, row.workspace


def _is_mendable(row: OutboxRow, code: str) -> bool:
    """Return whether the same message goes out once somebody has mended the installation."""
    # The scopes for pins and canvases are optional: without them a person is told what does instead.
    optional = (*requests.PINS, Operation.CANVAS)
    return code in INSTALLATION and not (code == MISSING_SCOPE and row.op in optional)


def back_off(attempts: int) -> timedelta:
    """Return how long to wait after so many attempts: 5 seconds, doubled each time, at most 10 minutes."""
    return timedelta(seconds=min(5 * 2 ** min(attempts, 10), 600))


def explain_stranded(row: OutboxRow) -> str:
    """Return why a row that somebody marked and nobody finished is looked at."""
    return row.error or "the sender stopped while it was being sent"
