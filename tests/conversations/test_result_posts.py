"""A result in the channel: short, everything behind one button, changed in place, exported, taken down."""

import pytest

from bot.app import Align
from tests.conversations.walks import CHANNEL, FAIR, ME, SHARE, STRONG, Idea, picks_a_pilot, posts, promises_first
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague, Slack

pytestmark = pytest.mark.usefixtures("team")

ROUTING = ("Lead routing", STRONG)
MAILS = ("Win-back mails", FAIR)


@pytest.fixture
def pilot(marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, aisha: Colleague) -> Channel:
    """Maya has picked a pilot: the last word in the channel."""
    ideas = Idea(ROUTING[0], tom, ivan, ROUTING[1]), Idea(MAILS[0], maya, aisha, MAILS[1])
    picks_a_pilot(maya, marketing, *ideas)
    return marketing


def goes_to_the_end(person: Colleague, share: str = CHANNEL, today: str = "") -> None:
    """Next, with the answers that are there, and the result where it goes."""
    while SHARE not in person.modal.labels:
        person.submits()
    person.fills({SHARE: share, **({"Today's number": today} if today else {})})
    person.submits()
    person.closes()


def test_what_the_channel_reads_is_short(pilot: Channel) -> None:
    assert len(pilot.last.text) <= 800
    assert len(pilot.last.text.split("\n")) <= 15
    assert pilot.last.buttons == ["I’ll take it", "Not me", "See everything", "Change"]
    assert pilot.last.words.startswith("Start with Lead routing\n")


def test_the_rest_stands_behind_one_button(pilot: Channel, lena: Colleague) -> None:
    lena.clicks("See everything", pilot)
    words = lena.modal.words
    assert words.startswith("Lead routing, in full\n*Lead routing is first: pilot fit 80 of 100.*")
    for part in ("What to do", "Side by side", "Win-back mails: pilot fit 60 of 100", "How this works", "Export"):
        assert part in words


def test_advice_that_somebody_has_loses_its_button(pilot: Channel, tom: Colleague, lena: Colleague) -> None:
    tom.clicks("I’ll take it", pilot)
    lena.clicks("See everything", pilot)
    assert "taken by @Tom, until Tue 1 Dec" in lena.modal.words
    assert lena.modal.words.count("Promise this") == 3


def test_export_brings_a_file_once(pilot: Channel, lena: Colleague) -> None:
    lena.clicks("See everything", pilot)
    lena.clicks("Export")
    lena.clicks("Export")
    (message,) = lena.dm.messages
    assert message.raw["files"][0]["name"] == "pick-a-pilot-lead-routing-v1.md"


@both_engines
def test_a_change_edits_the_one_post(
    align: Align, pilot: Channel, maya: Colleague, tom: Colleague, aisha: Colleague
) -> None:
    maya.clicks("Change", pilot)
    goes_to_the_end(maya, today="12 hours to the first call")
    post, change = posts(pilot)
    assert "*Today:* 12 hours to the first call" in post.words
    assert change.raw["thread_ts"] == post.raw["ts"]
    assert change.words.startswith("@Maya has changed this result. Now: *Lead routing*, pilot fit 80 of 100.")
    assert "14 hours to the first call → 12 hours to the first call" in change.words
    # A second one changes what the first one left.
    maya.clicks("Change", pilot)
    goes_to_the_end(maya, today="10 hours to the first call")
    assert "10 hours" in posts(pilot)[0].words
    assert len(posts(pilot)) == 3


def test_a_change_of_nothing_says_nothing(pilot: Channel, maya: Colleague) -> None:
    before = pilot.last.words
    maya.clicks("Change", pilot)
    goes_to_the_end(maya)
    assert [each.words for each in posts(pilot)] == [before]


def test_a_change_kept_to_oneself_is_another_result(pilot: Channel, maya: Colleague) -> None:
    before = pilot.last.words
    maya.clicks("Change", pilot)
    goes_to_the_end(maya, ME)
    assert pilot.last.words == before
    assert maya.dm.last.words.startswith("Start with Lead routing")


@both_engines
@pytest.mark.parametrize("changed", [False, True])
def test_what_is_kept_to_oneself_says_when_its_advice_is_taken(
    align: Align, marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, changed: bool
) -> None:
    picks_a_pilot(maya, marketing, Idea("Lead routing", maya, ivan), Idea("Win-back mails", maya, ivan), share=ME)
    if changed:
        maya.clicks("Change", maya.dm)
        goes_to_the_end(maya, ME, today="12 hours to the first call")
    first = maya.dm.messages[0]
    promises_first(maya, maya.dm)
    maya.submits()
    assert posts(marketing)[-1].words.startswith("@Maya has made a promise")
    assert "\n@Maya promised: " in maya.dm.messages[0].words
    assert maya.dm.messages[0].raw["ts"] == first.raw["ts"]
    assert "I’ll take it" not in maya.dm.messages[0].buttons


def test_whoever_neither_posted_nor_leads_changes_nothing(pilot: Channel, lena: Colleague) -> None:
    lena.clicks("Change", pilot)
    assert "Only the person who started this, or whoever leads the team" in lena.modal.words
    lena.closes()
    lena.clicks("See everything", pilot)
    lena.clicks("Take it down")
    assert len(posts(pilot)) == 1


@both_engines
def test_taken_down_once_and_for_all(
    align: Align, pilot: Channel, slack: Slack, maya: Colleague, tom: Colleague
) -> None:
    tom.clicks("I’ll take it", pilot)
    maya.clicks("See everything", pilot)
    maya.clicks("Take it down")
    assert maya.line.sends_again(2, at_once=True) == [200, 200]
    assert [each.method for each in slack.calls].count("chat.delete") == 1
    assert [each.words for each in posts(pilot) if "Start with" in each.words] == []
    # The promise in its thread stays, and nothing is asked about the result.
    assert "@Tom has made a promise" in pilot.last.words


def test_nothing_is_asked_about_what_was_taken_down(
    align: Align, clock: Clock, pilot: Channel, maya: Colleague
) -> None:
    maya.clicks("See everything", pilot)
    maya.clicks("Take it down")
    clock.pass_(align, days=31)
    assert not any("Day 30" in each.words for each in posts(pilot))


def test_where_slack_deletes_nothing_the_post_says_so(
    align: Align, pilot: Channel, slack: Slack, maya: Colleague
) -> None:
    slack.fails("chat.delete", error="compliance_exports_prevent_deletion")
    maya.clicks("See everything", pilot)
    maya.clicks("Take it down")
    assert pilot.last.words.startswith("*Taken down.*")
