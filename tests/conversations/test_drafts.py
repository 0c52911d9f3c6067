"""Half-way through a playbook: what was given is kept, whatever becomes of the window or the list."""

import pytest

from tests.conversations.walks import (
    ALL,
    IT,
    OFF,
    PRIVACY,
    SOON,
    STRENGTHS,
    STRONG,
    Idea,
    everything,
    finishes,
    goes_through,
    names,
    picks_a_pilot,
    posts,
)
from tests.fixtures_align import both_engines
from tests.standin import Channel, Colleague, Line

pytestmark = pytest.mark.usefixtures("team")

OWN = "Ideas of your own"
RESUMED = "Welcome back. I kept your answers."


@both_engines
def test_back_keeps_the_answers(marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague) -> None:
    maya.types("/align pilot", marketing)
    names(maya, "Lead routing", "Win-back mails")
    assert "2 of 4" in maya.modal.words
    maya.fills({PRIVACY: ["Lead routing"]})
    maya.clicks("Back")
    assert maya.modal.values[OWN] == "Lead routing\nWin-back mails"
    assert "Back" not in maya.modal.buttons
    maya.submits()
    assert maya.modal.values[PRIVACY] == ["Lead routing"]
    maya.fills({IT: ["Lead routing"], SOON: ["Lead routing", "Win-back mails"], OFF: ["Win-back mails"]})
    maya.submits()
    maya.fills({STRENGTHS[0]: ["Lead routing"]})
    maya.clicks("Back")
    assert maya.modal.values[IT] == ["Lead routing"]
    maya.submits()
    assert maya.modal.values[STRENGTHS[0]] == ["Lead routing"]


@both_engines
def test_closing_the_window_and_coming_back(marketing: Channel, maya: Colleague) -> None:
    maya.types("/align pilot", marketing)
    names(maya, "Lead routing", "Win-back mails")
    maya.fills({IT: ["Lead routing"]})
    maya.clicks("Save for later")
    assert maya.types("/align", marketing).split("\n")[1:4] == [
        "You left off in the middle of *pilot*. Your answers are kept.",
        "Go on with pilot",
        "Plan when IT joins",
    ]
    maya.clicks("Go on with pilot", marketing)
    assert maya.modal.words.startswith(f"Pick a pilot\n{RESUMED}\nStart over\n2 of 4\n*Can it start?")
    assert maya.modal.values[IT] == ["Lead routing"]


@both_engines
def test_what_was_filled_in_already_is_nobodys_answer(marketing: Channel, maya: Colleague) -> None:
    maya.types("/align pilot", marketing)
    assert maya.modal.values["Ideas that fit"] == "An online shop"
    maya.closes()
    assert "You left off" not in maya.types("/align", marketing)
    assert "Begun" not in maya.opens_home().words
    maya.types("/align pilot", marketing)
    assert RESUMED not in maya.modal.words
    maya.fills({"Ideas that fit": "B2B with sales"})
    maya.closes()
    maya.types("/align pilot", marketing)
    assert RESUMED in maya.modal.words
    assert maya.modal.values["Ideas that fit"] == "B2B with sales"


def test_a_draft_is_ones_own(marketing: Channel, maya: Colleague, tom: Colleague) -> None:
    maya.types("/align pilot", marketing)
    names(maya, "Lead routing", "Win-back mails")
    tom.types("/align pilot", marketing)
    assert tom.modal.values[OWN] is None
    assert RESUMED not in tom.modal.words


def test_start_over(marketing: Channel, maya: Colleague) -> None:
    maya.types("/align pilot", marketing)
    names(maya, "Lead routing", "Win-back mails")
    maya.closes()
    maya.types("/align pilot", marketing)
    maya.clicks("Start over")
    assert maya.modal.values[OWN] is None
    names(maya, "Newsletter", "Chat bot")
    assert maya.modal.choices[IT] == ["Newsletter", "Chat bot"]


@both_engines
def test_start_over_that_arrives_again_takes_nothing(marketing: Channel, maya: Colleague, line: Line) -> None:
    maya.types("/align pilot", marketing)
    names(maya, "Lead routing", "Win-back mails")
    maya.closes()
    maya.types("/align pilot", marketing)
    maya.clicks("Start over")
    pressed = line.sent[-1]
    names(maya, "Newsletter", "Chat bot")
    line.sent.append(pressed)
    line.sends_again(2)
    assert maya.modal.values[OWN] == "Newsletter\nChat bot"
    assert RESUMED not in maya.modal.words


