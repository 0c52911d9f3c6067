"""Claimed rows as jobs for workers. A row without a job has had its next state recorded."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from bot.delivery import requests
from bot.delivery.answers import BLOCKS, Refused
from bot.delivery.requests import Request
from bot.delivery.results import Results, explain_stranded
from bot.delivery.send_policy import Policy
from bot.delivery.workers import Job, Search, Send
from bot.errors import UnavailableError
from bot.messages.block_kit.charts import has_charts, spell_charts
from bot.model.outbox import Operation, OutboxRow
from bot.records import installations, outbox, posts
from bot.records.database import Database

log = logging.getLogger(__name__)

Compose = Callable[[OutboxRow], Mapping[str, Any] | None]
FindToken = Callable[[str], str | None]
NO_TOKEN = Refused("no_token")
BUSY = timedelta(seconds=2)  # an update waits so long for the post that it changes
PATIENCE = 3  # tries: it may take Slack a moment to show what was uploaded
CHARTS_AGAIN = timedelta(days=30)  # after Slack has refused one: workspaces learn to show them


class Jobs:
    """The maker of jobs. `compose` gives a row's message as it is now (None: nothing to say), `find_token` a
    workspace's bot token. `draws`: a workspace that shows no charts gets pictures of them.
    """

    def __init__(
        self, db: Database, compose: Compose, find_token: FindToken, policy: Policy, results: Results, *, draws: bool
    ) -> None:
        self._db, self._policy, self._results, self._draws = db, policy, results, draws
        self._compose, self._find_token = compose, find_token

    def prepare(self, row: OutboxRow, now: datetime) -> Job | None:
        """Return how to send it; or to look for it, when somebody marked it and nobody finished."""
        return self._prepare_send(row, now) if row.tried_at is None else self._prepare_search(row)

    def _prepare_send(self, row: OutboxRow, now: datetime) -> Send | None:
        request = self._address(row, now)
        if request is None:
            return None
        token = self._find_token(row.workspace)
        if token is None:
            self._results.record_declined(row, NO_TOKEN)
            return None
        # Permission comes last before the message, because it also notes that a reminder was sent.
        message = self._compose_message(row) if self._permit(row, now) else None
        return None if message is None else self._fit_charts(Send(row, token, request, message, now), now)

    def _fit_charts(self, job: Send, now: datetime) -> Send:
        """Return it as its workspace shows it: where it takes no charts, with pictures or words in their place."""
        since = now - CHARTS_AGAIN
        if not has_charts(job.message) or not installations.has_refused_charts(self._db, job.row.workspace, since):
            return job
        waited = job.row.attempts >= PATIENCE and job.row.error in BLOCKS
        if self._draws and not waited:
            return replace(job, drawn=True)
        return replace(job, message=spell_charts(job.message))

    def _permit(self, row: OutboxRow, now: datetime) -> bool:
        """Return whether it may go now; otherwise it waits, or is not said at all."""
        verdict = self._policy.permit(row, now)
        if isinstance(verdict, datetime):
            outbox.postpone(self._db, row.id, verdict, now)
        elif verdict:
            outbox.void(self._db, row.id, verdict)
        return verdict is None

    def _prepare_search(self, row: OutboxRow) -> Search | None:
        # Only a post leaves something to search for, and only in a DM may the bot read.
        if row.op != Operation.POST or not requests.is_direct(row.channel):
            self._results.record_unclear(row, explain_stranded(row))
        elif token := self._find_token(row.workspace):
            return Search(row, token)
        else:
            self._results.record_search(row, NO_TOKEN)
        return None

    def _address(self, row: OutboxRow, now: datetime) -> Request | None:
        """Return where the row goes, or None when there is no message to change or pin, or not yet."""
        if row.op not in (*requests.CHANGES, *requests.PINS, Operation.CANVAS):
            return self._address_post(row, now)
        if outbox.is_being_sent(self._db, row, requests.list_rivals(row)):
            outbox.postpone(self._db, row.id, now + BUSY, now)
            return None
        if row.op is Operation.CANVAS:
            return requests.address_request(row)
        if named := requests.read_target(row):
            return named
        if stands := posts.find_changed(self._db, row):
            return Request(*stands)
        state = outbox.find_post_state(self._db, row)
        outbox.void(self._db, row.id, f"its post is {state}" if state else "nothing was posted")
        return None

    def _address_post(self, row: OutboxRow, now: datetime) -> Request | None:
        """Return where a post or a file goes; None while the post in whose thread it is said is on its way."""
        request, about = requests.address_request(row), row.thread
        if about is None:
            return request
        if thread := posts.find_thread(self._db, row, about):
            return replace(request, thread=thread)
        if outbox.is_to_be_posted(self._db, about, row.channel):
            outbox.postpone(self._db, row.id, now + BUSY, now)
            return None
        # That post never arrived, or nobody knows: better in the channel than lost.
        return request

    def _compose_message(self, row: OutboxRow) -> Mapping[str, Any] | None:
        """Return what the row says now, or None when that is nothing or a fault of ours. A deletion needs no words."""
        if row.op is Operation.DELETE:
            return {}
        try:
            message = self._compose(row)
        except UnavailableError:
            raise  # nothing is wrong with the row
        # Whatever a template or a row can raise: the same would happen at every attempt, so the row is given up.
        except Exception as error:
            log.exception("Outbox row %s (%s) could not be rendered", row.id, row.kind)
            self._results.give_up_undrawn(row, f"render: {type(error).__name__}: {error}")
            return None
        if message is None:
            outbox.void(self._db, row.id, "nothing to say")
        return message
