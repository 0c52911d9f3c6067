"""The way itself, proved with a bot of a few lines: local Slack, door, socket, page."""

import pytest

from bot.trial import company
from tests.e2e.desk import Desk, by_label, walk
from tests.e2e.process import Running, StartBot, stops_at_ctrl_c

BEN, MAYA = company.BEN.id, company.MAYA.id


@pytest.fixture(scope="module")
def bot_arguments() -> tuple[str, ...]:
    return ("-m", "tests.e2e.tiny")


def test_a_command_is_answered_to_the_person_alone(bot_process: Running) -> None:
    bot_process.types(BEN, "/align help")
    answer = bot_process.message("tiny: try /align go")
    assert (answer["subtype"], answer["ephemeral_to"]) == ("ephemeral", BEN)


def test_a_button_in_a_message_is_pressed(bot_process: Running) -> None:
    bot_process.types(BEN, "/align press")
    bot_process.presses(MAYA, bot_process.message("tiny:press"), "tiny:press")
    assert bot_process.message("pressed by")["text"] == f"pressed by {MAYA}"


def test_a_bot_that_fails_is_said_to_have_failed(bot_process: Running) -> None:
    bot_process.types(BEN, "/align fail")
    assert bot_process.message("did not respond")["text"] == "/align failed because the app did not respond."


def test_a_window_is_filled_page_by_page(desk: Desk) -> None:
    desk.is_person("Maya Ortiz")
    desk.opens("/align go")
    answers = by_label({"What is it about?": "Churn <3 & co", "How much?": "3 of 3", "Who helps?": ["Priya", "Hana"]})
    assert len(walk(desk, answers)) == 2
    desk.says("Churn <3 & co is U0BEN's: 3, with U0PRIYA,U0HANA")


def test_what_stands_in_a_page_is_kept_when_it_is_not_touched(desk: Desk) -> None:
    window = desk.opens("/align go")
    assert window.choices("Who owns it?") == list(company.user_names().values())
    window.fills("What is it about?", "Mails")
    window.submits()
    assert "R&D <3" in window.words
    window.submits()
    desk.says("Mails is U0BEN's: 2, with nobody")


def test_back_shows_what_was_typed(desk: Desk) -> None:
    window = desk.opens("/align go")
    window.fills("What is it about?", "Before")
    window.submits()
    window.goes_back()
    assert window.input("What is it about?").locator("input").input_value() == "Before"
    window.closes()


def test_errors_name_their_input_and_keep_what_was_typed(desk: Desk) -> None:
    window = desk.opens("/align go")
    window.submits()
    assert window.errors == ["What is it about?: Please complete this required field."]
    window.fills("What is it about?", "bad")
    window.submits()
    window.fills("How much?", "1 of 3")
    window.submits()
    assert window.errors == ["How much?: Not for a bad one."]
    assert window.input("How much?").locator("select").input_value() == "1"


def test_ctrl_c_stops_everything_without_a_word_of_complaint(start_bot: StartBot) -> None:
    stops_at_ctrl_c(start_bot)
