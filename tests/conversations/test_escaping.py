"""Slack escapes what people write before we hear it: they read their own words back, wherever we repeat them."""

import pytest

from bot.app import Align
from tests.conversations.charter_talk import goes_through
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague, Line

WORDS = "call R&D <soon>"


@both_engines
def test_a_promise_reads_as_it_was_typed(
    align: Align, team: Channel, maya: Colleague, line: Line, clock: Clock
) -> None:
    maya.types(f"/align commit {WORDS}", team)
    assert "R%26amp%3BD+%26lt%3Bsoon%26gt%3B" in line.sent[-1][0]
    assert maya.modal.values["… then I will"] == WORDS
    maya.fills({"If …": "IT & we meet"})
    maya.submits()
    promise = f"If IT & we meet, then I will {WORDS}."
    assert promise in team.last.words and promise in team.last.text
    assert promise in maya.opens_home().words
    maya.closes(everything=True)
    clock.pass_(align, days=7)
    assert WORDS in team.last.words
    maya.clicks("Done", team)
    assert "&amp;" not in "\n".join([team.words, maya.home.words, maya.dm.words, *maya.sees])


def test_people_and_channels_in_a_command_stand_by_their_names(
    align: Align, team: Channel, growth: Channel, maya: Colleague
) -> None:
    maya.types("/align commit ask @Ivan in #growth, see https://a.example/?a=1&b=2", team)
    assert maya.modal.values["… then I will"] == "ask @ivan in #growth, see https://a.example/?a=1&b=2"


def test_a_message_s_words_are_what_was_written(align: Align, team: Channel, maya: Colleague, ivan: Colleague) -> None:
    maya.uses("commitment:from_message", ivan.says(f"Somebody {WORDS}: &lt;3 &amp;", team))
    assert maya.modal.values["… then I will"] == f"Somebody {WORDS}: &lt;3 &amp;"
    maya.fills({"If …": "I am back"})
    maya.submits()
    assert f"then I will Somebody {WORDS}: &lt;3 &amp;." in team.last.words


def test_a_word_that_nobody_knows_is_repeated_as_typed(align: Align, team: Channel, maya: Colleague) -> None:
    assert "R&D<" not in maya.types("/align help", team)
    assert "r&d<" in maya.types("/align R&D<", team)
    assert "r&d<" in maya.types("/align R&D< now & here", team).lower()


@pytest.mark.parametrize("where", ["team", "direct"])
def test_what_a_document_is_about_arrives_by_mention(align: Align, team: Channel, maya: Colleague, where: str) -> None:
    if where == "team":
        maya.says("@align terms R&D <lead>", team)
        maya.clicks("Start", team)
    else:
        maya.says("terms R&D <lead>")
        maya.clicks("Start")
    assert "R&D <lead>" in maya.modal.values.values()


def test_a_term_with_an_ampersand_is_found_in_a_message(
    align: Align, team: Channel, maya: Colleague, ivan: Colleague
) -> None:
    maya.types("/align terms R&D", team)
    goes_through(maya, {}, {"When marketing says it, what is meant?": "Those who build & run it."}, {})
    maya.uses("lookup:terms", ivan.says("Ask @Tom of R&D!", team))
    assert "*R&D*" in maya.modal.words
    maya.closes()
    maya.uses("lookup:terms", ivan.says("Ask @Tom of R&amp;D!", team))
    assert "*R&D*" not in maya.modal.words
