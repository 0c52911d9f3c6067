"""In a direct message of somebody in several teams every word of a team asks in the same way which one it is for."""

import re

import pytest

from bot.app import Align
from tests.conversations.document_talk import sets_up
from tests.fixtures_align import both_engines
from tests.standin import Channel, Colleague

CHOICE = "Which team is this for?\nGrowth & co\nmarketing"
ALL = "Which team is this for?\nAll my teams\nGrowth & co\nmarketing"
SHOWN = {
    "pilot": "Pick a pilot\n",
    "vendor full": "Read a vendor's pitch\n",
    "commit": "Make a promise\n",
    "checkin": "Align\nI've asked in #growth.",
    "team": "Your team\nThis is the team of #growth.",
    "pause until 5 Jan": "Align\n*Paused.* I don't check in with #growth until Tue 5 Jan.",
    "resume": "Align\nI'm not paused in this channel. Next check-in in #growth:",
    "summary": "Align\nGrowth & co: nothing to tell yet\n",
}


@pytest.fixture
def two_teams(team: Channel, growth: Channel, maya: Colleague) -> tuple[Channel, Channel]:
    sets_up(maya, growth, {"Team name": "Growth & co"})
    return team, growth


@pytest.mark.parametrize("word", SHOWN)
@pytest.mark.usefixtures("two_teams")
def test_a_word_that_is_typed(align: Align, maya: Colleague, word: str) -> None:
    assert maya.types(f"/align {word}") == (ALL if word == "summary" else CHOICE)
    maya.clicks("Growth & co")
    assert maya.modal.words.startswith(SHOWN[word])


@pytest.mark.parametrize("word", SHOWN)
@pytest.mark.usefixtures("two_teams")
def test_a_word_that_is_said(align: Align, maya: Colleague, word: str) -> None:
    maya.says(word)
    assert maya.dm.last.words == (ALL if word == "summary" else CHOICE)
    maya.clicks("Growth & co")
    assert maya.modal.words.startswith(SHOWN[word])


@pytest.mark.usefixtures("two_teams")
def test_a_message_that_becomes_a_commitment(align: Align, maya: Colleague) -> None:
    maya.uses("commitment:from_message", maya.says("Say less & do more", maya.dm))
    assert maya.modal.words == f"Align\n{CHOICE}"
    maya.clicks("Growth & co")
    assert maya.modal.values["I’ll"] == "Say less & do more"


@pytest.mark.usefixtures("two_teams")
def test_a_message_whose_words_are_looked_up(align: Align, maya: Colleague) -> None:
    maya.uses("document:look_up-terms", maya.says("When is it live?", maya.dm))
    assert maya.modal.words == f"Align\n{CHOICE}"
    maya.clicks("Growth & co")
    assert maya.modal.words.startswith("Shared terms\n")


@both_engines
@pytest.mark.usefixtures("two_teams")
def test_a_summary_of_all_teams(align: Align, maya: Colleague, tom: Colleague) -> None:
    maya.types("/align summary")
    maya.clicks("All my teams")
    named = re.findall(r"^(Growth & co|marketing)\. Together", maya.modal.words, re.MULTILINE)
    assert sorted(named) == ["Growth & co", "marketing"]


@pytest.mark.usefixtures("two_teams")
def test_one_team_is_no_choice(align: Align, ivan: Colleague) -> None:
    assert ivan.types("/align resume") == "Whoever leads this team can change that. Ask @Maya."
