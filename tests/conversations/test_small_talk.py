"""What people say in passing, and the words that everybody tries with a bot: a sentence, to them alone."""

import pytest

from bot.app import Align
from tests.fixtures_align import both_engines
from tests.standin import Channel, Colleague

SAID = {
    "thanks": "Gladly. The best thanks is a promise kept.",
    "Thank you so much!! 🎉": "Gladly.",
    "hello": "*Hello, I'm Align.*",
    "good morning": "*Hello, I'm Align.*",
    "who are you?": "*I'm Align, a bot that coaches.*",
    "stop": "*I can be quiet.*",
    "remind me": "*I remind you of what you have promised,*",
    "undo": "*Most things can be taken back where you did them.*",
    "delete my data": "*Answers, results and promises are kept until whoever runs Align deletes them:*",
    "how do I delete my data?": "*Answers, results and promises are kept",
    "download": "*All of a team comes as a file:*",
    "feedback": "*Please tell whoever runs Align in your company,*",
    "history": "*Nothing made with me yet.*",
    "results": "*Nothing made with me yet.*",
    "help?": "*Ask in your own words,*",
    "?": "*Ask in your own words,*",
}


@pytest.mark.parametrize("said", SAID)
def test_by_every_way_the_same_and_short(align: Align, team: Channel, maya: Colleague, said: str) -> None:
    public = len(team.messages)
    told = maya.types(f"/align {said}", team)
    assert told.startswith(SAID[said])
    maya.says(said)
    assert maya.dm.last.words == told
    seen = len(maya.sees)
    maya.says(f"@align {said}", team)
    assert maya.sees[seen:] == [told]
    assert [each.words for each in team.messages[public:]] == [f"@Align {said}"]
    assert len(told) < 800
    assert len(maya.dm.last.buttons) <= 5 if "words" in told else len(maya.dm.last.buttons) <= 2


@both_engines
def test_in_a_thread_the_answer_stays_there(align: Align, team: Channel, maya: Colleague, ivan: Colleague) -> None:
    opening = ivan.says("Shall we?", team)
    maya.says("thanks @align", team, thread=opening)
    (whisper,) = [each for each in maya.workspace.whispers if each.user == maya.id][-1:]
    assert whisper.message["thread_ts"] == opening.ts
    assert ivan.sees == []


def test_what_it_offers_is_a_press_away(align: Align, team: Channel, maya: Colleague) -> None:
    maya.says("stop")
    maya.clicks("Mute me")
    assert maya.modal.words.startswith("Align\n*Quiet.*")
    maya.closes()
    maya.says("remind")
    maya.clicks("Make a promise")
    assert maya.modal.title == "Make a promise"


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("hello, how do we get IT on board for our project?", "touchpoints"),
        ("stop sending me messages", "mute"),
        ("thanks but what should I ask the vendor before the demo?", "vendor"),
    ],
)
def test_a_question_that_begins_kindly_is_a_question(
    align: Align, team: Channel, maya: Colleague, said: str, word: str
) -> None:
    assert maya.types(f"/align {said}", team).startswith(f"`/align {word}` fits best.")
