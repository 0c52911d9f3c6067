"""When something cannot go on: whoever acted is told what to do, there where they look, and nothing typed is lost."""

import re

import pytest

from bot.app import Align
from tests.conversations.walks import CALL, names, reads_a_pitch
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague, Line, Slack

LATE = "That took too long, and Slack would not open the window any more. Please try once more."
OURS = re.compile(
    r"Something went wrong on my side\. What you have answered so far is kept; please try once more\. "
    r"If it happens again, tell whoever runs Align this reference: ([a-z2-7]{8})"
)


def test_a_trigger_expires_behind_a_command(align: Align, slack: Slack, team: Channel, maya: Colleague) -> None:
    slack.fails("views.open", error="expired_trigger_id")
    assert maya.types("/align pilot", team) == LATE
    maya.types("/align pilot", team)
    assert maya.modal.title == "Pick a pilot"


def test_a_command_that_arrives_again_opens_no_other_window(
    align: Align, slack: Slack, team: Channel, maya: Colleague, line: Line
) -> None:
    maya.types("/align pilot", team)
    before = list(maya.sees)
    assert line.sends_again(2) == [200, 200]
    assert (maya.sees, maya.dm.messages) == (before, [])
    assert maya.modal.title == "Pick a pilot"


def test_a_trigger_expires_behind_a_button(align: Align, slack: Slack, team: Channel, tom: Colleague) -> None:
    reads_a_pitch(tom, team, "Acme", "We don't know")
    slack.fails("views.open", error="expired_trigger_id", times=2)
    tom.clicks("See everything", team)
    assert tom.sees[-1] == LATE
    assert LATE not in team.words


def test_a_trigger_expires_on_the_home_tab(align: Align, slack: Slack, team: Channel, tom: Colleague) -> None:
    tom.opens_home()
    slack.fails("views.open", error="expired_trigger_id", times=2)
    tom.clicks("Pick a pilot")
    assert tom.dm.last.words == LATE


@both_engines
def test_something_unforeseen_has_a_reference(
    align: Align, slack: Slack, team: Channel, maya: Colleague, caplog: pytest.LogCaptureFixture
) -> None:
    slack.fails("views.open", error="unknown_method")
    told = OURS.fullmatch(maya.types("/align pilot", team))
    assert told
    (logged,) = [each for each in caplog.records if each.exc_info]
    assert logged.getMessage() == f"reference {told[1]}"
    assert "unknown_method" in caplog.text and "Traceback" in caplog.text
    caplog.clear()


def test_something_unforeseen_in_a_window_keeps_what_was_typed(
    align: Align, team: Channel, maya: Colleague, caplog: pytest.LogCaptureFixture
) -> None:
    maya.types("/align commit", team)
    maya.fills(CALL)
    align.db.execute("ALTER TABLE commitments RENAME TO mislaid")
    maya.submits()
    assert OURS.search(maya.modal.words)
    align.db.execute("ALTER TABLE mislaid RENAME TO commitments")
    maya.closes()
    assert maya.modal.values["I’ll"] == CALL["I’ll"]
    maya.submits()
    assert team.last.words.startswith("@Maya has made a promise.\n")
    caplog.clear()


def test_something_unforeseen_behind_an_event_is_sent_again_by_slack(
    align: Align, no_bot: Channel, ivan: Colleague, caplog: pytest.LogCaptureFixture
) -> None:
    align.db.execute("ALTER TABLE outbox RENAME TO mislaid")
    with pytest.raises(AssertionError, match="HTTP 500"):
        ivan.invites_bot(no_bot)
    align.db.execute("ALTER TABLE mislaid RENAME TO outbox")
    assert ivan.line.sends_again(2) == [200, 200]
    ivan.line.speak()
    assert [each.words.split(".")[0] for each in no_bot.messages] == ["*Hello, I'm Align"]
    caplog.clear()


def test_somebody_elses_window(align: Align, team: Channel, maya: Colleague, tom: Colleague) -> None:
    maya.types("/align pilot", team)
    names(maya, "Lead routing", "Win-back mails")
    tom.workspace.modals[tom.id] = maya.workspace.modals[maya.id]
    tom.clicks("Back")
    assert tom.modal.words == "One moment\nThese are somebody else's answers. Start your own with /align."


@pytest.mark.parametrize(
    "event",
    [
        {"type": "channel_rename", "channel": {"id": "C0MARKETING", "name": "marketing-berlin"}},
        {"type": "member_left_channel", "user": "U0TOM", "channel": "C0MARKETING"},
        {"type": "message", "channel": "D0MAYA", "channel_type": "im", "subtype": "file_share", "user": "U0MAYA"},
        {"type": "message", "channel": "D0MAYA", "channel_type": "im", "bot_id": "B1", "text": "pilot"},
        {"type": "reaction_added", "user": "U0MAYA"},
        {"type": "something_that_slack_adds_in_2027"},
    ],
)
def test_events_that_nobody_waits_for_are_acknowledged(
    align: Align, team: Channel, maya: Colleague, event: dict[str, object]
) -> None:
    maya.causes({**event, "event_ts": "1.1"})
    assert (maya.dm.messages, len(team.messages)) == ([], 1)  # the introduction


@pytest.mark.parametrize("act", ["old:act", "interview:gone", "charter:gone", "whole:gone", "interview:again"])
def test_a_button_of_an_earlier_version(align: Align, slack: Slack, team: Channel, maya: Colleague, act: str) -> None:
    """Also one whose act there is still, but which carries something else by now."""
    from slack_sdk import WebClient

    value = "" if act == "interview:again" else "x"
    button = {"type": "button", "text": {"type": "plain_text", "text": "Old"}, "action_id": act, "value": value}
    WebClient(slack.token, base_url=slack.url).chat_postMessage(
        channel=team.id, text="Old", blocks=[{"type": "actions", "elements": [button]}]
    )
    maya.clicks("Old", team)
    assert maya.modal.words == "One moment\nThis is from an earlier version of me. Type /align to start afresh."
    assert maya.modal.buttons == []


@pytest.mark.parametrize("fault", [{"retry_after": 30}, {"status": 503, "times": 5}, {"status": 0, "times": 5}])
def test_nobody_waits_for_a_slack_that_asks_to_be_left_alone(
    align: Align, slack: Slack, marketing: Channel, maya: Colleague, clock: Clock, fault: dict[str, int]
) -> None:
    """Who waits in a listener answers late: the person's window would not open any more."""
    began = clock.now
    slack.fails("users.info", **fault)
    maya.types("/align team", marketing)
    assert (maya.modal.title, maya.modal.values["Time zone"], clock.now) == ("Set up Align", None, began)
