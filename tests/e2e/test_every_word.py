"""Every playbook by hand, from the word that is typed to what the channel sees: the whole library in a real browser."""

import re
from datetime import date, timedelta

import pytest

from bot.coaching.interview.variants import Ending
from bot.coaching.library import loader
from bot.trial import company
from tests.e2e.desk import INSTEAD, Desk, Value, Window, walk
from tests.e2e.process import Running

LIBRARY = loader.load_library(loader.OURS)
MAYA, TOMASZ = company.MAYA, company.TOMASZ
MARKS = ("Score them now", "Mark what I saw")
NOT_YET = "nothing is posted yet"


def anybody(window: Window, label: str) -> Value | None:
    """Somebody of IT where IT is asked for, a day to come, two of a list that needs two, and on to one's own marks."""
    for mark in MARKS:
        if label.startswith(INSTEAD) and mark in window.choices(label):
            return mark
    if label.startswith("What must be seen"):
        return window.choices(label)[:2]
    if window.input(label).locator("input[type=date]").count():
        return (date.today() + timedelta(days=30)).isoformat()
    return TOMASZ.name if "IT" in label and TOMASZ.name in window.choices(label) else None


def past_setup(window: Window) -> Window:
    """Whatever the first word in a channel is, its team is set up first; and whoever is not in it joins."""
    if window.title == "Set up Align":
        window.submits()
    elif "Join as one of these" in window.words:
        window.fills("Or, instead", "IT")
        window.submits()
    return window


@pytest.mark.parametrize("word", [word for word, each in LIBRARY.items() if each.ending is not Ending.WAVE])
def test_a_word_leads_to_what_the_channel_sees(desk: Desk, word: str) -> None:
    desk.is_person(MAYA.name)
    desk.enters("marketing-ops")
    desk.opens(f"/align {word}")
    pages = walk(desk, anybody)
    assert len(pages) > 2
    shown = [page.split(NOT_YET)[1].strip() for page in pages if NOT_YET in page]
    assert shown or LIBRARY[word].shape == "picker", "nothing is shown before it is posted"
    desk.says(shown[-1].splitlines()[0] if shown else LIBRARY[word].title)


@pytest.mark.parametrize("word", [word for word, each in LIBRARY.items() if each.ending is Ending.WAVE])
def test_a_survey_tells_a_small_team_what_to_do_instead(desk: Desk, word: str) -> None:
    """Three and two people are too few to be asked in confidence; test_quarter.py has a team that is large enough."""
    desk.is_person(MAYA.name)
    desk.enters("marketing-ops")
    window = past_setup(desk.opens(f"/align {word}"))
    assert window.title == LIBRARY[word].title
    assert "Too few people for this one." in window.words and "people" in window.words
    instead = re.findall(r"/align (\w+)", window.words)
    assert set(instead) & set(LIBRARY), "a word that two people can take"
    window.closes()


@pytest.mark.parametrize("word", LIBRARY)
def test_a_mention_offers_it(desk: Desk, bot_process: Running, word: str) -> None:
    desk.is_person(MAYA.name)
    desk.enters("growth")
    bot_process.says(MAYA.id, f"<@{company.BOT_USER}> {word}", company.GROWTH)
    bot_process.presses(MAYA.id, bot_process.message(f"'align:run-{word}'", company.GROWTH), "align:run")
    window = past_setup(desk.window())
    assert window.title == LIBRARY[word].title
    window.closes()


def test_in_full_everybody_fills_in_what_they_know(desk: Desk) -> None:
    desk.is_person(TOMASZ.name)
    desk.enters("marketing-ops")
    window = past_setup(desk.opens("/align vendor full"))
    assert [each.title for each in LIBRARY["vendor"].dimension if each.title not in window.words] == [], window.words
    window.closes()
