"""Slack escapes what people write before we hear it: they read their own words back, wherever we repeat them."""

import re

import pytest

from bot.app import Align
from bot.messages.block_kit.markup import strip_dates
from tests.conversations.document_talk import goes_through
from tests.conversations.weekly import marks
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague, Line

HELP = ["Pick a pilot", "Read a pitch", "Make a promise", "My promises", "Every word"]

WORDS = "call R&D <soon>"


@both_engines
def test_a_promise_reads_as_it_was_typed(
    align: Align, team: Channel, maya: Colleague, line: Line, clock: Clock
) -> None:
    maya.types(f"/align commit {WORDS}", team)
    assert "R%26amp%3BD+%26lt%3Bsoon%26gt%3B" in line.sent[-1][0]
    assert maya.modal.values["I’ll"] == WORDS
    maya.fills({"When": "IT & we meet"})
    maya.submits()
    promise = f"When IT & we meet, I’ll {WORDS}."
    assert promise in team.last.words and promise in team.last.text
    assert f"*C{WORDS[1:]}*" in maya.opens_home().words
    clock.pass_(align, days=7)
    marks(maya, team, "Done")
    assert WORDS in team.last.words
    assert "&amp;" not in "\n".join([team.words, maya.home.words, maya.dm.words, *maya.sees])


def test_people_and_channels_in_a_command_stand_by_their_names(
    align: Align, team: Channel, growth: Channel, maya: Colleague
) -> None:
    maya.types("/align commit ask @Ivan in #growth, see https://a.example/?a=1&b=2", team)
    assert maya.modal.values["I’ll"] == "ask @ivan in #growth, see https://a.example/?a=1&b=2"


def test_a_message_s_words_are_what_was_written(align: Align, team: Channel, maya: Colleague, ivan: Colleague) -> None:
    maya.uses("commitment:from_message", ivan.says(f"Somebody {WORDS}: &lt;3 &amp;", team))
    assert maya.modal.values["I’ll"] == f"Somebody {WORDS}: &lt;3 &amp;"
    maya.fills({"When": "I am back"})
    maya.submits()
    assert f"I’ll Somebody {WORDS}: &lt;3 &amp;." in team.last.words


def test_a_word_that_nobody_knows_is_repeated_as_typed(align: Align, team: Channel, maya: Colleague) -> None:
    assert "Q&A<" not in maya.types("/align help", team)
    assert "q&a<" in maya.types("/align Q&A<", team)
    assert "q&a<" in maya.types("/align Q&A< xyzzy & plugh", team).lower()


@pytest.mark.parametrize("where", ["team", "direct"])
def test_what_a_document_is_about_arrives_by_mention(align: Align, team: Channel, maya: Colleague, where: str) -> None:
    if where == "team":
        maya.says("@align terms R&D <lead>", team)
        maya.clicks("Settle what a word means", team)
    else:
        maya.says("terms R&D <lead>")
        maya.clicks("Settle what a word means")
    assert "R&D <lead>" in maya.modal.values.values()


def test_a_term_with_an_ampersand_is_found_in_a_message(
    align: Align, team: Channel, maya: Colleague, ivan: Colleague
) -> None:
    maya.types("/align terms R&D", team)
    goes_through(maya, {}, {"When marketing says it, what is meant?": "Those who build & run it."}, {})
    maya.uses("document:look_up-terms", ivan.says("Ask @Tom of R&D!", team))
    assert "*R&D*" in maya.modal.words
    maya.closes()
    maya.uses("document:look_up-terms", ivan.says("Ask @Tom of R&amp;D!", team))
    assert "*R&D*" not in maya.modal.words


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("post it in <#C0GROWTH|>", "post it in a channel"),
        ("post it in <#C0GROWTH>", "post it in a channel"),
        ("post it in <#C0MARKETING>", "post it in #marketing"),
        ("<!subteam^S1> and <!subteam^S2|@design>", "a group and @design"),
        ("<!here> do it", "@here do it"),
        ("<@U0NOBODY> or <@U0TOM> or <@U0IVAN|ivan>", "somebody or @tom or @ivan"),
    ],
)
def test_what_slack_leaves_unnamed_is_said_in_words_that_call_nobody(
    align: Align, team: Channel, maya: Colleague, ivan: Colleague, said: str, words: str
) -> None:
    message = ivan.says("…", team)
    message.raw["text"] = said
    maya.uses("commitment:from_message", message)
    assert maya.modal.values["I’ll"] == words
    maya.fills({"When": "it is Monday"})
    maya.submits()
    assert f"I’ll {words}." in team.last.words
    read = strip_dates(str(team.last.blocks) + team.last.raw["text"])
    assert not re.search(r"<[!#]|<@U0NOBODY|&lt;", read)


def test_every_word_that_takes_a_subject_reads_it_as_typed(align: Align, team: Channel, maya: Colleague) -> None:
    for typed in ("Q&A", "MQL -> SQL", "@tom’s list in #marketing"):
        maya.types(f"/align terms {typed}", team)
        assert typed in maya.modal.values.values()
        maya.closes(everything=True)


@pytest.mark.parametrize("subtype", ["file_share", "thread_broadcast", "me_message", None])
@pytest.mark.parametrize("text", ["pilot", "", None])
def test_words_with_a_file_are_answered_as_without(
    align: Align, team: Channel, maya: Colleague, subtype: str | None, text: str | None
) -> None:
    said = {"type": "message", "channel": maya.dm.id, "channel_type": "im", "user": maya.id, "ts": "1.000100"}
    maya.causes({**said, "text": text, "event_ts": "1.000100"} | ({"subtype": subtype} if subtype else {}))
    assert maya.dm.last.buttons == (["Pick a pilot"] if text else HELP)
    assert maya.dm.last.words.startswith("Pick one small martech initiative" if text else "*Ask in your own words,*")


@pytest.mark.parametrize("subtype", ["message_changed", "message_deleted", "channel_join", "bot_message"])
def test_what_nobody_said_is_not_answered(align: Align, team: Channel, maya: Colleague, subtype: str) -> None:
    said = {"type": "message", "channel": maya.dm.id, "channel_type": "im", "user": maya.id, "ts": "1.000100"}
    maya.causes({**said, "text": "pilot", "subtype": subtype, "event_ts": "1.000100"})
    assert maya.dm.messages == []


def test_who_is_mentioned_beside_the_bot_stays_in_the_words(align: Align, team: Channel, maya: Colleague) -> None:
    maya.says("terms [R&D](https://a.example) @align, as @tom has it", team)
    maya.clicks("Settle what a word means", team)
    assert "R&D , as somebody has it" in maya.modal.values.values()


@pytest.mark.parametrize("typed", ["&" * 4000, "<" * 4000 + " x", "why " * 1000])
def test_however_much_is_typed_the_answer_fits(align: Align, team: Channel, maya: Colleague, typed: str) -> None:
    assert maya.types(f"/align {typed}", team)
    maya.says(typed)
    assert maya.dm.last.words
