"""The bot itself, talking to the stand-in for Slack, on one engine or both."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.lengths import find_excess
from tests.standin import BOT_TOKEN, SECRET, Clock, Line, Slack

if TYPE_CHECKING:
    from bot.app import Align
    from bot.coaching.shapes.table import Playbook
    from tests.neighbours import Neighbours
    from tests.shelf import Shelf

WINDOWS = ("views.open", "views.push", "views.update")
MANIFEST = Path(__file__).parents[1] / "manifest.json"
StartAlign = Callable[[dict[str, str], Clock, Line], "AbstractContextManager[Align]"]
both_engines = pytest.mark.usefixtures("engine")
alone = pytest.mark.usefixtures("without_neighbours")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--engines", default="sqlite", help="what `align` remembers in: sqlite, postgresql or both")
    parser.addoption("--busy", type=float, default=0.02, help="seconds the database is busy when acts come at once")
    parser.addoption("--mutants", type=int, default=2000, help="how many mutated payloads the bot is sent")
    parser.addoption("--mutants-seed", type=int, default=9, help="which ones")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """With `--engines`, tests with `align` that leave the engine open run on those named."""
    engines = metafunc.config.getoption("--engines")
    if engines != "sqlite" and "align" in metafunc.fixturenames and "engine" not in metafunc.fixturenames:
        metafunc.fixturenames.append("engine")
        metafunc.parametrize("engine", ["sqlite", "postgresql"] if engines == "both" else [engines], indirect=True)


@pytest.fixture
def memory_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The database of `align`: a SQLite file, or `database_url` when the test asks for an `engine`. Two teams that it
    must not touch live there already, unless the test asks for none of them.
    """
    if "engine" in request.fixturenames:
        url = str(request.getfixturevalue("database_url"))
    else:
        shutil.copy(request.getfixturevalue("migrated_file"), tmp_path / "memory.db")
        url = f"sqlite:///{tmp_path / 'memory.db'}"
    if "without_neighbours" not in request.fixturenames:
        neighbours: Neighbours = request.getfixturevalue("neighbours")
        neighbours.move_in(url)
    return url


@pytest.fixture
def without_neighbours() -> None:
    """Nothing else is in the database, for a test that looks into its tables."""


@pytest.fixture
def environ(slack: Slack, memory_url: str) -> dict[str, str]:
    """The environment of `align`; a test may change it in a fixture of its own."""
    return make_environ(slack, memory_url)


def make_environ(slack: Slack, url: str) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_APP_TOKEN": "xapp-test",
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": slack.url,
        "DATABASE_URL": url,
        "ALIGN_SECRET": "a secret of the tests, long enough for a key",
    }


@pytest.fixture(scope="session")
def load_once() -> Callable[..., dict[str, Playbook]]:
    """Load playbooks, and again only when a file of theirs has changed: two thirds of what a start costs."""
    from bot.coaching.library import loader

    read = cache(lambda folders, files: load(*folders))
    load = loader.load_library

    def load_changed(*folders: Path) -> dict[str, Playbook]:
        files = tuple((path, path.stat().st_mtime_ns) for folder in folders for path in sorted(folder.rglob("*")))
        return dict(read(folders, files))

    return load_changed


@pytest.fixture(scope="session")
def start_align(load_once: Callable[..., dict[str, Playbook]]) -> StartAlign:
    """The bot, hearing a line and speaking over it until the block ends; where it sleeps, the clock's time passes."""

    @contextmanager
    def start(environ: dict[str, str], clock: Clock, line: Line) -> Iterator[Align]:
        from bot import app, settings
        from bot.records import database

        (command,) = json.loads(MANIFEST.read_text())["features"]["slash_commands"]
        line.slack.workspace.should_escape = command["should_escape"]
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(time, "sleep", clock.sleep)
            patch.setattr(app.loader, "load_library", load_once)
            align = app.build_align(settings.Settings.read(environ), now=clock)
            database.migrate(align.db)
            line.connect(align.bolt, align.delivery.deliver_due)
            yield align
            align.db.close()

    return start


@pytest.fixture
def align(
    environ: dict[str, str],
    clock: Clock,
    line: Line,
    caplog: pytest.LogCaptureFixture,
    start_align: StartAlign,
    shelf: Shelf,
) -> Iterator[Align]:
    """The bot itself, hearing what people do; after each act it says what it recorded.

    Where it sleeps, the test's time passes. What it said before it acknowledged an act fails the test at its end. So
    does a traceback that it logged (a test that wants one says `caplog.clear()`), and a post in a channel that is too
    long to be read.
    """
    with start_align(environ, clock, line) as align:
        line.once = partial(shelf.once, line, environ, align.db)
        yield align
    rash = line.asked - {"auth.test", "users.info", "conversations.members", *WINDOWS}
    assert not rash, f"said before the act was acknowledged: {rash}"
    troubles = [each.getMessage() for each in caplog.get_records("call") if each.exc_info]
    assert not troubles, f"the bot stumbled: {troubles}"
    workspace = line.slack.workspace
    long = [(excess, post["text"]) for post in workspace.posts if (excess := find_excess(post, workspace))]
    assert not long, f"too much for a channel: {long}"
