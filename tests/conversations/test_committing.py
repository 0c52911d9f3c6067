"""Making a promise: from a result, by itself or out of a message, repeated back where the team sees it."""

import pytest

from bot.app import Align
from tests.conversations.document_talk import seat
from tests.conversations.walks import (
    CALL,
    ME,
    PROMISE,
    SHORT,
    Idea,
    commits,
    fills_in,
    picks_a_pilot,
    promises_first,
    reads_a_pitch,
)
from tests.fixtures_align import both_engines
from tests.standin import Channel, ClientRefuses, Clock, Colleague


@both_engines
def test_from_a_result_to_the_channel(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    picks_a_pilot(maya, team, Idea("Lead routing & co", tom, ivan), Idea("Win-back mails", maya, ivan))
    result = team.last
    promises_first(tom, team)
    assert tom.modal.words.startswith(
        "Make a promise\n*When …, I’ll …* A cue and one step. Small ones get kept.\nWhen\n"
    )
    assert "It goes into the thread of *Pick a pilot: Lead routing & co* in #marketing, with your name." in (
        tom.modal.words
    )
    assert len(tom.modal.labels) == 6
    tom.fills({"Who does it": tom, "Together with": None})
    tom.fills({**CALL, "By": "2026-12-04"})
    tom.submits()
    tom.closes(everything=True)
    assert team.last.words == (f"@Tom has made a promise.\n> {PROMISE}\nBy Fri 4 Dec. I'll ask at the next check-in.")
    assert team.last.raw["thread_ts"] == result.ts


@both_engines
def test_of_both_sides_with_what_could_get_in_the_way(
    align: Align, team: Channel, maya: Colleague, ivan: Colleague
) -> None:
    ivan.opens_home()
    commits(maya, team, **{"What could get in the way": "no reply <@here>", "Together with": ivan})
    written = f"> {PROMISE}\nWhat could get in the way: no reply <@here>\n"
    small = "By Tue 1 Dec. I'll ask at the next check-in."
    buttons = "I’m in\nNot me\n"
    assert team.last.words == f"@Maya has made a promise.\n{written}@Ivan, will you be in on it?\n{buttons}{small}"
    assert "Done" not in ivan.home.buttons
    ivan.clicks("I’m in", team)
    assert team.last.words == f"@Maya has made a promise, together with @Ivan.\n{written}{small}"
    assert team.last.text.startswith("@Maya has made a promise, together with @Ivan.")
    assert f"{SHORT}\nBy Tue 1 Dec · @Maya with you · #marketing" in ivan.home.words
    assert "Done" in ivan.home.buttons


@both_engines
def test_the_home_tab_follows(align: Align, team: Channel, maya: Colleague) -> None:
    maya.opens_home()
    commits(maya, team)
    assert PROMISE in team.words
    assert f"{SHORT}\nBy Tue 1 Dec · #marketing\n" in maya.home.words
    maya.clicks("Done", maya.home)
    assert SHORT not in maya.home.words


def test_words_behind_commit_are_what_i_will_do(align: Align, team: Channel, maya: Colleague) -> None:
    maya.types("/align commit call Ivan about the form", team)
    assert maya.modal.values["I’ll"] == "call Ivan about the form"


def test_out_of_a_message(align: Align, team: Channel, maya: Colleague, ivan: Colleague) -> None:
    ivan.says(f"Could {maya.mention} check [the form](https://a.example/x) & tell @here?", team)
    maya.uses("commitment:from_message", team.last)
    assert maya.modal.values["I’ll"] == "Could @maya check the form & tell @here?"
    maya.fills({"When": "I open my mail", "I’ll": "check the form"})
    maya.submits()
    assert team.last.words.startswith("@Maya has made a promise.\n> When I open my mail, I’ll check the form.\n")


@pytest.mark.parametrize(("said", "begins"), [("word " * 200, "word word"), ("", None)])
def test_out_of_a_message_as_it_fits(
    align: Align, team: Channel, maya: Colleague, said: str, begins: str | None
) -> None:
    """A long one is cut where one can see it."""
    maya.says(said, team)
    maya.uses("commitment:from_message", team.last)
    words = maya.modal.values["I’ll"]
    assert (words and words[:9], words and words[-5:]) == (begins, begins and "word…")


@pytest.mark.parametrize(
    ("days", "due"),
    [(0, "2026-12-01"), (3, "2026-12-01"), (4, "2026-12-08"), (5.9, "2026-12-08"), (7, "2026-12-08")],
)
def test_it_is_due_by_a_check_in_at_least_three_days_away(
    align: Align, team: Channel, maya: Colleague, clock: Clock, days: float, due: str
) -> None:
    clock.pass_(days=days)
    maya.types("/align commit", team)
    assert maya.modal.values["By"] == due


@pytest.mark.parametrize(
    ("wrong", "errors"),
    [
        ({"By": "2026-11-23"}, {"By": "This date is past. Choose today or later."}),
        ({"When": " \n "}, {"When": "Please fill this in, a few words are enough."}),
        ({"I’ll": "\u200b"}, {"I’ll": "Please fill this in, a few words are enough."}),
        ({"Who does it": "U0DORA"}, {"Who does it": "Please choose a person who works here: not a bot, not gone."}),
        (
            {"Who does it": "U0ALIGNBOT"},
            {"Who does it": "Please choose a person who works here: not a bot, not gone."},
        ),
        ({"Who does it": "U0NOBODY"}, {"Who does it": "Please choose a person who works here: not a bot, not gone."}),
        (
            {"Together with": "U0DORA"},
            {"Together with": "Please choose a person who works here: not a bot, not gone."},
        ),
        (
            {"Together with": "U0MAYA"},
            {"Together with": "That is the same person. Leave this empty, or choose somebody of the other side."},
        ),
    ],
)
def test_what_is_wrong_is_said_at_the_field(
    align: Align, team: Channel, maya: Colleague, wrong: dict[str, str], errors: dict[str, str]
) -> None:
    maya.types("/align commit", team)
    fills_in(maya, {**CALL, **wrong})
    maya.submits()
    assert maya.modal.errors == errors
    asked = {"By": "2026-12-01", **CALL, **wrong}
    held = {label: maya.modal.values[label] for label in asked}
    assert {label: maya.id if value == "Me" else value for label, value in held.items()} == asked
    fills_in(maya, {**CALL, "Who does it": maya, "Together with": None, "By": "2026-11-24"})
    maya.submits()
    assert maya.modals == []
    assert team.last.words.endswith("By Tue 24 Nov. I'll ask at the next check-in.")


def test_slack_itself_refuses_what_is_too_long_or_missing(align: Align, team: Channel, maya: Colleague) -> None:
    maya.types("/align commit", team)
    maya.fills({"When": "x" * 151, "Who does it": None, "By": None})
    with pytest.raises(ClientRefuses) as refused:
        maya.submits()
    missing = "Please complete this required field."
    assert refused.value.faults == {
        "When": "needs 0 to 150 characters, has 151",
        "I’ll": missing,
        "Who does it": missing,
        "By": missing,
    }


def test_today_is_today_where_the_team_is(
    align: Align, marketing: Channel, maya: Colleague, aisha: Colleague, clock: Clock
) -> None:
    seat(maya, marketing, {"Time zone": "Asia/Kolkata"}, marketing=[maya], it=[aisha])
    clock.pass_(align, hours=10)  # 20:00 UTC: tomorrow in Kolkata
    aisha.types("/align commit", marketing)
    aisha.fills({**CALL, "By": "2026-11-24"})
    aisha.submits()
    assert aisha.modal.errors == {"By": "This date is past. Choose today or later."}


@both_engines
def test_sent_twice_it_is_one_promise(align: Align, team: Channel, maya: Colleague, clock: Clock) -> None:
    maya.types("/align commit", team)
    maya.fills(CALL)
    maya.submits(silent=True)
    assert maya.line.sends_again(3, at_once=True) == [200, 200, 200]
    maya.line.speak()
    assert team.words.count("@Maya has made a promise.") == 1
    assert "*Promises:* 0 kept, 1 open" in maya.types("/align summary", team)


@both_engines
def test_the_same_advice_is_promised_once(align: Align, team: Channel, tom: Colleague, ivan: Colleague) -> None:
    reads_a_pitch(tom, team, "Acme")
    for person in (tom, ivan):
        promises_first(person, team)
        person.fills({"Who does it": person, "Together with": None, "By": "2026-12-04"})
    tom.submits()
    ivan.submits()
    assert "@Tom has this one, by Fri 4 Dec. Choose another, or offer a hand in its thread." in ivan.modal.words
    ivan.closes(everything=True)
    tom.closes(everything=True)
    promised = [each for each in team.messages if "has made a promise" in each.words]
    assert [each.words.split("\n")[0] for each in promised] == ["@Tom has made a promise."]
    tom.types("/align progress", team)
    tom.clicks("Hand it over or drop it")
    tom.clicks("Drop it")
    tom.fills({"Why does it go?": "no time"})
    tom.submits()
    promises_first(ivan, team)
    ivan.fills({"Who does it": ivan, "Together with": None})
    ivan.submits()
    ivan.closes(everything=True)
    assert team.last.words.startswith("@Ivan has made a promise.\n")
    tom.clicks("Take it up again")
    assert "@Ivan has this one" in tom.modal.words


def test_without_a_team(align: Align, marketing: Channel, maya: Colleague) -> None:
    told = "This channel has no team yet. Type /align team first; it takes half a minute."
    for word in ("commit", "checkin", "summary"):
        assert maya.types(f"/align {word}", marketing) == told
    maya.says("I could do that", marketing)
    maya.uses("commitment:from_message", marketing.last)
    assert maya.modal.words == f"One moment\n{told}"


def test_in_a_direct_message_with_two_teams(align: Align, team: Channel, growth: Channel, maya: Colleague) -> None:
    seat(maya, growth, {"Team name": "Growth"}, marketing=[maya])
    maya.types("/align commit call Ivan & Aisha")
    maya.clicks("Growth")
    assert maya.modal.values["I’ll"] == "call Ivan & Aisha"
    maya.fills(CALL)
    maya.submits()
    assert PROMISE in growth.words
    assert PROMISE not in team.words


def test_from_a_result_in_a_direct_message(align: Align, team: Channel, tom: Colleague) -> None:
    reads_a_pitch(tom, team, "Acme", share=ME)
    promises_first(tom, tom.dm)
    tom.fills({**CALL, "Who does it": tom, "Together with": None})
    tom.submits()
    assert team.last.words.startswith("@Tom has made a promise.\n")


@both_engines
def test_the_cue_quotes_the_promise_back(align: Align, team: Channel, maya: Colleague, tom: Colleague) -> None:
    vendor = "vendor: Read a vendor's pitch"
    maya.types("/align commit", team)
    maya.fills({**CALL, "I’ll": "ask IT before the demo"})
    maya.clicks("More")
    assert maya.modal.values["I’ll"] == "ask IT before the demo"
    maya.fills({"Remind me when somebody starts …": vendor})
    maya.submits()
    tom.types("/align vendor", team)
    assert "ask IT" not in tom.modal.words
    maya.types("/align vendor", team)
    assert "You have promised something for this moment:" in maya.modal.words
    assert "When it is Monday and the stand-up is over, I’ll ask IT before the demo." in maya.modal.words
    maya.closes()
    maya.types("/align pilot", team)
    assert "ask IT" not in maya.modal.words


def test_the_labels_typed_once_more_do_not_stand_twice(align: Align, team: Channel, maya: Colleague) -> None:
    maya.types("/align commit", team)
    maya.fills({"When": "If it rains", "I’ll": "then I will call Ivan"})
    maya.submits()
    assert "\n> When it rains, I’ll call Ivan.\n" in team.last.words


SENTENCE = "if it is Tuesday, then I will call Ivan by Friday"


@pytest.mark.parametrize("said", [SENTENCE, "I will call Ivan by Friday when it is Tuesday"])
def test_a_sentence_behind_commit_is_cue_action_and_day(
    align: Align, team: Channel, maya: Colleague, said: str
) -> None:
    maya.types(f"/align commit {said}", team)
    asked = {label: maya.modal.values[label] for label in ("When", "I’ll", "By")}
    assert asked == {"When": "it is Tuesday", "I’ll": "call Ivan", "By": "2026-11-27"}
    maya.submits()
    assert team.last.words.startswith("@Maya has made a promise.\n> When it is Tuesday, I’ll call Ivan.\nBy Fri 27 Nov")


def test_a_sentence_in_a_message_too(align: Align, team: Channel, maya: Colleague, ivan: Colleague) -> None:
    maya.uses("commitment:from_message", ivan.says(SENTENCE.replace("call Ivan", "call @maya"), team))
    assert (maya.modal.values["When"], maya.modal.values["I’ll"]) == ("it is Tuesday", "call @maya")
    assert maya.modal.values["By"] == "2026-11-27"
    maya.closes()
    maya.uses("commitment:from_message", ivan.says("Please call me when it is Tuesday", team))
    assert maya.modal.values["I’ll"] == "Please call me when it is Tuesday"


@pytest.mark.parametrize(
    ("cue", "action", "promise"),
    [
        ("when it is Tuesday,", "I’ll call Ivan", "When it is Tuesday, I’ll call Ivan."),
        ("it is Tuesday", "If it is Tuesday, then I will call Ivan", "When it is Tuesday, I’ll call Ivan."),
        ("If it is Tuesday, then", "call Ivan if he calls", "When it is Tuesday, I’ll call Ivan if he calls."),
    ],
)
def test_a_sentence_in_the_fields_is_not_said_twice(
    align: Align, team: Channel, maya: Colleague, cue: str, action: str, promise: str
) -> None:
    maya.types("/align commit", team)
    maya.fills({"When": cue, "I’ll": action, "What could get in the way": "I will be ill"})
    maya.submits()
    assert f"\n> {promise}\nWhat could get in the way: I will be ill\n" in team.last.words
