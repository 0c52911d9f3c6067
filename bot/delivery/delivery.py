"""The loop that sends outbox rows: never twice, never lost, and in doubt a person is asked.

One thread keeps the outbox: it claims rows, composes their messages, marks them, and records what became of them, as
many in one transaction as there are at the moment. A row is marked before its request leaves; workers only carry what
is marked.
"""

import logging
import threading
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from bot.delivery import rate_limits
from bot.delivery.ahead import Ahead
from bot.delivery.answers import Accepted, Answer
from bot.delivery.api import SlackApi
from bot.delivery.jobs import Compose, FindToken, Jobs
from bot.delivery.queue import ChannelQueue
from bot.delivery.rate_limits import RateLimits
from bot.delivery.results import Results, Take
from bot.delivery.send_policy import Policy
from bot.delivery.steady import SteadyClock
from bot.delivery.whispers import Whispers
from bot.delivery.workers import Job, Search, Send, Workers
from bot.errors import UnavailableError
from bot.messages.block_kit.charts import has_charts
from bot.model.outbox import Operation, OutboxRow
from bot.records import leases, outbox
from bot.records.database import Database
from bot.setbacks import Setbacks

log = logging.getLogger(__name__)

QUIET, BUSY = 5.0, 1.0  # seconds between two looks at the outbox, and while something is expected
SLOW = timedelta(seconds=1)  # a workspace that has a whole burst in hand gets nothing more for so long


