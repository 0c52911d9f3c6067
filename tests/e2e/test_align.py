"""Align itself, as `align try` runs it, used by people: the paths that a new user takes first."""

from importlib.util import find_spec

import pytest

from bot.trial import company, local_slack
from tests.e2e.desk import Desk, by_label, walk
from tests.e2e.process import Running

pytestmark = pytest.mark.skipif(find_spec("bot.__main__") is None, reason="there is no `align try` yet")

MAYA = company.MAYA.id
IDEAS = "Win-back mails | Lead routing"


def test_help_is_for_the_person_who_asks(bot_process: Running) -> None:
    bot_process.types(MAYA, "/align help")
    answer = bot_process.message("/align pilot")
    assert answer["ephemeral_to"] == MAYA


def test_a_pilot_is_picked(desk: Desk) -> None:
    """Whatever the pages of the window are, in the end a result with the ideas stands in the channel."""
    desk.is_person(company.MAYA.name)
    desk.opens("/align pilot")
    walk(desk, by_label({"Candidates": IDEAS, "Ideas": IDEAS}))
    desk.says("Win-back mails")


def test_ctrl_c_stops_everything_without_a_word_of_complaint(bot_process: Running) -> None:
    said = len(bot_process.output)
    assert bot_process.stop() == 0
    assert bot_process.output[said:] == "Stopped.\n"
    assert not local_slack.taken(bot_process.port)
