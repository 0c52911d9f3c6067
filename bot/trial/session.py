"""One trial: a local Slack, the bot connected to it, and a person told where to look, until Ctrl-C."""

import os
import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from threading import Event
from types import FrameType
from typing import Protocol

import click
from slack_bolt import App

from bot.errors import UserError
from bot.trial import company, local_slack
from bot.trial.front import Ear, Front, fronting

DATABASE = "align.db"
PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy")

GREETING = (
    "Align is here: type `/align` and it says what it can do.\n"
    "_This Slack runs on your own machine. Choose who you are at the top right, under *Act as*._"
)
WELCOME = """
Align runs in a Slack of your own. Open {url}

Three things to try there:
  1. In #marketing-ops type   /align pilot     and pick the first pilot out of a few ideas.
  2. Type                     /align vendor    and look behind a vendor's promises.
  3. Press Commit in a result, then "Act as" somebody else and type   /align summary

Who is who at Northwind Outdoor:
{people}

In a window, a box under "Or, instead" is a button: tick it and send. Ctrl-C here stops everything.
"""


class Bot(Protocol):
    """What a trial needs of the bot: its listeners, and what works beside them (delivery, clock)."""

    @property
    def bolt(self) -> App: ...

    def working(self) -> AbstractContextManager[None]: ...


Build = Callable[[Mapping[str, str]], Bot]


def run(port: int, folder: Path, build: Build) -> None:
    """Runs until Ctrl-C; `folder` keeps the binary and the database. UserError when it cannot start.

    `build` gets the environment of the trial (tokens, addresses) and gives the bot, its database migrated.
    """
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    click.echo("Starting a local Slack (fetched with npm the first time) …")
    binary = local_slack.fetch(folder)
    _talk_directly()
    with (
        _ended() as end,
        local_slack.running(binary, company.config(), port, folder) as slack,
        fronting(slack.control.url, company.names()) as front,
    ):
        slack.control.tell("message", channel=company.MARKETING_OPS, user=company.MAYA.id, text=GREETING)
        with connected(build(environment(front, folder)), front):
            click.echo(welcome(slack.control.url))
            _wait(end, slack)
    click.echo("Stopped.")


def environment(front: Front, folder: Path) -> dict[str, str]:
    """The variables that the bot reads, for this trial."""
    return {
        "SLACK_BOT_TOKEN": company.BOT_TOKEN,
        "SLACK_APP_TOKEN": company.APP_TOKEN,
        "SLACK_SIGNING_SECRET": company.SIGNING_SECRET,
        "SLACK_API_URL": front.api,
        "DATABASE_URL": f"sqlite:///{folder / DATABASE}",
        "ALIGN_SECRET": "a trial has nothing to keep secret",
        **{name: os.environ[name] for name in ("ALIGN_PLAYBOOKS",) if name in os.environ},
    }


@contextmanager
def connected(bot: Bot, front: Front) -> Iterator[None]:
    """The bot at work: it hears the page, delivers, and keeps time; all of it stops on the way out."""
    ear = Ear(bot.bolt, company.APP_TOKEN, front)
    with bot.working():
        try:
            ear.client.connect()
            yield
        finally:
            ear.client.close()


def welcome(url: str) -> str:
    people = "\n".join(f"  {person.name:<18}{person.work}" for person in company.PEOPLE)
    return WELCOME.format(url=url, people=people)


def _talk_directly() -> None:
    """The Slack client sends even calls to this machine through a proxy that the environment names."""
    os.environ.update(dict.fromkeys(PROXIES, ""))


def _wait(end: Event, slack: local_slack.LocalSlack) -> None:
    while not end.wait(0.5):
        if slack.gone():
            raise UserError(f"The local Slack ended by itself. It says: {slack.last_words()}")


@contextmanager
def _ended() -> Iterator[Event]:
    """An event that Ctrl-C or a polite kill sets; asked a second time, we end at once."""
    end = Event()

    def ask(signum: int, frame: FrameType | None) -> None:
        end.set()
        signal.signal(signum, before[signal.Signals(signum)])

    before = {which: signal.signal(which, ask) for which in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield end
    finally:
        for which, usual in before.items():
            signal.signal(which, usual)