@both_engines
def test_start_over_in_a_window_whose_run_was_finished_meanwhile(
    marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, line: Line
) -> None:
    """It begins another one, and the finished one stays."""
    maya.types("/align pilot", marketing)
    goes_through(maya, Idea("Lead routing", tom, ivan), Idea("Win-back mails", maya, ivan))
    maya.closes()
    maya.types("/align pilot", marketing)
    maya.clicks("Start over")
    pressed = line.sent[-1]
    goes_through(maya, Idea("Newsletter", tom, ivan), Idea("Chat bot", maya, ivan))
    finishes(maya)
    result = marketing.last.words
    line.sent.append((pressed[0].replace("trigger", "trigger2"), pressed[1]))
    line.sends_again()
    maya.closes()
    maya.types("/align pilot", marketing)
    assert maya.modal.values[OWN] is None
    maya.clicks("Change", marketing)
    assert maya.modal.values[OWN] == "Newsletter\nChat bot"
    assert marketing.last.words == result


@both_engines
def test_a_window_from_before_starting_over_mixes_nothing(
    marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, line: Line
) -> None:
    maya.types("/align pilot", marketing)
    names(maya, "Lead routing", "Win-back mails")
    maya.fills({IT: ["Lead routing"]})
    maya.submits()
    second = line.sent[-1]
    maya.closes()
    maya.types("/align pilot", marketing)
    maya.clicks("Start over")
    line.sent.append(second)
    assert line.sends_again() == [200]
    names(maya, "Newsletter", "Chat bot")
    assert maya.modal.choices[IT] == ["Newsletter", "Chat bot"]


@both_engines
def test_a_change_starts_from_the_same_answers(
    marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    picks_a_pilot(maya, marketing, Idea("Lead routing", tom, ivan), Idea("Win-back mails", maya, ivan))
    maya.clicks("Change", marketing)
    assert maya.modal.values[OWN] == "Lead routing\nWin-back mails"
    names(maya, "Lead routing", "Win-back texts")
    maya.closes()
    maya.clicks("Change", marketing)
    assert f"{RESUMED}\nStart over\n" in maya.modal.words
    maya.clicks("Start over")
    assert maya.modal.values[OWN] == "Lead routing\nWin-back mails"
    names(maya, "Lead routing", "Win-back texts")
    finishes(maya)
    assert "Too close to call with Win-back texts (60)" in posts(marketing)[0].words
    assert "Win-back mails → Lead routing, Win-back texts" in posts(marketing)[1].words


def test_a_change_leaves_the_draft_of_another_alone(
    marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    picks_a_pilot(maya, marketing, Idea("Lead routing", tom, ivan), Idea("Win-back mails", maya, ivan))
    maya.types("/align pilot", marketing)
    names(maya, "Newsletter", "Chat bot")
    maya.closes()
    maya.clicks("Change", marketing)
    assert maya.modal.values[OWN] == "Lead routing\nWin-back mails"
    maya.closes()
    maya.types("/align pilot", marketing)
    assert f"{RESUMED}\nStart over\n2 of 4\n" in maya.modal.words


def test_a_renamed_candidate_keeps_its_answers_and_a_removed_one_goes(
    marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    maya.types("/align pilot", marketing)
    goes_through(
        maya,
        Idea("Lead routing", tom, ivan, ALL),
        Idea("Win-back mails", maya, ivan),
        Idea("Chat bot", maya, ivan, STRONG),
    )
    for _ in range(3):
        maya.clicks("Back")
    names(maya, "Lead routing in Berlin", "Win-back mails")
    maya.submits()
    maya.submits()
    assert "4 of 4" in maya.modal.words
    finishes(maya)
    maya.closes()
    assert "1. Lead routing in Berlin: pilot fit 93 of 100\n2. Win-back mails: pilot fit 60 of 100\nHow" in everything(
        maya, marketing
    )


def test_a_second_window_finishes_first(
    marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, line: Line
) -> None:
    maya.types("/align pilot", marketing)
    goes_through(maya, Idea("Lead routing", tom, ivan), Idea("Win-back mails", maya, ivan))
    maya.clicks("Back")
    back = line.sent[-1]
    maya.submits()
    finishes(maya)
    line.sent.append(back)
    line.sends_again()
    assert maya.modal.words.startswith("Pick a pilot\n*Done.* The result is on its way to #marketing.")
    assert len(posts(marketing)) == 1


@both_engines
def test_a_draft_is_about_what_it_was_renamed_to(marketing: Channel, maya: Colleague) -> None:
    maya.types("/align terms live", marketing)
    maya.fills({"Which word?": "lead"})
    maya.submits()
    maya.closes()
    maya.types("/align terms live", marketing)
    assert maya.modal.values["Which word?"] == "live"
    assert RESUMED not in maya.modal.words
    maya.closes()
    maya.types("/align terms lead", marketing)
    assert RESUMED in maya.modal.words
