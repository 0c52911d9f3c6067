"""What became of a row: Slack's answer, or that there is none, as the row's next state."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.delivery import requests
from bot.delivery.api import Accepted, Answer, Limited, NotSent, Refused, Resting, Unclear
from bot.delivery.error_codes import ATTEMPTS, PERMANENT, back_off
from bot.delivery.rate_limits import Pace
from bot.delivery.workers import Job
from bot.model.outbox import Address, Kind, Operation, OutboxRow
from bot.records import outbox
from bot.records.database import Database

LOOK_AGAIN = timedelta(seconds=30)


class Settling:
    """Whatever leaves no clear answer behind is looked for where the bot may read (a DM) and held for a person where
    it may not (a channel). `on_refused(row, code)` runs in the transaction that gives a row up.
    """

    def __init__(
        self,
        db: Database,
        pace: Pace,
        now: Callable[[], datetime],
        on_refused: Callable[[OutboxRow, str], None],
        put_off: Callable[[OutboxRow, datetime], datetime],
    ) -> None:
        self._db, self._pace, self._now, self._on_refused, self._put_off = db, pace, now, on_refused, put_off

    def accepted(self, answers: list[tuple[Job, Mapping[str, Any]]]) -> None:
        """Slack has these messages, and says where; a response_url does not."""
        places = {job.row.id: (body.get("channel") or job.row.channel, requests.ts(body)) for job, body in answers}
        outbox.all_sent(self._db, places, self._now())

    def declined(self, row: OutboxRow, answer: Answer) -> None:
        """Any other answer to a letter."""
        now = self._now()
        match answer:
            case Limited(seconds):
                until = now + timedelta(seconds=seconds)
                self._pace.block(row.workspace, row.op, until)
                outbox.later(self._db, row.id, until)
            case Resting(until):
                with self._db.atomic():
                    outbox.later(self._db, row.id, self._put_off(row, until))
            case NotSent(why):
                self._later(row, why)
            case Unclear(why):
                self.unclear(row, why)
            case Refused(code) if code in PERMANENT or row.attempts + 1 >= ATTEMPTS:
                self.refused(row, code)
            case Refused(code):
                self._later(row, code)

    def looked(self, row: OutboxRow, answer: Answer) -> bool:
        """Whether a row that may have been sent is there; otherwise it is sent again."""
        why = unfinished(row)
        match answer:
            case Accepted(body) if body:
                outbox.sent(self._db, row.id, self._now(), body["channel"], body["ts"])
                return True
            case Accepted():
                outbox.later(self._db, row.id, self._now(), error=why)
            case Refused(code):
                self._doubt(row, f"{why}; looking for it: {code}")
            case Limited(seconds):
                outbox.hold(self._db, row.id, self._now() + timedelta(seconds=seconds), why)
            case NotSent() | Unclear() | Resting():
                outbox.hold(self._db, row.id, self._now() + LOOK_AGAIN, why)
        return False

    def unclear(self, row: OutboxRow, why: str) -> None:
        """It may have been sent. An edit is simply repeated, a whisper is not worth saying twice."""
        if row.op in (Operation.UPDATE, Operation.HOME, *requests.PINS):
            self._later(row, why)
        elif row.op in (Operation.EPHEMERAL, Operation.FILE):
            outbox.void(self._db, row.id, why)
        elif requests.is_dm(row.channel):
            outbox.hold(self._db, row.id, self._now() + LOOK_AGAIN, why)
        else:
            self._doubt(row, why)

    def refused(self, row: OutboxRow, code: str) -> None:
        """It cannot be delivered, and the app does what follows from that."""
        with self._db.atomic():
            self.give_up(row, code)
            self._on_refused(row, code)

    def give_up(self, row: OutboxRow, error: str) -> None:
        """It cannot be delivered: whoever should know is told, unless it was a DM."""
        with self._db.atomic():
            outbox.failed(self._db, row.id, error)
            if row.op in (Operation.POST, Operation.PIN) and not requests.is_dm(row.channel):
                self._tell(row)

    def _later(self, row: OutboxRow, error: str) -> None:
        """Try again: after 5 seconds, doubled at each attempt, at most 10 minutes."""
        outbox.later(self._db, row.id, self._now() + back_off(row.attempts), error=error)

    def _doubt(self, row: OutboxRow, why: str) -> None:
        with self._db.atomic():
            outbox.doubt(self._db, row.id, why)
            self._tell(row)

    def _tell(self, row: OutboxRow) -> None:
        """Whoever should know hears that this row was not, or maybe not, delivered."""
        if row.notify_on_failure:
            person = Address(row.workspace, row.notify_on_failure, row.team_id)
            outbox.say(self._db, Kind.UNDELIVERED, row.id, person, self._now())


def unfinished(row: OutboxRow) -> str:
    """Why a row that somebody marked and nobody finished is looked at."""
    return row.error or "the sender stopped while it was being sent"
