"""Was it posted? Whoever uses a message proves it; whoever waits for an answer hears when nobody knows."""

from typing import Any

import pytest

from bot.app import Align
from bot.slack.commitments.create import FROM_MESSAGE
from tests.conversations.reminded import promise
from tests.conversations.walks import Idea, commits, picks_a_pilot, posts
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague, Slack

UNSURE = "I am not sure whether this arrived in #marketing."
ARRIVED = "It did arrive in #marketing, somebody has used it there. Nothing is left to do."
LOST = ({"status": 0}, {"error": "fatal_error"}, {"status": 500}, {"status": 502, "error": "unheard_of"})


def hands_over(owner: Colleague, to: Colleague, team: Channel) -> None:
    owner.types("/align progress", team)
    owner.clicks("Hand it over or drop it")
    owner.clicks("Hand it over")
    owner.fills({"Who could take it?": to})
    owner.submits()
    owner.closes(everything=True)


@both_engines
@pytest.mark.parametrize("fault", LOST)
def test_a_press_proves_that_a_message_in_doubt_is_there(
    align: Align, slack: Slack, team: Channel, maya: Colleague, ivan: Colleague, clock: Clock, fault: dict[str, Any]
) -> None:
    promise(maya, team)
    slack.fails("chat.postMessage", **fault, after=True)
    hands_over(maya, ivan, team)
    assert maya.dm.last.words.startswith(UNSURE)
    ivan.clicks("I’ll take it", team)
    assert "@Ivan takes this over" in team.last.words
    assert maya.dm.last.words == ARRIVED
    clock.pass_(align, hours=1)
    assert (len(team.messages), len(maya.dm.messages)) == (3, 1)


@both_engines
def test_what_changed_while_it_was_in_doubt_is_drawn_at_the_first_press(
    slack: Slack, team: Channel, maya: Colleague, ivan: Colleague
) -> None:
    promise(maya, team)
    slack.fails("chat.postMessage", status=0, after=True)
    hands_over(maya, ivan, team)
    maya.types("/align progress", team)
    maya.clicks("Hand it over or drop it")
    maya.clicks("Keep it after all")
    maya.closes(everything=True)
    assert "asks whether you can take this over" in team.last.words, "nobody knows where it stands"
    ivan.clicks("I’ll take it", team)
    assert "This one is settled: it stays with @Maya" in team.last.words.replace("*", "")


@both_engines
def test_what_was_taken_down_while_it_was_in_doubt_goes_at_the_first_press(
    slack: Slack, team: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    slack.fails("chat.postMessage", status=0, after=True)
    picks_a_pilot(maya, team, Idea("Lead routing", tom, ivan), Idea("Win-back mails", tom, ivan))
    assert maya.dm.last.words.startswith(UNSURE)
    maya.clicks("See everything", maya.dm)
    maya.clicks("Take it down")
    maya.closes(everything=True)
    assert len(posts(team)) == 1, "nobody knows where it stands"
    slack.fails("chat.delete", status=0, after=True)
    ivan.clicks("I’ll take it", team)
    assert posts(team) == []


@both_engines
def test_a_press_at_the_same_moment_as_another_draws_it_once(
    slack: Slack, team: Channel, maya: Colleague, ivan: Colleague
) -> None:
    promise(maya, team)
    slack.fails("chat.postMessage", status=0, after=True)
    hands_over(maya, ivan, team)
    ivan.clicks("I’ll take it", team, silent=True)
    assert ivan.line.sends_again(3, at_once=True) == [200, 200, 200]
    before = len(slack.calls)
    ivan.line.speak()
    edited = [call for call in slack.calls[before:] if call.method == "chat.update" and call.args["channel"][0] == "C"]
    assert len({call.args["ts"] for call in edited}) == len(edited)
    assert "@Ivan takes this over" in team.last.words


@both_engines
@pytest.mark.parametrize("said", [False, True])
def test_an_answer_to_a_mention_that_may_be_lost_is_told(
    slack: Slack, team: Channel, tom: Colleague, said: bool
) -> None:
    slack.fails("chat.postMessage", status=0, after=said)
    tom.says("@align pilot", team)
    assert tom.dm.last.words.startswith(UNSURE)
    assert tom.dm.last.words.endswith("Pick one small martech initiative you can win within 90 days.\nPick a pilot")


@both_engines
@pytest.mark.parametrize("error", ["service_unavailable", "ratelimited"])
@pytest.mark.parametrize("status", [500, 502])
def test_an_error_that_says_that_nothing_happened_is_tried_again(
    align: Align, slack: Slack, team: Channel, maya: Colleague, clock: Clock, error: str, status: int
) -> None:
    slack.fails("chat.postMessage", status=status, error=error)
    commits(maya, team)
    assert len(team.messages) == 1  # the team was introduced
    clock.pass_(align, seconds=31)
    assert (len(team.messages), maya.dm.messages) == (2, [])


def test_a_refusal_is_one_whatever_its_status(slack: Slack, team: Channel, maya: Colleague) -> None:
    slack.fails("chat.postMessage", status=500, error="is_archived")
    commits(maya, team)
    assert maya.dm.last.words.startswith("I could not post this in #marketing: the channel is archived")


@pytest.mark.parametrize(
    "change",
    [
        {"app_id": "A0OTHER"},
        {"metadata": {"event_type": "theirs", "event_payload": {"id": "x"}}},
        {"metadata": {"event_type": "align_outbox", "event_payload": {"id": 7}}},
        {"metadata": {"event_type": "align_outbox", "event_payload": {}}},
        {"metadata": "align_outbox"},
        {"metadata": None},
    ],
)
def test_what_is_no_message_of_ours_proves_nothing(
    slack: Slack, team: Channel, maya: Colleague, ivan: Colleague, change: dict[str, Any]
) -> None:
    promise(maya, team)
    slack.fails("chat.postMessage", status=0, after=True)
    hands_over(maya, ivan, team)
    team.room.messages[-1] = team.room.messages[-1] | change
    before = len(slack.calls)
    ivan.uses(FROM_MESSAGE.name, team.last)
    ivan.closes(everything=True)
    assert "chat.update" not in [call.method for call in slack.calls[before:]]
    assert maya.dm.last.words.startswith(UNSURE)
