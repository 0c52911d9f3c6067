"""A trial: a local Slack, the bot connected to it, and a person told where to look, until Ctrl-C."""

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
from bot.trial.bridge import Bridge, SocketListener, open_bridge

DATABASE, QUARTER = "align.db", "quarter.db"
PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy")

GREETING = (
    "Align is here: type `/align` and it says what it can do.\n"
    "_This Slack runs on your own machine. Choose who you are at the top right, under *Act as*._"
)
LIVED_GREETING = (
    "The last thirteen weeks of this team are in this channel. Its people were played; Align is real.\n"
    "Type `/align summary`, `/align next` or `/align results`, or press any button. #growth is still without a team."
)
TO_TRY = """  1. In #marketing-ops type   /align pilot     and pick the first pilot out of a few ideas.
  2. Type                     /align vendor    and look behind a vendor's promises.
  3. Press I’ll take it under the result, then "Act as" whoever it names, and press it too."""
LIVED_TO_TRY = """  1. In #marketing-ops type   /align summary   and /align next: its last thirteen weeks are there.
  2. In #growth type          /align team      and set up a team of your own.
  3. Type                     /align vendor    and look behind a vendor's promises.

Each start lives these weeks anew, in {file}. `align try --empty` begins with nothing and keeps what you do."""
WELCOME = """
Align runs in a Slack of your own. Open {url}

Three things to try there:
{to_try}

Who is who at Northwind Outdoor:
{people}

In a window, a box under "Or, instead" is a button: tick it and send. Ctrl-C here stops everything.
"""


class Bot(Protocol):
    """The part of the bot that a trial needs: its listeners, and what works beside them (delivery, clock)."""

    @property
    def bolt(self) -> App: ...

    def working(self) -> AbstractContextManager[None]: ...


Build = Callable[[Mapping[str, str]], Bot]
Live = Callable[[Mapping[str, str]], object]


def run_trial(port: int, folder: Path, build: Build, live: Live | None = None) -> None:
    """Run until Ctrl-C; `folder` keeps the binary and the database. UserError when it cannot start.

    `build` gets the environment of the trial (tokens, addresses) and gives the bot, its database migrated. `live` gets
    the same before that and fills the database, which then is a new one at each start.
    """
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    click.echo("Starting a local Slack (fetched with npm the first time) …")
    binary = local_slack.fetch_binary(folder)
    _bypass_proxies()
    with (
        _stop_on_signals() as end,
        local_slack.run_local_slack(binary, company.make_config(), port, folder) as slack,
        open_bridge(slack.control.url, company.user_names()) as bridge,
    ):
        database = folder / (QUARTER if live else DATABASE)
        environ = make_environment(bridge, database)
        if live:
            _live_anew(live, environ, database)
        _greet(slack.control, lived=live is not None)
        with connect_bot(build(environ), bridge):
            to_try = LIVED_TO_TRY.format(file=database) if live else TO_TRY
            click.echo(format_welcome(slack.control.url, to_try))
            _wait_for_end(end, slack)
    click.echo("Stopped.")


def _live_anew(live: Live, environ: Mapping[str, str], database: Path) -> None:
    """Fill the database from nothing: the messages of the last start are gone with its Slack."""
    click.echo("Thirteen weeks of #marketing-ops are being lived: some seconds …")
    for each in database.parent.glob(f"{database.name}*"):
        each.unlink()
    live(environ)


def _greet(control: local_slack.Control, *, lived: bool) -> None:
    text = LIVED_GREETING if lived else GREETING
    control.tell("message", channel=company.MARKETING_OPS, user=company.MAYA.id, text=text)
    if lived:
        control.tell("message", channel=company.GROWTH, user=company.MAYA.id, text=GREETING)


def make_environment(bridge: Bridge, database: Path) -> dict[str, str]:
    """Return the variables that the bot reads, for this trial."""
    return {
        "SLACK_BOT_TOKEN": company.BOT_TOKEN,
        "SLACK_APP_TOKEN": company.APP_TOKEN,
        "SLACK_SIGNING_SECRET": company.SIGNING_SECRET,
        "SLACK_API_URL": bridge.api,
        "DATABASE_URL": f"sqlite:///{database}",
        "ALIGN_SECRET": "a trial has nothing to keep secret",
        **{name: os.environ[name] for name in ("ALIGN_PLAYBOOKS",) if name in os.environ},
    }


@contextmanager
def connect_bot(bot: Bot, bridge: Bridge) -> Iterator[None]:
    """Let the bot work: it hears the page, delivers, and keeps time; all of it stops on the way out."""
    listener = SocketListener(bot.bolt, company.APP_TOKEN, bridge)
    with bot.working():
        try:
            listener.client.connect()
            yield
        finally:
            listener.client.close()


def format_welcome(url: str, to_try: str) -> str:
    people = "\n".join(f"  {person.name:<18}{person.work}" for person in company.PEOPLE)
    return WELCOME.format(url=url, to_try=to_try, people=people)


def _bypass_proxies() -> None:
    # The Slack client sends even calls to this machine through a proxy that the environment names.
    os.environ.update(dict.fromkeys(PROXIES, ""))


def _wait_for_end(end: Event, slack: local_slack.LocalSlack) -> None:
    # In steps: the local Slack may end by itself, and then nobody would ever set the event.
    while not end.wait(0.5):
        if slack.gone():
            raise UserError(f"The local Slack ended by itself. It says: {slack.last_words()}")


@contextmanager
def _stop_on_signals() -> Iterator[Event]:
    """Yield an event that Ctrl-C or SIGTERM sets; the second one ends the process at once."""
    end = Event()

    def request_end(signum: int, frame: FrameType | None) -> None:
        end.set()
        signal.signal(signum, before[signal.Signals(signum)])

    before = {which: signal.signal(which, request_end) for which in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield end
    finally:
        for which, usual in before.items():
            signal.signal(which, usual)
