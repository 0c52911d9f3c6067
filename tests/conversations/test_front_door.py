"""/align and its words: what the coach can do, what to do first, and the way in from wherever somebody asks."""

import json
import re
from pathlib import Path

import pytest

from bot.app import Align
from bot.coaching.library import loader
from tests.conversations.document_talk import sets_up
from tests.conversations.walks import Idea, commits, picks_a_pilot, reads_a_pitch
from tests.conversations.weekly import marks
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague

MANIFEST = Path(__file__).parents[2] / "manifest.json"
PLAYS = loader.load_library(loader.OURS)
FEW = list(PLAYS)[:4]
PILOT_FIRST = ["pilot", *(word for word in PLAYS if word != "pilot")][:4]


def lines(words: list[str]) -> str:
    return "\n".join(f"`/align {word}` {PLAYS[word].summary}" for word in words)


def starts(words: list[str]) -> str:
    return "\n".join(PLAYS[word].button for word in words)


OWN = "`/align how do we get IT on board?`"
EVERY_WORD_ENDS = "Works in a channel and in a direct message with me. In a thread, mention me: @Align pilot."
HELLO = (
    "*Hello, I'm Align.* I help marketing and the IT people beside you to stop aligning and start doing: pick one "
    f"small thing together, promise it, keep it.\n{lines(FEW)}\n{starts(FEW)}\n"
    f"Or ask in your own words: {OWN}\nI cannot read this channel; I only see what you type to me. "
    "`/align team` sets day, time and people, `/align help` lists every word."
)
NO_TEAM_HERE = (
    "I work in a team's channel. Go to the one where marketing and IT talk and type /align pilot there. "
    "If I am not in it yet, type /invite @Align first."
)


@both_engines
def test_the_welcome_says_what_to_do_first(align: Align, maya: Colleague, marketing: Channel) -> None:
    assert maya.types("/align", marketing) == (
        "*Hi, I'm Align.* I help marketing and the IT people beside you to stop aligning and start doing.\n"
        "*Do this first*\nStart doing. One small win within 90 days teaches marketing and IT more about each other "
        f"than months spent on aligning first.\n{starts(PILOT_FIRST)}\n{lines(PILOT_FIRST)}\n"
        f"Or ask in your own words: {OWN}\n"
        "`/align help` has the other words. I cannot read your channels; I only see what you type to me."
    )
    assert marketing.messages == []


def test_the_advice_changes_as_the_team_moves_on(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, clock: Clock
) -> None:
    picks_a_pilot(maya, team, Idea("Lead routing", tom, ivan), Idea("Win-back mails", maya, ivan))
    assert first(tom.types("/align", team)) == (
        "Know when you need IT: you have a pilot, so take the next project and see where they belong in the room, "
        "and where you can go alone."
    )
    reads_a_pitch(tom, team, "Acme", "hard, and we know it")
    assert first(tom.types("/align", team)) == (
        "Bring IT in first. Acme came out heavy (hidden work 100 of 100), more than marketing should carry alone. "
        "See who from IT belongs in which stage."
    )
    commits(tom, team)
    assert first(maya.types("/align", team)) == first(maya.types("/align")) == first(tom.types("/align", team))
    clock.pass_(align, days=7)
    marks(tom, team, "Stuck")
    assert first(maya.types("/align", team)) == ("1 promise is stuck. Ask today what is missing, and who has it.")


def first(welcome: str) -> str:
    return welcome.split("*Do this first*\n")[1].split("\n")[0]


