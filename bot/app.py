"""The place where the parts are put together, and the only file that knows them all."""

import os
import socket
import ssl
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, partial
from typing import Any

from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.http_retry.builtin_handlers import ConnectionErrorRetryHandler, ServerErrorRetryHandler
from slack_sdk.http_retry.builtin_interval_calculators import FixedValueRetryIntervalCalculator

from bot.actions import sheets as sheet_actions
from bot.actions.context import Context
from bot.coaching.finding.search import Match, Search
from bot.coaching.interview.variants import Ending
from bot.coaching.library import loader
from bot.coaching.shapes.base import Playbook
from bot.delivery import drawings
from bot.delivery.ahead import Ahead
from bot.delivery.api import SlackApi
from bot.delivery.cards.composer import make_composer
from bot.delivery.cards.whisper_cards import make_whisper_composer
from bot.delivery.delivery import Delivery
from bot.delivery.send_policy import SendPolicy
from bot.delivery.whispers import Whispers
from bot.errors import UnavailableError
from bot.records import heartbeats, people
from bot.records.cleanup import clean_up
from bot.records.database import Database, connect
from bot.settings import Settings
from bot.slack import errors
from bot.slack.checkins import checkins
from bot.slack.client import ListenerClient
from bot.slack.coach import Coach
from bot.slack.commitments import create, listeners, mine
from bot.slack.documents import documents, lookups
from bot.slack.door import Door
from bot.slack.front import commands, events, next_play, vocabulary
from bot.slack.front import deliveries as delivery_story
from bot.slack.front import results as results_search
from bot.slack.people import away, colleagues, forgetting, home, reminders
from bot.slack.people.profiles import People, Profile
from bot.slack.playbooks import (
    comparisons,
    corrections,
    drafts,
    followups,
    interviews,
    pitches,
    questions,
    results,
    seats,
    sheets,
    team_drafts,
    two_sided,
)
from bot.slack.router import Router
from bot.slack.teams import admins as admin_story
from bot.slack.teams import deletion, digests, summaries
from bot.slack.teams import leads as lead_story
from bot.slack.teams import looks as look_story
from bot.slack.teams import members as member_story
from bot.slack.teams import teams as team_story
from bot.slack.waves import answers as wave_answers
from bot.slack.waves import launching, tapping, weekly
from bot.slack.waves import results as wave_results
from bot.slack.words import Word
from bot.slack.workspaces import Workspaces
from bot.worker.clock import start_clock
from bot.worker.planners import Planning

# Requests to Slack under way at once: five hundred a second, were each to take a quarter of one. More threads than that
# cost more, by waiting for each other, than they send.
WORKERS = 128
STORIES = (
    interviews,
    drafts,
    results,
    comparisons,
    seats,
    corrections,
    team_drafts,
    two_sided,
    followups,
    pitches,
    questions,
    sheets,
    documents,
    lookups,
    create,
    listeners,
    mine,
    reminders,
    checkins,
    away,
    colleagues,
    forgetting,
    home,
    member_story,
    lead_story,
    deletion,
    admin_story,
    look_story,
    summaries,
    digests,
    delivery_story,
    results_search,
    next_play,
    launching,
    weekly,
    wave_answers,
    tapping,
    wave_results,
)


@dataclass(frozen=True)
class Align:
    """The bot, nothing started: `bolt` listens, `planning` and `delivery` speak, `workspaces` knows who it is."""

    bolt: App
    db: Database
    workspaces: Workspaces
    planning: Planning
    delivery: Delivery
    now: Callable[[], datetime]
    documents: frozenset[str]  # the playbooks that end in one

    def tidy(self) -> int:
        """Delete what is no longer kept. Return how many rows that was, at least."""
        return clean_up(self.db, self.now(), self.documents)

    @contextmanager
    def working(self) -> Generator[None]:
        """Deliver and keep time until the block ends; what is under way is finished."""
        with self.delivering(), self._ticking():
            yield

    @contextmanager
    def delivering(self) -> Generator[None]:
        """Deliver until the block ends; what is under way is finished."""
        self.workspaces.start()
        self.delivery.start()
        try:
            yield
        finally:
            self.delivery.stop()
            self.workspaces.stop()

    @contextmanager
    def _ticking(self) -> Generator[None]:
        process = f"{socket.gethostname()}:{os.getpid()}"
        clock = start_clock(partial(self._plan, process), self.delivery.wake, self.tidy)
        try:
            yield
        finally:
            # Before delivery stops: the clock would wake it.
            clock.shutdown()
            with suppress(UnavailableError):
                heartbeats.stop(self.db, process)

    def _plan(self, process: str) -> None:
        heartbeats.beat(self.db, process, self.now())
        if self.planning.plan(self.now()):
            self.delivery.wake()


