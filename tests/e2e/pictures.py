"""The pictures of README, taken of the bot in the local Slack: `python -m tests.e2e.pictures`.

A person and their partner go through it in a browser, as the tests do. Look at the pictures before they are committed.
"""

import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from bot.trial import company, local_slack
from tests.e2e.conftest import BROWSERS, QUIET
from tests.e2e.desk import Answers, Desk, by_label, walk
from tests.e2e.process import ROOT, running
from tests.ports import free_port

DOCS = ROOT / "docs"
WIDE, NARROW = {"width": 1180, "height": 760}, {"width": 940, "height": 900}  # pixels; the last two stand side by side
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
    desk.says("Acme Connect:").screenshot(path=DOCS / "vendor.png")
    goes_through(desk, "/align terms", TERM)
    for who, told in ((MAYA, "Agreed by marketing"), (TOMASZ, "means here: agreed")):
        desk.is_person(who)
        desk.presses("Agree", "means here")
        desk.says(told)
    desk.page.mouse.move(0, 0)
    desk.says("means here: agreed").screenshot(path=DOCS / "terms.png")


def goes_through(desk: Desk, word: str, answers: Answers) -> None:
    desk.is_person(MAYA)
    desk.opens(word)
    walk(desk, answers)


def main() -> None:
    path = next(found for name in BROWSERS if (found := shutil.which(name)))
    port = free_port()
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        folder = Path(made)
        (folder / ".try").mkdir()
        binary = local_slack.fetch_binary(ROOT / ".try")
        (folder / ".try" / binary.parent.name).symlink_to(binary.parent.resolve())
        with running(["-m", "bot", "try", "--empty", "--port", str(port)], port, folder) as bot:
            browser = playwright.chromium.launch(executable_path=path, args=QUIET)
            page = browser.new_page(viewport=WIDE)
            take_pictures(Desk(page, bot.slack.url))
            browser.close()


if __name__ == "__main__":
    main()