@pytest.mark.parametrize("typed", ["/align help", "/align HELP", "/align  help  me", "/align help?", "/align ?"])
def test_help_is_short_and_its_buttons_do_the_commonest(
    align: Align, team: Channel, maya: Colleague, typed: str
) -> None:
    said = len(team.messages)
    told = maya.types(typed, team)
    asks = f"*Ask in your own words,* like {OWN}, or say one of these after `/align`:"
    assert told.startswith(f"{asks}\n*Choose together:*")
    assert len(told) < 800
    buttons = ["Pick a pilot", "Read a pitch", "Make a promise", "My promises", "Every word"]
    assert told.split("\n")[-6:-1] == buttons
    assert all(word in told for word in ("pilot, priorities", "commit, progress, results", "away, back, mute, unmute"))
    for label, title in zip(buttons, ("Pick a pilot", "Read a vendor's pitch", "Make a promise"), strict=False):
        maya.clicks(label, team)
        assert maya.modal.title == title
        maya.closes()
    assert len(team.messages) == said


@pytest.mark.parametrize("typed", ["/align help all", "/align help every word"])
def test_every_word_has_its_line(align: Align, maya: Colleague, marketing: Channel, typed: str) -> None:
    told = maya.types(typed, marketing)
    maya.types("/align help", marketing)
    maya.clicks("Every word", marketing)
    assert maya.modal.words == f"Align\n{told}"
    assert told.startswith("*Every word*\n*Choose together*\n")
    for group in ("Choose together", "Find out", "Agree on one page"):
        assert f"*{group}*\n{lines([word for word, play in PLAYS.items() if play.group == group])}\n" in told
    groups = ["Every word", "Choose together", "Find out", "Agree on one page", "Keep it going", "Your team", "You"]
    assert re.findall(r"^\*(.+)\*$", told, re.MULTILINE) == groups
    assert told.endswith(f"\n{EVERY_WORD_ENDS}")
    hint = json.loads(MANIFEST.read_text())["features"]["slash_commands"][0]["usage_hint"]
    assert re.findall(r"^`/align (\S+)` [A-Z].+[.…?]$", told, re.MULTILINE) == hint.strip("[]").split(" | ")[:-1]


@pytest.mark.parametrize(
    ("word", "nearest"), [("pilto", "pilot"), ("Vendro", "vendor"), ("sumary", "summary"), ("prio", "priorities")]
)
def test_a_wrong_word_gets_the_nearest(
    align: Align, maya: Colleague, marketing: Channel, word: str, nearest: str
) -> None:
    told = maya.types(f"/align {word}", marketing)
    assert told.startswith(f"I don't know “{word.lower()}”. Did you mean `/align {nearest}`? ")
    assert told.endswith(f"\n{PLAYS[nearest].button}" if nearest in PLAYS else "`monthly` sends it to you.")


@pytest.mark.parametrize(
    ("word", "title"),
    [("vendors", "Read a vendor's pitch"), ("Lead", "Lead agreement"), ("priority", "Shared priorities"),
     ("touch-points", "When to bring IT in"), ("role New CRM", "Who decides what"), ("stories", "A story to tell")],
)  # fmt: skip
def test_a_plural_and_a_hyphen_do_not_matter(
    align: Align, team: Channel, maya: Colleague, word: str, title: str
) -> None:
    maya.types(f"/align {word}", team)
    assert maya.modal.title == title
    maya.closes()
    maya.says(f"@align {word}", team)
    maya.clicks(next(play.button for play in PLAYS.values() if play.title == title), team)
    assert maya.modal.title == title


def test_the_nearest_word_is_a_button_away(align: Align, team: Channel, maya: Colleague) -> None:
    maya.types("/align pilto", team)
    maya.clicks("Pick a pilot", team)
    assert maya.modal.title == "Pick a pilot"


def test_an_unknown_word(align: Align, maya: Colleague, marketing: Channel) -> None:
    assert maya.types("/align xyzzy", marketing) == (
        "I don't know “xyzzy”. `/align help` lists everything you can say to me."
    )


