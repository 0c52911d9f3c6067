"""Outbox row → message → Slack, once: never twice, never lost, and when in doubt it is said.

A row is marked before its request leaves. Whatever leaves no clear answer behind is looked for where the bot may read
(a DM, by the row's id in the message's metadata) and held for a person where it may not (a channel).
"""

import logging
import threading
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from datetime import datetime, timedelta
from typing import Any

from bot.nudges import letters
from bot.nudges.courtesy import Held
from bot.nudges.letters import Letter
from bot.nudges.pacing import Pace
from bot.nudges.refusals import ATTEMPTS, PERMANENT, back_off
from bot.nudges.wire import Accepted, Answer, Limited, NotSent, Refused, Unclear, Wire
from bot.records import outbox
from bot.records.database import Database, Row, moment

log = logging.getLogger(__name__)

Lanes = Callable[[Callable[[list[Row]], int], Iterable[list[Row]]], Iterable[int]]
Compose = Callable[[Row], Mapping[str, Any] | None]
LOOK_AGAIN = timedelta(seconds=30)
QUIET, BUSY = 5.0, 1.0  # seconds between two rounds of the thread


class Delivery:
    """Sends what is due. `compose` says what a row says now (None: nothing any more); `token` is a workspace's bot
    token; `on_refused(row, code)` runs in the transaction that gives a row up, so it must not call Slack.
    `held` may put a row off (a moment) or keep it back (why), and may `ask` Slack before it says so.
    `lanes` is how many requests may be in flight at once; one channel's messages always keep their order.
    """

    def __init__(
        self,
        db: Database,
        compose: Compose,
        token: Callable[[str], str | None],
        api_url: str,
        now: Callable[[], datetime],
        on_refused: Callable[[Row, str], None] = lambda row, code: None,
        lanes: int = 1,
        held: Held = lambda row, ask, now: None,
    ) -> None:
        self._db, self._compose, self._token, self._now, self._on_refused = db, compose, token, now, on_refused
        self._lanes, self._held = lanes, held
        self._wire = Wire(api_url, lanes)
        self._pace = Pace()
        self._wake = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Deliver in one background thread, at every `wake()` and every few seconds."""
        self._stopping.clear()
        self._thread = threading.Thread(target=self._run, name="delivery", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        """Something may be due: look now."""
        self._wake.set()

    def stop(self) -> None:
        """Finish the message in hand, put back the rest, and end the thread."""
        self._stopping.set()
        self._wake.set()
        if self._thread is not None:
            self._thread.join()
        self._wire.close()

    def deliver_due(self) -> int:
        """Send everything due, in the calling thread when there is one lane; how many messages Slack has now."""
        self._pace.begin()
        with ExitStack() as stack:
            lanes: Lanes = map
            if self._lanes > 1:
                lanes = stack.enter_context(ThreadPoolExecutor(self._lanes, "delivery")).map
            count = self._each(lanes, outbox.stranded(self._db, self._now()), self._uncertain)
            limit = max(50, 4 * self._lanes)
            while not self._stopping.is_set() and (rows := outbox.claim(self._db, self._now(), limit)):
                count += self._each(lanes, rows, self._deliver)
        return count

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self.deliver_due()
            except Exception:
                log.exception("A round of delivery failed; the next one follows in %s seconds", QUIET)
            self._wake.wait(BUSY if self._pace.queued else QUIET)
            self._wake.clear()

    def _each(self, lanes: Lanes, rows: list[Row], act: Callable[[Row], bool]) -> int:
        """Act on every row, one channel's rows in order; how many were sent."""
        channels: dict[tuple[str, str], list[Row]] = {}
        for row in rows:
            channels.setdefault((row["workspace"], row["channel"]), []).append(row)
        return sum(lanes(lambda mine: sum([self._guarded(row, act) for row in mine]), channels.values()))

    def _guarded(self, row: Row, act: Callable[[Row], bool]) -> bool:
        """One row's fault never stops the rest: the row stays leased and is found stranded later."""
        try:
            return act(row)
        except Exception:
            log.exception("Outbox row %s could not be dealt with", row["id"])
            return False

    def _deliver(self, row: Row) -> bool:
        """Send one claimed row; whether Slack took it."""
        if self._stopping.is_set():
            return self._later(row, moment(row["due_at"]))
        now = self._now()
        letter = self._addressed(row, now)
        if letter is None:
            return False
        if wait := self._pace.wait(row["workspace"], row["op"], row["channel"], now):
            return self._later(row, now + wait)
        token = self._token(row["workspace"])
        if token is None:
            return self._refused(row, "no_token")
        words = self._words(row) if self._welcome(row, token, now) else None
        if words is None or not outbox.mark(self._db, row, self._now()):
            return False
        return self._settle(row, letters.send(self._wire, token, row, letter, words), letter)

    def _addressed(self, row: Row, now: datetime) -> Letter | None:
        """How the row goes, or None when an update has no message to change, or not yet."""
        if row["op"] != "update":
            return letters.address(row, now)
        fate = letters.earlier(row, outbox.same_message(self._db, row))
        if isinstance(fate, Letter):
            return fate
        if fate == "busy":
            self._later(row, now + timedelta(seconds=2))
        else:
            outbox.void(self._db, row["id"], fate)
        return None

    def _welcome(self, row: Row, token: str, now: datetime) -> bool:
        """Whether it may go now; otherwise it waits, or is not said at all."""
        fate = self._held(row, lambda method, fields: self._wire.ask(method, token, fields), now)
        if isinstance(fate, datetime):
            self._later(row, fate)
        elif fate:
            outbox.void(self._db, row["id"], fate)
        return fate is None

    def _words(self, row: Row) -> Mapping[str, Any] | None:
        """What the row says now, or None when that is nothing or a fault of ours."""
        try:
            words = self._compose(row)
        except Exception as error:
            log.exception("Outbox row %s (%s) could not be rendered", row["id"], row["kind"])
            self._give_up(row, f"render: {type(error).__name__}: {error}")
            return None
        if words is None:
            outbox.void(self._db, row["id"], "nothing to say")
        return words

    def _settle(self, row: Row, answer: Answer, letter: Letter) -> bool:
        """Record what became of it; whether Slack took it."""
        now = self._now()
        match answer:
            case Accepted(body):
                outbox.sent(self._db, row["id"], now, body.get("channel") or letter.channel, letters.ts(body))
                return True
            case Limited(seconds):
                until = now + timedelta(seconds=seconds)
                self._pace.block(row["workspace"], row["op"], until)
                return self._later(row, until)
            case NotSent(why):
                return self._later(row, now + back_off(row["attempts"]), why)
            case Unclear(why):
                return self._unclear(row, why)
            case Refused(code) if code in PERMANENT or row["attempts"] + 1 >= ATTEMPTS:
                return self._refused(row, code)
            case Refused(code):
                return self._later(row, now + back_off(row["attempts"]), code)

    def _unclear(self, row: Row, why: str) -> bool:
        """It may have been sent. An edit is simply repeated, a whisper is not worth saying twice."""
        if row["op"] in ("update", "home"):
            self._later(row, self._now() + back_off(row["attempts"]), why)
        elif row["op"] == "ephemeral":
            outbox.void(self._db, row["id"], why)
        elif letters.is_dm(row["channel"]):
            outbox.hold(self._db, row["id"], self._now() + LOOK_AGAIN, why)
        else:
            self._doubt(row, why)
        return False

    def _uncertain(self, row: Row) -> bool:
        """Deal with a row that somebody marked and nobody finished."""
        why = row["error"] or "the sender stopped while it was being sent"
        if row["op"] == "post" and letters.is_dm(row["channel"]):
            return self._look(row, why)
        return self._unclear(row, why)

    def _look(self, row: Row, why: str) -> bool:
        """Is it there? Whether it was; otherwise it is sent again."""
        token = self._token(row["workspace"])
        if token is None:
            return self._refused(row, "no_token")
        answer = letters.find(self._wire, token, row)
        match answer:
            case Accepted(body) if body:
                outbox.sent(self._db, row["id"], self._now(), body["channel"], body["ts"])
                return True
            case Accepted():
                self._later(row, self._now(), why)
            case Refused(code):
                self._doubt(row, f"{why}; looking for it: {code}")
            case Limited(seconds):
                outbox.hold(self._db, row["id"], self._now() + timedelta(seconds=seconds), why)
            case NotSent() | Unclear():
                outbox.hold(self._db, row["id"], self._now() + LOOK_AGAIN, why)
        return False

    def _later(self, row: Row, due: datetime, error: str | None = None) -> bool:
        outbox.later(self._db, row["id"], due, error=error)
        return False

    def _refused(self, row: Row, code: str) -> bool:
        with self._db.atomic():
            self._give_up(row, code)
            self._on_refused(row, code)
        return False

    def _give_up(self, row: Row, error: str) -> None:
        with self._db.atomic():
            outbox.failed(self._db, row["id"], error)
            if row["op"] == "post" and not letters.is_dm(row["channel"]):
                self._tell(row)

    def _doubt(self, row: Row, why: str) -> None:
        with self._db.atomic():
            outbox.doubt(self._db, row["id"], why)
            self._tell(row)

    def _tell(self, row: Row) -> None:
        """Whoever should know hears that this row was not, or maybe not, delivered."""
        if row["told"]:
            whose = {name: row[name] for name in ("workspace", "team_id")}
            outbox.add(self._db, **whose, channel=row["told"], kind="undelivered", ref=row["id"], now=self._now())
