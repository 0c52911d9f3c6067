"""The stand-in as fixtures of pytest: time, a workspace, the line to it, and people to put into it."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from slack_sdk import WebClient

from tests.standin.clock import Clock
from tests.standin.people.colleague import Colleague
from tests.standin.people.surfaces import Channel
from tests.standin.recording import write_surfaces
from tests.standin.server import Server
from tests.standin.slack import Slack
from tests.standin.wire.line import Line
from tests.standin.workspace import BOT_TOKEN, BOT_USER, Room, User

Hire = Callable[..., Colleague]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--surfaces", metavar="DIR", help="write every message and view that Slack took as JSON")


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def slack_server() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


@pytest.fixture
def slack(slack_server: Server, clock: Clock, request: pytest.FixtureRequest) -> Iterator[Slack]:
    """A workspace of the test's own. Afterwards nothing that it took may be careless (`workspace.doubts`)."""
    slack = slack_server.open(clock)
    yield slack
    folder = request.config.getoption("--surfaces")
    if folder:
        write_surfaces(slack, Path(folder))
    slack_server.forget(slack)
    careless = [each for each in slack.workspace.doubts if "Markdown in mrkdwn" not in each]
    assert not careless, f"Slack took what we would regret: {careless}"


@pytest.fixture
def client(slack: Slack) -> WebClient:
    """The bot's own way to Slack, for tests that speak for it."""
    return WebClient(BOT_TOKEN, base_url=slack.url)


@pytest.fixture
def line(slack: Slack) -> Line:
    return Line(slack)


@pytest.fixture
def person(line: Line) -> Hire:
    """Somebody new: `person("Maya", tz="Europe/Berlin", is_restricted=True)`."""

    def hire(name: str, **known: Any) -> Colleague:
        user = User(f"U0{name.upper()}", name.lower(), name, **known)
        line.slack.workspace.users[user.id] = user
        return Colleague(user, line)

    return hire


def make_channel(
    slack: Slack,
    name: str,
    people: Iterable[Colleague],
    bot: bool = True,
    is_private: bool = False,
    archived: bool = False,
) -> Channel:
    """A room of the workspace, with these people and, unless told otherwise, the bot in it."""
    members = {each.id for each in people} | ({BOT_USER} if bot else set())
    room = Room(f"C0{name.upper().replace('-', '')}", name, members, is_private, archived)
    slack.workspace.rooms[room.id] = room
    return Channel(room, slack)