@both_engines
def test_a_mention_is_answered_in_the_thread(align: Align, team: Channel, maya: Colleague) -> None:
    asked = maya.says("@align pilot please", team)
    answer = team.last
    assert answer.raw["thread_ts"] == asked.ts
    assert answer.words == "Pick one small martech initiative you can win within 90 days.\nPick a pilot"
    maya.clicks("Pick a pilot", team)
    assert maya.modal.title == "Pick a pilot"


def test_a_mention_within_a_thread_stays_there(align: Align, team: Channel, maya: Colleague, ivan: Colleague) -> None:
    opening = ivan.says("Shall we?", team)
    maya.says("How about it, @align?", team, thread=opening)
    maya.says("@align\tsummary", team, thread=opening)
    assert [each.raw["thread_ts"] for each in team.messages[-2:] if "thread_ts" in each.raw] == [opening.ts] * 2
    assert team.last.words == (
        "Type `/align summary`. Where the team stands: promises, playbooks, what is next. `monthly` sends it to you."
    )


def test_other_bots_are_not_answered(align: Align, team: Channel, maya: Colleague) -> None:
    said = len(team.messages)
    maya.causes(
        {"type": "app_mention", "bot_id": "B0OTHER", "text": "<@U0ALIGNBOT> pilot", "ts": "1.1", "channel": team.id}
    )
    assert len(team.messages) == said


@both_engines
def test_a_direct_message_of_somebody_in_one_team(align: Align, team: Channel, maya: Colleague) -> None:
    maya.says("vendor")
    assert maya.dm.last.words == f"{PLAYS['vendor'].summary}\nRead a pitch"
    maya.clicks("Read a pitch")
    assert maya.modal.title == "Read a vendor's pitch"


@both_engines
def test_a_direct_message_of_somebody_in_several_teams(
    align: Align, team: Channel, growth: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    sets_up(maya, growth, {"Team name": "Growth & co"})
    maya.says("pilot")
    assert maya.dm.last.words == "Which team is this for?\nGrowth & co\nmarketing"
    maya.clicks("Growth & co")
    picks = [Idea("Lead routing", tom, ivan), Idea("Win-back mails", maya, ivan)]
    maya.closes()
    maya.types("/align")
    maya.clicks("Pick a pilot")
    assert maya.modal.words == "Align\nWhich team is this for?\nGrowth & co\nmarketing"
    maya.clicks("marketing")
    assert maya.modal.title == "Pick a pilot"
    maya.closes()
    assert maya.types("/align pilot") == "Which team is this for?\nGrowth & co\nmarketing"
    picks_a_pilot(maya, growth, *picks)
    assert "Lead routing" in growth.last.words


def test_a_direct_message_of_somebody_in_no_team(align: Align, maya: Colleague) -> None:
    assert maya.types("/align pilot") == NO_TEAM_HERE
    maya.says("pilot")
    maya.clicks("Pick a pilot")
    assert maya.modal.words == f"One moment\n{NO_TEAM_HERE}"


def test_what_is_mistyped_in_a_direct_message(align: Align, maya: Colleague) -> None:
    maya.says("piolt")
    assert maya.dm.last.words.startswith("I don't know “piolt”. Did you mean `/align pilot`? ")
    maya.causes({"type": "message", "subtype": "message_changed", "channel": maya.dm.id, "channel_type": "im"})
    assert len(maya.dm.messages) == 2


@both_engines
def test_hello_when_invited_once(align: Align, no_bot: Channel, ivan: Colleague) -> None:
    ivan.invites_bot(no_bot)
    assert no_bot.words == HELLO
    ivan.line.sends_again(3, at_once=True)
    ivan.line.speak()
    assert no_bot.words == HELLO


def test_nobody_else_is_greeted(align: Align, marketing: Channel, dora: Colleague) -> None:
    dora.joins(marketing)
    dora.leaves(marketing)
    assert marketing.messages == []


def test_the_messages_tab_is_no_home_tab(align: Align, maya: Colleague) -> None:
    maya.opens_messages()
    assert maya.id not in maya.workspace.homes
