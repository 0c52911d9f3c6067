"""Nothing is lost on the way to the channel, nothing is said twice, and when I am not sure I say so."""

from typing import Any

import pytest

from bot.app import Align
from tests.conversations.walks import ALL, ME, SHARE, Idea, commits, finishes, goes_through, posts, reads_a_pitch
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague, Slack

RESULT = "Acme: too early to judge"
AWAY = (
    "I could not post this in #no-bot, because I am not in that channel. Type `/invite @Align` there, then press the "
    "button.\nPost it now\n"
)
UNSURE = (
    "I am not sure whether this arrived in #marketing. Please have a look; if it is not there, press the button.\n"
    "Post it now\n"
)
ARCHIVED = (
    "I could not post this in #marketing: the channel is archived, so I have stopped asking there. When it is open "
    "again, press the button.\nPost it now\n"
)


def headlines(where: Channel) -> list[str]:
    return [each.words.split("\n")[0] for each in posts(where)]


@both_engines
def test_a_channel_without_the_bot(align: Align, no_bot: Channel, maya: Colleague, clock: Clock) -> None:
    maya.types("/align team", no_bot)
    maya.submits()
    reads_a_pitch(maya, no_bot, "Acme", "We don't know")
    assert posts(no_bot) == []
    assert maya.dm.last.words.startswith(f"{AWAY}{RESULT}\n")
    assert maya.dm.last.words.endswith("Change\nBy @Maya. 12 questions to send are ready to copy.")
    clock.pass_(align, days=3)
    maya.invites_bot(no_bot)
    maya.clicks("Post it now")
    assert [each.split(".")[0] for each in headlines(no_bot)] == ["*Hello, I'm Align", RESULT]
    maya.clicks("Post it now")
    assert maya.modal.words == "One moment\nIt is posted, or on its way. Have a look in the channel."
    clock.pass_(align, days=4)
    assert headlines(no_bot)[2:] == ["How well did marketing and IT work together?"]


def test_still_not_there(align: Align, no_bot: Channel, maya: Colleague, clock: Clock) -> None:
    maya.types("/align team", no_bot)
    maya.submits()
    commits(maya, no_bot)
    maya.clicks("Post it now")
    assert [each.words.startswith(AWAY) for each in maya.dm.messages] == [True, True, True]
    maya.invites_bot(no_bot)
    maya.clicks("Post it now")
    clock.pass_(align, seconds=5)
    assert "@Maya has made a promise." in headlines(no_bot)


@both_engines
def test_an_archived_channel(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, clock: Clock
) -> None:
    maya.types("/align pilot", team)
    goes_through(maya, Idea("Lead routing", tom, ivan, ALL), Idea("Win-back mails", maya, ivan))
    ivan.archives(team)
    finishes(maya)
    maya.closes()
    assert maya.dm.last.words.startswith(f"{ARCHIVED}Start with Lead routing\n")
    clock.pass_(align, days=7)
    assert posts(team) == []
    assert "No check-ins: I cannot write in the channel any more." in maya.types("/align summary")
    ivan.unarchives(team)
    maya.clicks("Post it now")
    clock.ticks(align)
    assert headlines(team) == ["Start with Lead routing", "How well did marketing and IT work together?"]


@both_engines
def test_put_out_and_invited_again(align: Align, team: Channel, maya: Colleague, ivan: Colleague, clock: Clock) -> None:
    ivan.removes_bot(team)
    clock.pass_(align, days=14)
    assert [each.words.partition(",")[0] for each in maya.dm.messages] == ["I am not in #marketing any more"]
    ivan.invites_bot(team)
    clock.pass_(align, days=7)
    assert [each.split(".")[0] for each in headlines(team)] == [
        "*Hello, I'm Align",
        "How well did marketing and IT work together?",
    ]


@both_engines
@pytest.mark.parametrize(
    ("fault", "seconds"),
    [
        ({"retry_after": 30}, 30),
        ({"status": 503, "times": 2}, 15),
        ({"error": "service_unavailable"}, 5),
        ({"error": "something_new", "times": 3}, 35),
    ],
)
def test_slack_is_in_trouble_and_it_arrives_once(
    align: Align, slack: Slack, team: Channel, maya: Colleague, clock: Clock, fault: dict[str, int], seconds: int
) -> None:
    slack.fails("chat.postMessage", **fault)
    reads_a_pitch(maya, team, "Acme", "We don't know")
    assert headlines(team) == []
    for _ in range(seconds):
        clock.pass_(align, seconds=1)
    assert headlines(team) == [RESULT]
    clock.pass_(align, hours=1)
    assert headlines(team) == [RESULT]


@both_engines
@pytest.mark.parametrize("said", [False, True])
@pytest.mark.parametrize("fault", [{"status": 0}, {"error": "fatal_error"}])
def test_slack_does_not_say_whether_it_is_posted(
    align: Align, slack: Slack, team: Channel, maya: Colleague, clock: Clock, fault: dict[str, Any], said: bool
) -> None:
    slack.fails("chat.postMessage", **fault, after=said)
    reads_a_pitch(maya, team, "Acme", "We don't know")
    clock.pass_(align, hours=1)
    assert headlines(team) == [RESULT] * said
    assert maya.dm.last.words.startswith(f"{UNSURE}{RESULT}\n")
    if not said:
        maya.clicks("Post it now")
    clock.pass_(align, hours=1)
    assert headlines(team) == [RESULT]


@both_engines
@pytest.mark.parametrize("said", [False, True])
def test_slack_hangs_up_in_a_direct_message(
    align: Align, slack: Slack, team: Channel, maya: Colleague, clock: Clock, said: bool
) -> None:
    slack.fails("chat.postMessage", status=0, after=said)
    reads_a_pitch(maya, team, "Acme", "We don't know", ME)
    assert headlines(maya.dm) == [RESULT] * said
    clock.pass_(align, seconds=31)
    assert headlines(maya.dm) == [RESULT]
    clock.pass_(align, hours=1)
    assert headlines(maya.dm) == [RESULT]


def test_somebody_who_leaves_stops_nothing(align: Align, team: Channel, tom: Colleague, clock: Clock) -> None:
    commits(tom, team)
    tom.types("/align vendor", team)
    tom.fills({"Product and vendor": "Acme"})
    tom.submits()
    while SHARE not in tom.modal.labels:
        tom.submits()
    tom.fills({SHARE: ME})
    tom.submits(silent=True)
    tom.becomes(deleted=True)
    assert tom.dm.messages == []
    clock.pass_(align, days=7)
    assert headlines(team) == ["@Tom has made a promise.", "How well did marketing and IT work together?"]


@both_engines
def test_uninstalled(align: Align, slack: Slack, team: Channel, maya: Colleague, clock: Clock) -> None:
    calls = len(slack.calls)
    maya.uninstalls()
    clock.pass_(align, days=14)
    assert [each.method for each in slack.calls[calls:]] == []
    assert posts(team) == []
