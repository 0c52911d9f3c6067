"""Align itself, as `align try` runs it, used by people: the paths that a new user takes first."""

import re
from collections.abc import Iterator

import pytest

from bot.trial import company
from bot.trial.elements import NEW_LINE
from tests.e2e.desk import Desk, Value, Window, by_label, walk
from tests.e2e.process import Running, StartBot, stops_at_ctrl_c

OWN = "Ideas of your own"
MAYA, BEN, TOMASZ = company.MAYA, company.BEN, company.TOMASZ
PILOT = by_label(
    {
        "Ideas of your own": f"Win-back mails <!channel>{NEW_LINE}Lead routing & R&D",
        "Owner in marketing": BEN.name,
        "Partner in IT": TOMASZ.name,
        "Today's number": "14 hours",
    }
)


@pytest.fixture(scope="module", autouse=True)
def nothing_stumbles(bot_process: Running) -> Iterator[None]:
    yield
    assert "Traceback" not in bot_process.output


def pilot(window: Window, label: str) -> Value | None:
    """The first candidate is worth the most."""
    if label.startswith("If it works, how much"):
        return "5" if "Win-back" in window.words else "2"
    return PILOT(window, label)


def test_help_is_for_the_person_who_asks(bot_process: Running) -> None:
    bot_process.types(MAYA.id, "/align help")
    assert bot_process.message("/align pilot")["ephemeral_to"] == MAYA.id


def test_words_are_repeated_as_they_were_typed(bot_process: Running) -> None:
    bot_process.types(MAYA.id, "/align R&D <now>")
    assert "“R&D <now>”" in bot_process.message("R&D <now>")["text"]


def test_a_pilot_is_picked_and_somebody_commits(desk: Desk, bot_process: Running) -> None:
    desk.is_person(MAYA.name)
    desk.opens("/align pilot")
    walk(desk, pilot)
    result = desk.says("Your pilot: Win-back mails <!channel>")
    assert re.search(r"Win-back mails .*: \d+", result.inner_text())
    assert "R&D" in result.inner_text()
    desk.presses("Commit", "Your pilot")
    walk(desk)
    desk.says("A few words")


def test_back_and_later_keep_what_was_answered(desk: Desk) -> None:
    desk.is_person(MAYA.name)
    desk.enters("growth")
    window = desk.opens("/align pilot")
    if OWN not in window.labels:
        window.submits()
    window.fills(OWN, f"One{NEW_LINE}Two")
    window.submits()
    window.goes_back()
    assert window.input(OWN).locator("input").input_value() == f"One{NEW_LINE}Two"
    window.submits()
    window.closes()
    assert "One" in desk.opens("/align pilot").words


def test_ctrl_c_stops_everything_without_a_word_of_complaint(start_bot: StartBot) -> None:
    stops_at_ctrl_c(start_bot)
