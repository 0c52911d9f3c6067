"""Outbox row → message → Slack, once: never twice, never lost, and when in doubt it is said.

One thread keeps the books: it claims rows, writes the letters, marks them, and records what became of them, as many in
one transaction as there are at the moment. A row is marked before its request leaves; lanes only carry what is marked.
"""

import logging
import threading
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import datetime, timedelta

from bot.delivery import rate_limits
from bot.delivery.api import Accepted, Answer
from bot.delivery.jobs import Compose, Held, Writing
from bot.delivery.queue import Tray
from bot.delivery.rate_limits import Pace
from bot.delivery.results import Settling
from bot.delivery.workers import Job, Lanes
from bot.model.outbox import OutboxRow
from bot.records import outbox
from bot.records.database import Database

log = logging.getLogger(__name__)

QUIET, BUSY = 5.0, 1.0  # seconds between two looks at the outbox, and while something is expected
SLOW = timedelta(seconds=1)  # a workspace that has a whole burst in hand gets nothing more for so long


class Delivery:
    """Sends what is due. `compose` says what a row says now (None: nothing any more); `token` is a workspace's bot
    token; `on_refused(row, code)` runs in the transaction that gives a row up, so it must not call Slack.
    `held(row, now)` may put a row off (a moment) or keep it back (why); `put_off(row, until)` says when a person who
    is not to be disturbed before `until` is written to. Neither calls Slack.
    `lanes` is how many requests may be in flight at once; one channel's messages always keep their order.
    """

    def __init__(
        self,
        db: Database,
        compose: Compose,
        token: Callable[[str], str | None],
        api_url: str,
        now: Callable[[], datetime],
        on_refused: Callable[[OutboxRow, str], None] = lambda row, code: None,
        held: Held = lambda row, now: None,
        put_off: Callable[[OutboxRow, datetime], datetime] = lambda row, until: until,
        lanes: int = 1,
    ) -> None:
        self._db, self._now, self._count = db, now, lanes
        self._tray, self._pace, self._lanes = Tray(), Pace(), Lanes(api_url, lanes)
        self._settling = Settling(db, self._pace, now, on_refused, put_off)
        self._writing = Writing(db, compose, token, held, self._settling)
        self._woken = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._round_until = self._dry_until = 0.0  # by the monotonic clock

    def start(self) -> None:
        """Deliver in one background thread, at every `wake()` and every few seconds."""
        self._stopping.clear()
        self._thread = threading.Thread(target=self._run, name="delivery", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Something may be due: look now."""
        if not self._woken.is_set():
            self._woken.set()
            self._lanes.interrupt()

    def stop(self) -> None:
        """Finish what is under way, put back the rest, and end the thread."""
        self._stopping.set()
        self.wake()
        if self._thread is not None:
            self._thread.join()
        self._lanes.close()

    def deliver_due(self) -> int:
        """Send everything due and wait for the answers; how many messages Slack has now."""
        self._begin()
        count = 0
        while self._in_hand():
            self._send(self._tray.take(self._count - self._tray.out))
            count += self._settle(self._lanes.answers(BUSY) if self._tray.out else [])
        return count

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self.deliver_due()
            except Exception:
                log.exception("A round of delivery failed; the next one follows in %s seconds", QUIET)
            self._woken.wait(BUSY if self._pace.queued else QUIET)

    def _begin(self) -> None:
        """A round: nobody stands in a queue yet, and what somebody left unfinished is looked at."""
        self._round_until = time.monotonic() + QUIET
        self._pace.begin()
        for row in outbox.stranded(self._db, self._now()):
            self._tray.put(row)

    def _in_hand(self) -> bool:
        """Fill the tray. Whether anything is in hand."""
        if self._stopping.is_set():
            outbox.put_back(self._db, {row.id: row.due_at for row in self._tray.empty()})
            return self._tray.out > 0
        if time.monotonic() > self._round_until:
            self._begin()
        if self._woken.is_set() or len(self._tray) == 0 or time.monotonic() > self._dry_until:
            self._woken.clear()
            self._claim()
        return len(self._tray) > 0

    def _claim(self) -> None:
        """While there is room and something is due; a look at every answer would cost too much."""
        most = max(50, 4 * self._count)
        while self._tray.waiting < self._count:
            rows = outbox.claim(self._db, self._now(), most)
            self._take_in(rows, self._now())
            if not rows:
                self._dry_until = time.monotonic() + BUSY
                break

    def _take_in(self, rows: list[OutboxRow], now: datetime) -> None:
        """Keep those that may go; the others wait for their turn where they do not stand in anybody's way."""
        due: dict[str, datetime] = {}
        for row in rows:
            whose = row.workspace, row.op
            full = self._tray.held(*whose) >= rate_limits.WORKSPACE[row.op][1]
            if wait := SLOW if full else self._pace.wait(*whose, row.channel, now):
                due[row.id] = now + wait
            else:
                self._tray.put(row)
        outbox.put_back(self._db, due)

    def _send(self, rows: list[OutboxRow]) -> None:
        """Mark what has something to say, and only then let it go."""
        going: dict[str, Job] = {}
        try:
            jobs = {row.id: job for row in rows if (job := self._job(row))}
            letters = [job.row for job in jobs.values() if job.letter]
            marked = outbox.mark(self._db, letters, self._now())
            going = {row_id: job for row_id, job in jobs.items() if job.letter is None or row_id in marked}
        finally:
            for row in rows:
                if row.id not in going:
                    self._tray.done(row)
        for job in going.values():
            self._lanes.carry(job)

    def _job(self, row: OutboxRow) -> Job | None:
        """What a lane is to do about it; None when nothing is left to do, or Slack has closed meanwhile."""
        now = self._now()
        with _guarded(row):
            until = self._pace.closed(row.workspace, row.op, now)
            if until is None or row.tried_at:
                return self._writing.job(row, now)
            outbox.later(self._db, row.id, until)
        return None

    def _settle(self, answers: list[tuple[Job, Answer]]) -> int:
        """Record what became of each; how many Slack took."""
        for job, _ in answers:
            self._tray.done(job.row)
        accepted = [(job, answer.body) for job, answer in answers if job.letter and isinstance(answer, Accepted)]
        self._settling.accepted(accepted)
        return len(accepted) + sum(self._settled(*each) for each in answers)

    def _settled(self, job: Job, answer: Answer) -> bool:
        """Deal with every other answer; whether the row was found."""
        with _guarded(job.row):
            if job.letter is None:
                return self._settling.looked(job.row, answer)
            if not isinstance(answer, Accepted):
                self._settling.declined(job.row, answer)
        return False


@contextmanager
def _guarded(row: OutboxRow) -> Generator[None]:
    """One row's fault never stops the rest: the row stays leased and is found stranded later."""
    try:
        yield
    except Exception:
        log.exception("Outbox row %s could not be dealt with", row.id)
