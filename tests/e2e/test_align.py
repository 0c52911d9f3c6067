"""Align itself, as `align try` runs it, used by people: the paths that a new user takes first."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.trial import company
from bot.trial.elements import NEW_LINE
from tests.e2e.desk import INSTEAD, Desk, by_label, walk
from tests.e2e.process import Running, StartBot, stops_at_ctrl_c

OWN, READY = "Ideas of your own", "Ready-made ideas"
CART, STOCK, MINE = "Abandoned-cart e-mail", "Stock in the newsletter", "Lead routing <!channel> & R&D"
MAYA, TOMASZ = company.MAYA, company.TOMASZ
MUST_HAVES = (
    "Marketing drives it",
    "IT has a part in it",
    "A number that customers feel",
    "Can be switched off again within a week",
    "No personal data moves",
)
PILOT = by_label(
    {
        OWN: MINE,
        READY: [CART, STOCK],
        **{must_have: [CART, STOCK, MINE] for must_have in MUST_HAVES},
        "Worth a lot if it works": [MINE],
        "Marketing and IT would do it side by side": [CART, MINE],
        "The people who matter would notice": [MINE],
        "Owner in marketing": "Me",
        "Partner in IT": TOMASZ.name,
        "Today's number": "14 hours",
        "Show it": "In the channel",
    }
)


@pytest.fixture(scope="module", autouse=True)
def nothing_stumbles(bot_process: Running) -> Iterator[None]:
    yield
    assert "Traceback" not in bot_process.output


def test_help_is_for_the_person_who_asks(bot_process: Running) -> None:
    bot_process.types(MAYA.id, "/align help")
    assert bot_process.message("Ask in your own words")["ephemeral_to"] == MAYA.id


def test_words_are_repeated_as_they_were_typed(bot_process: Running) -> None:
    bot_process.types(MAYA.id, "/align R&D <now>")
    assert "“R&D <now>”" in bot_process.message("R&D <now>")["text"]


def test_a_new_user_goes_from_the_set_up_to_the_first_check_in(desk: Desk, bot_process: Running) -> None:
    desk.is_person(MAYA.name)
    sets_up(desk)
    assert "Until you do, I ask you nothing" in desk.says("Is that you? One press, then we start").inner_text()
    fits(desk)
    desk.is_person(TOMASZ.name)
    desk.presses("That’s me", "One press, then we start")
    desk.says("Align is set up: 1 in marketing, 1 in IT")
    desk.is_person(MAYA.name)
    desk.presses("Pick a pilot", "Align is set up")
    pages = walk(desk, PILOT, look=fits)
    assert len(pages) == 5  # three of questions, the post as it will read, and where it went
    assert "this is the post; nothing is posted yet" in pages[3] and f"Start with {MINE}" in pages[3]
    desk.says(f"Start with {MINE}")
    is_short(bot_process.message(f"Start with {MINE}"))
    for who, sentence in ((MAYA, "Owner: "), (TOMASZ, "Partner in IT: ")):
        desk.is_person(who.name)
        desk.presses("I’ll take it", MINE)
        desk.says(sentence)
    fits(desk)
    promises_from_the_result(desk)
    bot_process.message("suggests this and will do it with you")  # in the thread of the result
    answers_the_check_in(desk)
    home = desk.opens_home()
    assert "My promises" in home and "My team: marketing-ops" in home
    fits(desk)


def promises_from_the_result(desk: Desk) -> None:
    """Somebody looks at everything, and promises one thing that stands there."""
    desk.presses("See everything", MINE)
    window = desk.window()
    assert all(name in window.words for name in (MINE, CART, STOCK))
    assert "Side by side" in window.words
    fits(desk)
    window.fills(INSTEAD, "Promise this")
    window.submits()
    fits(desk)
    window.submits()
    if window.open:
        window.closes()


def answers_the_check_in(desk: Desk) -> None:
    """A tap and a promise that is kept: whoever asked for it reads that at once."""
    desk.is_person(MAYA.name)
    desk.types("/align checkin")
    desk.says("How well did marketing and IT work together?")
    fits(desk)
    desk.presses("4", "How well did")
    desk.says("You said 4. Thank you.")
    desk.presses("My promises", "How well did")
    window = desk.window()
    fits(desk)
    window.fills(window.labels[0], "Done")
    window.submits()
    if window.open:
        window.closes()
    desk.says("Kept since last time")


def fits(desk: Desk) -> None:
    """Nothing that is shown sticks out, on a desk and on a phone."""
    for width in (1400, 390):
        assert desk.sticks_out(width) == []


def sets_up(desk: Desk) -> None:
    """The window of a new team, with somebody in marketing and somebody in IT."""
    window = desk.opens("/align team")
    assert len(window.labels) <= 6
    window.fills("People in marketing", MAYA.name)
    window.fills("IT people beside you", TOMASZ.name)
    window.submits()


def is_short(message: dict[str, Any]) -> None:
    buttons = [each for block in message["blocks"] for each in block.get("elements", []) if each["type"] == "button"]
    assert len(message["text"]) <= 800 and len(message["text"].splitlines()) <= 15
    assert len(buttons) <= 5 and sum(each.get("style") == "primary" for each in buttons) == 1


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
