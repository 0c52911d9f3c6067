"""A quarter of a team, lived through in the browser: both sides asked, the gap talked about, and asked again."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.coaching.library import loader
from bot.trial import company
from tests.e2e.desk import PATIENCE, Desk
from tests.e2e.simulated import Simulated, simulated

if TYPE_CHECKING:
    from playwright.sync_api import Browser

BENCHMARK = tomllib.loads((loader.OURS / "benchmark.toml").read_text(encoding="utf-8"))
FACTORS = {each["ask"]: each for each in BENCHMARK["factor"]}
(DATA,) = (each for each in FACTORS.values() if each["name"] == "customer_data")
MARKETING = [each.name for each in (company.MAYA, company.BEN, company.PRIYA)]
IT = [each.name for each in (company.TOMASZ, company.HANA, company.OMAR)]
MAYA, TOMASZ = MARKETING[0], IT[0]
QUESTION = "How well did marketing and IT work together?"


@pytest.fixture
def passing(binary: Path, tmp_path: Path) -> Iterator[Simulated]:
    with simulated(binary, tmp_path) as made:
        yield made


@pytest.fixture
def room(passing: Simulated, browser: "Browser", request: pytest.FixtureRequest) -> Iterator[Desk]:
    """A person before the channel; with `--screens` each look leaves two pictures there."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    context.set_default_timeout(PATIENCE)
    yield Desk(context.new_page(), passing.url, request.config.getoption("--screens"))
    context.close()


def test_a_gap_becomes_a_promise_and_the_promise_shows(room: Desk, passing: Simulated) -> None:
    sets_up(room)
    room.opens("/align benchmark")
    sends(room, "launch")
    for who in [*MARKETING, *IT]:
        answers(room, who, 4 if who in MARKETING else 2)
    passing.days_pass(15)
    assert "you disagree by 2.0 levels" in room.says("Talk first about customer data").inner_text()
    room.looks("result")
    finds_the_play(room)
    takes_the_talk(room)
    for week, mark in enumerate(("On track", "On track", "Stuck", "On track", "On track", "Done")):
        passing.days_pass(7 if week else 6)
        marks(room, mark)
    passing.days_pass(6)
    for who in [*MARKETING, *IT]:
        taps(room, who)
    room.enters("marketing-ops")
    passing.days_pass(3)
    card = room.says("Customer data: better, says IT").inner_text()
    assert "kept 5 of 6 times" in card and "▲ up 2.0: more than noise" in card
    room.looks("card")


def sets_up(room: Desk) -> None:
    """Three of each side, each by their own press."""
    room.is_person(MAYA)
    room.enters("marketing-ops")
    window = room.opens("/align team")
    window.fills("People in marketing", MARKETING)
    window.fills("IT people", IT)
    window.submits()
    for who in [*MARKETING[1:], *IT]:
        room.is_person(who)
        room.presses("That’s me")
    room.says("3 in marketing, 3 in IT")
    room.is_person(MAYA)


def sends(room: Desk, name: str) -> None:
    """Send the window as it is proposed, and close what says that it has arrived."""
    room.looks(name)
    window = room.window()
    window.submits()
    if window.open:
        room.looks(f"{name} sent")
        window.closes()


def answers(room: Desk, who: str, about_data: int) -> None:
    """All of the benchmark, everything in the middle but the customer data."""
    room.is_person(who)
    room.presses("Start", "minutes from each of you")
    window = room.window()
    for _ in range(len(FACTORS) // 2):
        for factor in filter(None, map(FACTORS.get, window.labels)):
            window.ticks(factor["levels"][about_data - 1 if factor is DATA else 2])
        window.submits()
    assert "Your answers are in" in window.words
    window.closes()


def finds_the_play(room: Desk) -> None:
    room.is_person(MAYA)
    room.types("/align next")
    assert "Marketing says 4.0 of 5 and IT 2.0" in room.says("put on one page what you have").inner_text()
    room.looks("next")


def takes_the_talk(room: Desk) -> None:
    """Somebody of IT sets it up, and somebody of marketing is in on it."""
    room.is_person(TOMASZ)
    room.presses("I’ll set it up")
    sends(room, "talk")
    room.says(f"@{TOMASZ} has taken it")
    room.is_person(MAYA)
    room.presses_in_thread("I’m in", "Talk first about")
    room.says(f"@{TOMASZ} and @{MAYA} have taken it")
    room.looks("taken")


def marks(room: Desk, mark: str) -> None:
    room.is_person(TOMASZ)
    room.says(QUESTION)
    room.presses("My promises", QUESTION)
    window = room.window()
    window.fills("Book half an hour", mark)
    window.submits()
    assert not window.open


def taps(room: Desk, who: str) -> None:
    room.is_person(who)
    room.enters(who)
    room.says("Once more, one question and one tap")
    room.looks(f"again {who}")
    room.chooses(DATA["levels"][3])
    room.says("You said")