class Delivery:
    """The sender of what is due. `compose` gives a row's message as it is now (None: nothing to say any more),
    `find_token` a workspace's bot token. `workers` is how many requests may be in flight at once; one channel's
    messages always keep their order. `take` does what follows from a file that was read, `ahead` reads what the rows
    show that are composed next. `draws`: where Slack shows no charts, pictures of them go out.
    """

    def __init__(
        self,
        db: Database,
        api: SlackApi,
        compose: Compose,
        find_token: FindToken,
        policy: Policy,
        now: Callable[[], datetime],
        workers: int = 1,
        whispers: Whispers | None = None,
        take: Take | None = None,
        ahead: Ahead | None = None,
        *,
        draws: bool = False,
    ) -> None:
        self._db, self._now, self._capacity = db, now, workers
        self._ahead = ahead or Ahead(db)
        self._queue, self._limits, self._workers = ChannelQueue(), RateLimits(), Workers(api, workers)
        self._steady = SteadyClock(now)
        self._results = Results(db, self._limits, now, self._steady, policy, take)
        self._jobs = Jobs(db, compose, find_token, policy, self._results, draws=draws)
        self._woken = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None
        self._whispers = whispers
        self._answered: list[tuple[Job, Answer]] = []  # by Slack, and not yet recorded
        self._round_until = self._dry_until = 0.0  # by the monotonic clock

    def start(self) -> None:
        """Deliver in one background thread, at every `wake()` and every few seconds."""
        self._stopping.clear()
        if self._whispers:
            self._whispers.start()
        self._thread = threading.Thread(target=self._run, name="delivery", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Look now: something may be due."""
        # Whoever waits for answers waits on another queue than the event, and is interrupted there as well.
        if not self._woken.is_set():
            self._woken.set()
            self._workers.interrupt()

    def stop(self) -> None:
        """Finish what is under way, put back the rest, and end the thread."""
        self._stopping.set()
        self.wake()
        if self._thread is not None:
            self._thread.join()
        if self._whispers:
            self._whispers.stop()
        self._workers.close()

    def deliver_due(self) -> int:
        """Send everything due, whispers first, and wait for the answers. Return how many messages Slack has now."""
        return (self._whispers.deliver_due() if self._whispers else 0) + self._deliver_rows()

    def _deliver_rows(self) -> int:
        # What is still to be recorded comes before a look at who is gone: it may have been ours for too long.
        count = self._record([])
        self._begin_round()
        while self._refill():
            self._send(self._queue.take(self._capacity - self._queue.in_flight))
            count += self._record(self._workers.collect(BUSY) if self._queue.in_flight else [])
        return count

    def _run(self) -> None:
        setbacks = Setbacks(log, "deliver")
        while not self._stopping.is_set():
            # Before the round: one that fails early would find itself woken again and again.
            self._woken.clear()
            with setbacks.attempt():
                # Without the whispers, which have threads of their own.
                self._deliver_rows()
            if setbacks.pause:
                self._stopping.wait(setbacks.pause)
            elif not self._stopping.is_set():
                self._woken.wait(BUSY if self._limits.queued else QUIET)

    def _begin_round(self) -> None:
        """Forget who was told to wait, and look at what somebody left unfinished."""
        self._round_until, self._dry_until = time.monotonic() + QUIET, 0.0
        self._limits.begin()
        self._results.begin()
        for row in leases.claim_stranded(self._db, self._now()):
            # Unless it is ours, and under way: a clock set forward ends every lease.
            if row not in self._queue:
                self._queue.put(row)

    def _refill(self) -> bool:
        """Claim what is due. Return whether anything is in hand."""
        # What waits here would stay leased for minutes; put back, another process or the next start sends it at once.
        if self._stopping.is_set():
            outbox.put_back(self._db, {row.id: row.due_at for row in self._queue.empty()}, self._now())
            return self._queue.in_flight > 0
        if time.monotonic() > self._round_until:
            self._begin_round()
        if self._woken.is_set() or len(self._queue) == 0 or time.monotonic() > self._dry_until:
            # Cleared before claiming: a wake that comes meanwhile is seen by the next look instead of lost.
            self._woken.clear()
            self._claim()
        return len(self._queue) > 0

    def _claim(self) -> None:
        """Claim while there is room and something is due."""
        # Several times what may be in flight, because a query at every answer would cost too much.
        most = max(50, 4 * self._capacity)
        while self._queue.waiting < self._capacity:
            rows = leases.claim(self._db, self._now(), most)
            self._admit(rows, self._now())
            if not rows:
                self._dry_until = time.monotonic() + BUSY
                break

    def _admit(self, rows: list[OutboxRow], now: datetime) -> None:
        """Keep those that may go, and put the others back until their turn."""
        # In the outbox, where they do not take the place of a workspace that Slack would let through.
        due: dict[str, datetime] = {}
        steady = self._steady()
        for row in rows:
            method = row.workspace, row.op
            full = self._queue.count(*method) >= rate_limits.WORKSPACE[row.op][1]
            if wait := SLOW if full else self._limits.wait(*method, row.channel, steady):
                due[row.id] = now + wait
            else:
                self._queue.put(row)
        outbox.put_back(self._db, due, now)

    def _send(self, rows: list[OutboxRow]) -> None:
        """Mark what has something to say, and only then let it go."""
        # A mark that is committed first is what tells a crash before the request from one after it; and a row whose
        # lease somebody else has taken over is not marked, so not sent twice. A search sends nothing and needs none.
        ready: dict[str, Job] = {}
        try:
            self._ahead.read(rows)
            jobs = {row.id: job for row in rows if (job := self._prepare(row))}
            marked = leases.mark(self._db, [job.row for job in jobs.values() if isinstance(job, Send)], self._now())
            ready = {row_id: job for row_id, job in jobs.items() if isinstance(job, Search) or row_id in marked}
        finally:
            for row in rows:
                if row.id not in ready:
                    self._queue.remove(row)
        for job in ready.values():
            self._workers.start(job)

    def _prepare(self, row: OutboxRow) -> Job | None:
        """Return what a worker is to do; None when nothing is left to do, or Slack has closed the method meanwhile."""
        now = self._now()
        with _log_fault(row):
            wait = self._limits.closed(row.workspace, row.op, self._steady())
            # A row that was tried is searched for even so: to postpone it would clear its mark and send it again.
            if wait is None or row.tried_at:
                return self._jobs.prepare(row, now)
            outbox.postpone(self._db, row.id, now + wait, now)
        return None

    def _record(self, answers: list[tuple[Job, Answer]]) -> int:
        """Record what became of each. Return how many Slack took."""
        for job, _ in answers:
            self._queue.remove(job.row)
        # Kept until they are recorded: a database that is away for a moment leaves no doubt about what Slack said.
        self._answered += answers
        count = self._record_accepted()
        while self._answered:
            count += self._record_other(*self._answered[0])
            del self._answered[0]
        return count

    def _record_accepted(self) -> int:
        """Record what Slack took, before all else and in one statement."""
        # Until then a crash makes each of them one that may have been sent.
        sent: list[tuple[Send, Mapping[str, Any]]] = []
        others: list[tuple[Job, Answer]] = []
        for job, answer in self._answered:
            if isinstance(job, Send) and isinstance(answer, Accepted) and job.row.op is not Operation.READ:
                sent.append((job, answer.body))
            else:
                others.append((job, answer))
        self._results.record_accepted(sent)
        self._answered = others
        return len(sent)

    def _record_other(self, job: Job, answer: Answer) -> bool:
        """Record anything but a message that Slack took. Return whether a row that was looked for has arrived."""
        with _log_fault(job.row):
            if isinstance(job, Search):
                return self._results.record_search(job.row, answer)
            if isinstance(answer, Accepted):
                self._results.record_read(job.row, answer.body)
                self._woken.set()  # what there is to say of it is due at once
                return False
            self._results.record_declined(job.row, answer, charts=has_charts(job.message), pictures=job.drawn)
        return False


@contextmanager
def _log_fault(row: OutboxRow) -> Generator[None]:
    # One row's fault never stops the rest: the row stays leased and is found stranded later.
    try:
        yield
    except UnavailableError:
        raise  # it is nobody's fault but the database's, and the same for the next row
    except Exception:
        log.exception("Outbox row %s could not be dealt with", row.id)
