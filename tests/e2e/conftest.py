"""The bot as a process against the local Slack, and a real browser before it; skipped where one cannot be had."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.errors import UserError
from bot.trial import local_slack
from tests.e2e import process
from tests.e2e.desk import PATIENCE, Desk, Window
from tests.e2e.process import ROOT, Running, StartBot
from tests.ports import free_port

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
QUIET = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def binary() -> Path:
    """The local Slack's binary, fetched once for this repository."""
    try:
        return local_slack.fetch_binary(ROOT / ".try")
    except UserError as problem:
        pytest.skip(f"no local Slack here: {problem.text}")


@pytest.fixture(scope="module")
def bot_arguments() -> tuple[str, ...]:
    """The arguments of Python, before the port; a module overrides it to try another bot."""
    return ("-m", "bot", "try", "--empty", "--port")


@pytest.fixture(scope="module")
def start_bot(binary: Path, bot_arguments: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory) -> StartBot:
    """Each call starts the bot and its local Slack in a folder of their own."""

    def start() -> AbstractContextManager[Running]:
        folder = tmp_path_factory.mktemp("trial")
        (folder / ".try").mkdir()
        (folder / ".try" / binary.parent.name).symlink_to(binary.parent)
        port = free_port()
        return process.running([*bot_arguments, str(port)], port, folder)

    return start


@pytest.fixture(scope="module")
def bot_process(start_bot: StartBot) -> Iterator[Running]:
    """One that a module's tests share."""
    with start_bot() as bot:
        yield bot


@pytest.fixture(scope="session")
def browser_path() -> str:
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no browser here: install chromium to run this test")
    return found


@pytest.fixture(scope="module")
def browser(browser_path: str) -> Iterator[Browser]:
    """A real Chromium, shared by a module's tests: to start one takes longer than most of them."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def desk(bot_process: Running, browser: Browser) -> Iterator[Desk]:
    """A person before the local Slack's page, who has not been there before."""
    context = browser.new_context(viewport={"width": 1100, "height": 800})
    context.set_default_timeout(PATIENCE)
    found = Desk(context.new_page(), bot_process.slack.url)
    yield found
    if (left := Window(found)).open:  # for whoever comes next
        left.closes()
    context.close()
