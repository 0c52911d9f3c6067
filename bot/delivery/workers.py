"""Threads that carry requests to Slack and bring back its answers. None of them touches the database, but to
read what a file is built of.
"""

import logging
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from queue import Empty, SimpleQueue
from typing import Any

from bot.delivery import requests
from bot.delivery.answers import Answer, Unclear
from bot.delivery.api import SlackApi
from bot.delivery.pictures import Pictures
from bot.delivery.requests import Request
from bot.model.outbox import OutboxRow

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Send:
    """A row to send as this request; `message` was composed at the moment `at` (UTC). `drawn`: as pictures go its
    charts, which its workspace does not show.
    """

    row: OutboxRow
    token: str
    request: Request
    message: Mapping[str, Any]
    at: datetime
    drawn: bool = False


@dataclass(frozen=True)
class Search:
    """A row that may have been sent, to be looked for in Slack."""

    row: OutboxRow
    token: str


Job = Send | Search


class Workers:
    """A pool of `count` threads, each with one request under way."""

    def __init__(self, api: SlackApi, count: int) -> None:
        self._api, self._pictures = api, Pictures(api)
        self._threads = ThreadPoolExecutor(count, "delivery")
        self._answers: SimpleQueue[tuple[Job, Answer] | None] = SimpleQueue()

    def start(self, job: Job) -> None:
        """Carry a job; its answer will be among those of `collect`."""
        self._threads.submit(self._work, job)

    def collect(self, seconds: float) -> list[tuple[Job, Answer]]:
        """Return every answer there is; wait so long for the first, or until `interrupt`."""
        try:
            answers = [self._answers.get(timeout=seconds)]
            while not self._answers.empty():
                answers.append(self._answers.get())
        except Empty:
            return []
        return [each for each in answers if each]

    def interrupt(self) -> None:
        """End the wait of whoever collects."""
        self._answers.put(None)

    def close(self) -> None:
        """Hang up; the next job connects again."""
        self._api.close()

    def _work(self, job: Job) -> None:
        try:
            answer = self._ask(job)
        # Without an answer the row would stay in flight, and its channel would wait until the next start.
        except Exception as error:
            log.exception("Outbox row %s could not be carried", job.row.id)
            answer = Unclear(f"{type(error).__name__}: {error}")
        self._answers.put((job, answer))

    def _ask(self, job: Job) -> Answer:
        if isinstance(job, Search):
            return requests.find_post(self._api, job.token, job.row)
        if job.request.unasked:
            pause = requests.check_do_not_disturb(self._api, job.token, job.request.channel, job.at)
            if pause:
                return pause
        message = job.message
        if job.drawn:
            place = job.row.workspace, job.request.channel
            drawn = self._pictures.replace_charts(job.token, place, message)
            if not isinstance(drawn, Mapping):
                return drawn
            message = drawn
        return requests.send(self._api, job.token, job.row, job.request, message)
