"""Fixtures of the talk: Slack, the clock, the bot, its people and their channels."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from slack_sdk import WebClient

from tests.line import SECRET, Line
from tests.standin.server import Server, Slack
from tests.standin.workspace import BOT_TOKEN

if TYPE_CHECKING:
    from bot.app import Align

both_engines = pytest.mark.usefixtures("engine")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--surfaces", metavar="DIR", help="write every message and view that Slack took as JSON")
    parser.addoption("--engines", default="sqlite", help="what `align` remembers in: sqlite, postgresql or both")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """With `--engines`, tests with `align` that leave the engine open run on those named."""
    engines = metafunc.config.getoption("--engines")
    if engines != "sqlite" and "align" in metafunc.fixturenames and "engine" not in metafunc.fixturenames:
        metafunc.fixturenames.append("engine")
        metafunc.parametrize("engine", ["sqlite", "postgresql"] if engines == "both" else [engines], indirect=True)


class Clock:
    """The time of a test, UTC: it passes only when the test lets it."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 24, 10, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, align: Align | None = None, **amount: float) -> None:
        """Let `days=`, `hours=`, … go by; with `align` it then does what has come due."""
        self.now += timedelta(**amount)
        if align is not None:
            self.ticks(align)

    def ticks(self, align: Align) -> int:
        """What the running bot does every minute: plan what is due, deliver it; how many were sent."""
        sent = 0
        for _ in range(100):
            planned: int = align.planning.plan(self.now)
            delivered: int = align.delivery.deliver_due()
            sent += delivered
            if not planned and not delivered:
                return sent
        raise AssertionError("planning and delivering come to no end")


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


def write_surfaces(slack: Slack, folder: Path) -> None:
    """One file for each different surface, named by its content: a second run changes nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    for surface, payload in slack.workspace.accepted:
        text = json.dumps({"surface": surface, "payload": payload}, indent=1, ensure_ascii=False)
        name = hashlib.sha256(text.encode()).hexdigest()[:16]
        (folder / f"{surface}-{name}.json").write_text(text, encoding="utf-8")


@pytest.fixture
def client(slack: Slack) -> WebClient:
    """The bot's own way to Slack, for tests that speak for it."""
    return WebClient(BOT_TOKEN, base_url=slack.url)


@pytest.fixture
def line(slack: Slack) -> Line:
    return Line(slack)


@pytest.fixture
def memory_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where `align` remembers: a SQLite file, or `database_url` when the test asks for an `engine`."""
    if "engine" in request.fixturenames:
        return str(request.getfixturevalue("database_url"))
    return f"sqlite:///{tmp_path / 'memory.db'}"


@pytest.fixture
def environ(slack: Slack, memory_url: str) -> dict[str, str]:
    """What `align` is set up with; a test may change it in a fixture of its own."""
    return {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": "xapp-test",
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": slack.url,
        "DATABASE_URL": memory_url,
        "ALIGN_SECRET": "a secret of the tests, long enough for a key",
    }


@pytest.fixture
def align(environ: dict[str, str], clock: Clock, line: Line, caplog: pytest.LogCaptureFixture) -> Iterator[Align]:
    """The bot itself, migrated, hearing what people do; after each act it says what it recorded.

    What it said before it acknowledged an act fails the test at its end. So does a traceback that it logged; a test
    that wants one says `caplog.clear()`.
    """
    from bot import app, settings
    from bot.records import database

    align = app.build(settings.Settings.read(environ), now=clock)
    database.migrate(align.db)
    line.connect(align.bolt, align.delivery.deliver_due)
    yield align
    align.db.close()
    rash = line.asked - {"auth.test", "users.info", "views.open", "views.push", "views.update"}
    assert not rash, f"said before the act was acknowledged: {rash}"
    troubles = [each.getMessage() for each in caplog.get_records("call") if each.exc_info]
    assert not troubles, f"the bot stumbled: {troubles}"
