"""The pictures of README, taken of the bot in the local Slack: `python -m tests.e2e.pictures`.

A person and their partner go through it in a browser, as the tests do. Look at the pictures before they are committed.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from bot.trial import company, local_slack
from bot.trial.session import QUARTER
from tests.e2e.conftest import BROWSERS, QUIET
from tests.e2e.desk import Answers, Desk, by_label, walk
from tests.e2e.process import ROOT, running
from tests.ports import free_port

DOCS = ROOT / "docs"
WIDE, NARROW = {"width": 1180, "height": 760}, {"width": 940, "height": 900}  # pixels; the last two stand side by side
SHEET = {"width": 820, "height": 1100}
MAYA, TOMASZ = company.MAYA.name, company.TOMASZ.name
ROUTING, CART, STOCK = "Lead routing within the hour", "Abandoned-cart e-mail", "Stock in the newsletter"
EVERY = [ROUTING, CART, STOCK]
PILOT = by_label(
    {
        "Ideas of your own": ROUTING,
        "Ready-made": [CART, STOCK],
        "Marketing drives it": EVERY,
        "IT has a part": EVERY,
        "A number that customers": EVERY,
        "Can be switched off": EVERY,
        "No personal data": [ROUTING, STOCK],
        "Worth a lot": [ROUTING],
        "Marketing and IT would": [ROUTING],
        "The people who matter": [ROUTING, STOCK],
        "Owner in marketing": "Me",
        "Partner in IT": TOMASZ,
        "Today's number": "14 hours to the first call",
        "Show it": "In the channel",
    }
)
VENDOR = by_label(
    {
        "Product and vendor": "Acme Connect",
        "What the vendor wrote": "No IT needed: Acme Connect is live in minutes. It integrates with everything.",
        "Who in IT": TOMASZ,
        "Fitting in: easy, tried": ["Our customer records"],
        "Living with it: easy, tried": ["What it replaces"],
        "Fitting in: some work": ["Connecting it", "Single sign-on"],
        "Living with it: some work": ["Who looks after it"],
        "Fitting in: hard": ["How fast data moves"],
        "Living with it: hard": ["Its limits on our busiest day"],
        "Show it": "In the channel",
    }
)
TERM = by_label(
    {
        "Which word": "live",
        "When marketing says": "The page can be visited.",
        "When IT says": "Tested with real data, and somebody answers when it breaks.",
        "From now on": "Tested with real data, and on call. Until then we say “visible”.",
        "One real case that counts": "The spring shop, after the test order",
        "One real case that nearly": "The landing page of last Friday",
        "Where can it be looked up": "The release board, column Live",
    }
)


def take_pictures(desk: Desk) -> None:
    desk.is_person(MAYA)
    desk.enters("marketing-ops")
    window = desk.opens("/align team")
    window.fills("People in marketing", MAYA)
    window.fills("IT people", TOMASZ)
    window.submits()
    desk.is_person(TOMASZ)
    desk.presses("That’s me")
    goes_through(desk, "/align pilot", PILOT)
    desk.says(f"Start with {ROUTING}")
    desk.page.mouse.move(0, 0)  # nothing that the page shows under a pointer
    desk.page.screenshot(path=DOCS / "pilot.png")
    desk.page.set_viewport_size(NARROW)
    goes_through(desk, "/align vendor", VENDOR)
    take(desk, "Acme Connect:", "vendor")
    goes_through(desk, "/align terms", TERM)
    for who, told in ((MAYA, "Agreed by marketing"), (TOMASZ, "means here: agreed")):
        desk.is_person(who)
        desk.presses("Agree", "means here")
        desk.says(told)
    take(desk, "means here: agreed", "terms")


def goes_through(desk: Desk, word: str, answers: Answers) -> None:
    desk.is_person(MAYA)
    desk.opens(word)
    walk(desk, answers)


def take_pictures_of_months(desk: Desk) -> None:
    """What a team sees that has thirteen weeks behind it."""
    desk.page.set_viewport_size(NARROW)
    desk.is_person(MAYA)
    desk.enters("marketing-ops")
    desk.types("/align summary")
    take(desk, "The team can see that you looked", "summary")
    take(desk, "Talk first about customer data", "benchmark")
    desk.types("/align checkin")
    take(desk, "One tap from each of you", "checkin")


def take(desk: Desk, words: str, name: str) -> None:
    """The newest message with these words."""
    message = desk.says(words)
    desk.page.mouse.move(0, 0)  # nothing that the page shows under a pointer
    message.screenshot(path=DOCS / f"{name}.png")


def take_report(page: Page, folder: Path) -> None:
    """The first of the two sheets."""
    written, environ = folder / "report.html", os.environ | {"DATABASE_URL": f"sqlite:///{folder / '.try' / QUARTER}"}
    command = [sys.executable, "-m", "bot", "report", "--team", "marketing-ops", str(written)]
    subprocess.run(command, cwd=folder, env=environ | {"PYTHONPATH": str(ROOT)}, check=True)
    page.set_viewport_size(SHEET)
    page.goto(written.as_uri())
    page.screenshot(path=DOCS / "report.png")


def main() -> None:
    path = next(found for name in BROWSERS if (found := shutil.which(name)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        for arguments in (("--empty",), ()):
            with opened(browser, arguments) as (desk, folder):
                if arguments:
                    take_pictures(desk)
                else:
                    take_pictures_of_months(desk)
                    take_report(desk.page, folder)
        browser.close()


@contextmanager
def opened(browser: Browser, arguments: Sequence[str]) -> Iterator[tuple[Desk, Path]]:
    """`align try` in a folder of its own, with a page before it."""
    port = free_port()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / ".try").mkdir()
        binary = local_slack.fetch_binary(ROOT / ".try")
        (folder / ".try" / binary.parent.name).symlink_to(binary.parent.resolve())
        with running(["-m", "bot", "try", *arguments, "--port", str(port)], port, folder) as bot:
            yield Desk(browser.new_page(viewport=WIDE), bot.slack.url), folder


if __name__ == "__main__":
    main()