def utc_now() -> datetime:
    return datetime.now(UTC)


def build_align(
    settings: Settings,
    playbooks: Mapping[str, Playbook] | None = None,
    *,
    now: Callable[[], datetime] = utc_now,
    seconds: Callable[[], float] = time.monotonic,
    workers: int = WORKERS,
) -> Align:
    """Build the bot; call nobody, migrate nothing, start no thread. UserError for faulty playbooks.

    `playbooks` are those that have been loaded already; None: they are loaded. `now` is its only clock,
    `seconds` one that is never set back; of `workers` each carries a request to Slack.
    """
    db = connect(settings.database_url)
    playbooks = loader.load_installed(settings.playbooks) if playbooks is None else playbooks
    questions = loader.load_installed_questions(settings.playbooks)
    client = _make_client(settings)
    workspaces = Workspaces(db, client, settings.bot_token, now)
    words = vocabulary.list_words(playbooks)
    find = _make_find(playbooks, words)
    lines = commands.list_lines(words)
    api = SlackApi(settings.api_url, settings.proxies)
    whispers = Whispers(api, make_whisper_composer(db, playbooks, lines, settings.secret), workspaces.token, seconds)
    ahead = Ahead(db)
    delivery = Delivery(
        db,
        api,
        make_composer(db, playbooks, lines, settings.secret, ahead=ahead, charts=settings.charts != "text"),
        workspaces.token,
        SendPolicy(db, ahead),
        now,
        workers,
        whispers,
        lambda row, read, at: sheet_actions.take_sheet(Context(db, playbooks, settings.secret, at), row, read),
        ahead,
        draws=settings.charts == "picture" and drawings.is_installed(),
    )
    known = People(now, partial(_learn_profile, db), lambda *who: people.get(db, *who).zone)
    coach = Coach(db, playbooks, questions, known, settings.secret, now, delivery.wake, find, whispers.say)
    # A lambda, because Bolt fills in the arguments by their names, and would give a bound method None for `self`.
    bolt = make_bolt(client, settings.signing_secret, lambda: workspaces.authorize(), coach, words)
    documents = frozenset(word for word, each in playbooks.items() if each.ending is Ending.DOCUMENT)
    planning = Planning(db, playbooks, settings.secret, questions, seconds)
    return Align(bolt, db, workspaces, planning, delivery, now, documents)


def _make_find(playbooks: Mapping[str, Playbook], words: Mapping[str, Word]) -> Callable[[str], Match | None]:
    """Return the search, which the first question fills: no start waits for it."""
    search = cache(lambda: Search(vocabulary.list_search_texts(playbooks, words)))
    return lambda question: search().find(question)


def _learn_profile(db: Database, workspace: str, profile: Profile) -> None:
    people.learn(db, workspace, profile.user, zone=profile.zone or "", name=profile.name, is_admin=profile.admin)


def make_bolt(
    client: ListenerClient,
    signing_secret: str,
    authorize: Callable[..., AuthorizeResult],
    coach: Coach,
    words: Mapping[str, Word],
) -> App:
    """Build Bolt with every listener. It acknowledges when a listener has returned, so none of them may wait."""

    def attach(context: dict[str, Any], next: Callable[[], None]) -> None:
        context["coach"] = coach
        context["client"] = client.copy(context.get("team_id"))
        next()

    app = Door(
        name="align",
        client=client,
        signing_secret=signing_secret,
        before_authorize=attach,
        authorize=authorize,
        process_before_response=True,
        request_verification_enabled=bool(signing_secret),
    )

    commands.register_command(app, words)
    heard = events.story(words)
    setup = team_story.story(partial(commands.run_word, words))
    Router([commands.story(words), heard, setup, *(story.STORY for story in STORIES)]).register(app)
    app.error(errors.explain_error)
    return app


def _make_client(settings: Settings) -> ListenerClient:
    """Build the client for calls from listeners."""
    # One TLS context for every call: building one anew costs thirty milliseconds.
    context = ssl.create_default_context() if settings.api_url.startswith("https") else None
    # Tried again at once or not at all: whoever sleeps in a listener acknowledges too late.
    at_once = FixedValueRetryIntervalCalculator(0)
    retries = [ConnectionErrorRetryHandler(1, at_once), ServerErrorRetryHandler(1, at_once)]
    return ListenerClient(proxies=settings.proxies, base_url=settings.api_url, ssl=context, retry_handlers=retries)
