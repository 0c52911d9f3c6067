"""Whispers on their way: from the listener's memory to Slack, past every table, once at most.

They wait here and nowhere else, half an hour at most: a response_url lives no longer (docs.slack.dev, handling user
interaction). What was refused before it could have been said is tried again; what may have been said is not.
"""

import heapq
import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.counting import WHISPER, Counted, ErrorKind, count
from bot.delivery.answers import INSTALLATION, Accepted, Answer, Limited, NotSent, Refused
from bot.delivery.api import SlackApi
from bot.errors import UnavailableError
from bot.model.outbox import Whisper
from bot.setbacks import Setbacks

log = logging.getLogger(__name__)

Message = Mapping[str, Any]
THREADS = 4  # one that waits for a slow answer keeps nobody else waiting
LASTS = 30 * 60_000  # milliseconds
MOST = 10_000  # whispers that wait at once; what comes on top of that is not said
EVERY, BURST = 600, 20  # milliseconds for one more in a workspace, at once: chat.postEphemeral is tier 4 (100 a minute)
MENDED = 60.0  # seconds until a token that Slack refused is tried again
AGAIN = 5.0  # seconds until what Slack could not be told is tried again


@dataclass(order=True)
class _Waiting:
    due: int
    place: int
    whisper: Whisper = field(compare=False)
    until: int = field(compare=False)


class Whispers:
    """The whispers that wait. `compose` gives a whisper's message (None: nothing to say), `find_token` a workspace's
    bot token, `seconds` a clock that is never set back.
    """

    def __init__(
        self,
        api: SlackApi,
        compose: Callable[[Whisper], Message | None],
        find_token: Callable[[str], str | None],
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._api, self._compose, self._find_token, self._seconds = api, compose, find_token, seconds
        self._queue: list[_Waiting] = []
        self._next_turn: dict[str, int] = {}
        self._changed = threading.Condition(threading.RLock())
        self._threads: list[threading.Thread] = []
        self._stopping = False
        self._places = 0
        self._setbacks = Setbacks(log, "compose a whisper", seconds)

    def say(self, whisper: Whisper) -> None:
        """Say it soon; from any thread, without waiting for anything."""
        now = self._now()
        with self._changed:
            if len(self._queue) >= MOST:
                log.warning("%s whispers wait already: one more is not said", MOST)
                return
            self._put(whisper, self._take_turn(whisper.at.workspace, now), now + LASTS)

    def start(self) -> None:
        """Say them in threads of their own, as they come."""
        self._stopping = False
        self._threads = [threading.Thread(target=self._run, name="whispers", daemon=True) for _ in range(THREADS)]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Say what is due, let go of the rest, and end the threads."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        for thread in self._threads:
            thread.join()

    def deliver_due(self) -> int:
        """Say what is due, here and now. Return how many of them Slack has."""
        said = 0
        while waiting := self._take():
            said += self._carry(waiting)
        return said

    def _now(self) -> int:
        return round(self._seconds() * 1000)

    def _run(self) -> None:
        while waiting := self._wait():
            self._carry(waiting)

    def _wait(self) -> _Waiting | None:
        """Return the next one when it is due; None when it is time to stop and none is."""
        with self._changed:
            while (waiting := self._take()) is None and not self._stopping:
                self._changed.wait((self._queue[0].due - self._now()) / 1000 if self._queue else None)
            return waiting

    def _take(self) -> _Waiting | None:
        """Return one that is due, None when none is."""
        with self._changed:
            due = self._queue and self._queue[0].due <= self._now()
            return heapq.heappop(self._queue) if due else None

    def _put(self, whisper: Whisper, due: int, until: int) -> None:
        self._places += 1
        heapq.heappush(self._queue, _Waiting(due, self._places, whisper, until))
        self._changed.notify()

    def _take_turn(self, workspace: str, now: int) -> int:
        """Return when Slack's limit lets one more go in this workspace: now, or behind those that wait."""
        full = BURST * EVERY
        turn = max(self._next_turn.get(workspace, 0), now - full + EVERY)
        if len(self._next_turn) >= MOST:
            self._next_turn = {each: at for each, at in self._next_turn.items() if at > now - full}
        self._next_turn[workspace] = turn + EVERY
        return max(turn, now)

    def _carry(self, waiting: _Waiting) -> bool:
        """Say it. Return whether Slack has it."""
        try:
            answer = self._ask(waiting.whisper)
        except UnavailableError as error:
            self._setbacks.note(error)
            self._try_again(waiting, AGAIN, ErrorKind.DATABASE)
            return False
        # Whatever a template can raise: a thread less would say the others later, and four less nothing any more.
        except Exception:
            log.exception("A whisper (%s) could not be composed", waiting.whisper.kind)
            count(Counted.ERROR, ErrorKind.UNDRAWN)
            return False
        self._setbacks.clear()
        self._record(waiting, answer)
        return isinstance(answer, Accepted)

    def _record(self, waiting: _Waiting, answer: Answer | None) -> None:
        match answer:
            case Limited(seconds):
                self._try_again(waiting, seconds, ErrorKind.LIMITED)
            case NotSent():
                self._try_again(waiting, AGAIN, ErrorKind.UNREACHABLE)
            case Refused(code) if code in INSTALLATION:
                self._try_again(waiting, MENDED, ErrorKind.INSTALLATION)
            case Accepted():
                count(Counted.SENT, WHISPER)
            case None:
                pass
            case _:
                log.info("A whisper (%s) was not said, or nobody knows: %s", waiting.whisper.kind, answer)
                count(Counted.ERROR, ErrorKind.REFUSED)

    def _try_again(self, waiting: _Waiting, seconds: float, kind: ErrorKind) -> None:
        count(Counted.RETRY, WHISPER)
        count(Counted.ERROR, kind)
        now = self._now()
        again = now + round(seconds * 1000)
        with self._changed:
            if again < waiting.until:
                workspace = waiting.whisper.at.workspace
                self._next_turn[workspace] = max(self._next_turn.get(workspace, 0), again)
                self._put(waiting.whisper, self._take_turn(workspace, now), waiting.until)

    def _ask(self, whisper: Whisper) -> Answer | None:
        """Return Slack's answer; None when there is nothing to say, or nobody to say it."""
        token = self._find_token(whisper.at.workspace)
        message = self._compose(whisper) if token else None
        if not token or message is None:
            return None
        words = {name: message[name] for name in ("text", "blocks") if name in message}
        # By the response_url, which reaches places the bot is not in; by name when Slack does not take that one.
        if whisper.response_url:
            here = {"response_type": "ephemeral", "replace_original": whisper.replaces}
            answer = self._api.respond(whisper.response_url, {**here, **words})
            # A refusal only: after any other answer it may have been said, or the address may be tried once more.
            if not isinstance(answer, Refused):
                return answer
        place = {"channel": whisper.at.channel, "user": whisper.user}
        if thread := whisper.detail.get("thread_ts"):
            place["thread_ts"] = thread
        return self._api.write("chat.postEphemeral", token, {**place, **words})
