"""The lanes: threads that carry letters to Slack and bring back its answers. None of them touches the database."""

import logging
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from queue import Empty, SimpleQueue
from typing import Any

from bot.delivery import requests
from bot.delivery.api import Answer, Unclear, Wire
from bot.delivery.requests import Letter
from bot.model.outbox import OutboxRow

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Job:
    """What a lane does about a row: send its letter, written `at` a moment; without one, look whether it arrived."""

    row: OutboxRow
    token: str
    letter: Letter | None = None
    words: Mapping[str, Any] | None = None
    at: datetime | None = None


class Lanes:
    """At most `count` requests are under way at once."""

    def __init__(self, api_url: str, count: int) -> None:
        self._wire = Wire(api_url)
        self._threads = ThreadPoolExecutor(count, "delivery-lane")
        self._back: SimpleQueue[tuple[Job, Answer] | None] = SimpleQueue()

    def carry(self, job: Job) -> None:
        """Take it along; its answer will be among `answers`."""
        self._threads.submit(self._carry, job)

    def answers(self, seconds: float) -> list[tuple[Job, Answer]]:
        """Everything that has come back; waits so long for the first, or until `interrupt`."""
        try:
            back = [self._back.get(timeout=seconds)]
            while not self._back.empty():
                back.append(self._back.get())
        except Empty:
            return []
        return [each for each in back if each]

    def interrupt(self) -> None:
        """Whoever waits for answers waits no longer."""
        self._back.put(None)

    def close(self) -> None:
        """Hang up; the next letter calls again."""
        self._wire.close()

    def _carry(self, job: Job) -> None:
        try:
            answer = self._ask(job)
        except Exception as error:
            log.exception("Outbox row %s could not be carried", job.row.id)
            answer = Unclear(f"{type(error).__name__}: {error}")
        self._back.put((job, answer))

    def _ask(self, job: Job) -> Answer:
        if job.letter is None or job.words is None or job.at is None:
            return requests.find(self._wire, job.token, job.row)
        if job.letter.gently and (resting := requests.resting(self._wire, job.token, job.letter.channel, job.at)):
            return resting
        return requests.send(self._wire, job.token, job.row, job.letter, job.words)
