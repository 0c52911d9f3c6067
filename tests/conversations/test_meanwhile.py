"""Something changes between the moment at which a message is planned and the one at which it is sent."""

from collections.abc import Callable

import pytest

from bot.app import Align
from tests.conversations.document_talk import changes
from tests.conversations.reminded import promise, reminded_at, until
from tests.conversations.test_approvals import OF_THEIRS, writes
from tests.conversations.test_arrivals import hands_over
from tests.conversations.test_team_drafts import begins
from tests.conversations.walks import posts
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague, Slack

Happens = Callable[[Colleague, Colleague, Channel], None]


def presses(label: str, **fields: str) -> Happens:
    """Maya does this from the list of her promises."""

    def happens(maya: Colleague, ivan: Colleague, team: Channel) -> None:
        maya.types("/align progress", team)
        if label == "Drop it":
            maya.clicks("Hand it over or drop it")
        maya.clicks(label)
        if fields:
            maya.fills({name.replace("_", " "): value for name, value in fields.items()})
            maya.submits()
        maya.closes(everything=True)

    return happens


def types(line: str) -> Happens:
    return lambda maya, ivan, team: maya.types(line, team) and None


def pauses(maya: Colleague, ivan: Colleague, team: Channel) -> None:
    maya.types("/align pause", team)


def gives_away(maya: Colleague, ivan: Colleague, team: Channel) -> None:
    hands_over(maya, ivan, team)
    ivan.types("/align progress", team)
    ivan.clicks("I’ll take it")
    ivan.closes(everything=True)


def archives(maya: Colleague, ivan: Colleague, team: Channel) -> None:
    ivan.archives(team)


MEANWHILE: dict[str, Happens] = {
    "done": presses("Done"),
    "said how it goes": presses("On track"),
    "another date": presses("New date or smaller", By="2027-02-01"),
    "dropped": presses("Drop it", **{"Why_does_it_go?": "The project is over"}),
    "handed over": gives_away,
    "muted": types("/align mute"),
    "away": types("/align away until 9 Dec"),
    "paused": pauses,
    "archived": archives,
}


@both_engines
@pytest.mark.parametrize("what", MEANWHILE)
def test_a_reminder_that_is_not_needed_any_more_is_not_sent(
    align: Align, clock: Clock, slack: Slack, team: Channel, maya: Colleague, ivan: Colleague, what: str
) -> None:
    promise(maya, team)
    until(align, clock, "2026-11-30T07:59")
    slack.fails("chat.postMessage", retry_after=120)
    clock.pass_(align, minutes=1)
    assert maya.dm.messages == [], "planned, and Slack has put it off"
    MEANWHILE[what](maya, ivan, team)
    clock.pass_(align, minutes=3)
    assert "How does it look?" not in maya.dm.words
    until(align, clock, "2026-12-01T12:00")
    assert "How does it look?" not in maya.dm.words


@both_engines
def test_without_any_of_these_it_comes(
    align: Align, clock: Clock, slack: Slack, team: Channel, maya: Colleague
) -> None:
    promise(maya, team)
    until(align, clock, "2026-11-30T07:59")
    slack.fails("chat.postMessage", retry_after=120)
    clock.pass_(align, minutes=1)
    clock.pass_(align, minutes=3)
    assert reminded_at(maya) == ["Mon 30 Nov 08:03"]


@both_engines
def test_an_offer_that_was_answered_before_it_was_posted_asks_nobody(
    align: Align, clock: Clock, slack: Slack, team: Channel, maya: Colleague, ivan: Colleague
) -> None:
    promise(maya, team)
    slack.fails("chat.postMessage", retry_after=60)
    gives_away(maya, ivan, team)
    clock.pass_(align, minutes=2)
    assert len(posts(team)) == 1
    assert team.last.words.startswith("@Ivan has taken over a promise of @Maya")


@both_engines
def test_a_replaced_version_asks_for_no_key(
    align: Align, clock: Clock, slack: Slack, team: Channel, maya: Colleague, ivan: Colleague, aisha: Colleague
) -> None:
    writes(maya, team)
    maya.clicks("Agree", team)
    until(align, clock, "2026-11-26T07:59")
    slack.fails("chat.postMessage", retry_after=120)
    until(align, clock, "2026-11-26T10:00")
    changes(maya, team, OF_THEIRS, {"When marketing says it, what is meant?": "A customer pays for it."})
    clock.pass_(align, minutes=3)
    until(align, clock, "2026-11-27T12:00")
    assert "Version 2, by @Maya" in posts(team)[0].words
    assert [each for each in (*ivan.dm.messages, *aisha.dm.messages) if "version 1" in each.words] == []


@both_engines
def test_a_check_in_of_a_team_that_was_paused_is_not_posted(
    align: Align, clock: Clock, slack: Slack, team: Channel, maya: Colleague
) -> None:
    until(align, clock, "2026-12-01T08:59")
    slack.fails("chat.postMessage", retry_after=120)
    clock.pass_(align, minutes=1)
    maya.types("/align pause", team)
    clock.pass_(align, minutes=5)
    assert posts(team) == []


@both_engines
def test_a_draft_that_was_thrown_away_shows_no_card_and_no_fault(
    align: Align, clock: Clock, slack: Slack, team: Channel, maya: Colleague
) -> None:
    slack.fails("chat.postMessage", retry_after=60)
    begins(maya, team)
    maya.clicks("Throw it away")
    maya.closes(everything=True)
    clock.pass_(align, minutes=2)
    assert (posts(team), maya.dm.messages) == ([], [])


@both_engines
def test_news_of_a_channel_that_is_open_again_is_none(
    align: Align, clock: Clock, slack: Slack, team: Channel, maya: Colleague, ivan: Colleague
) -> None:
    slack.fails("chat.postMessage", retry_after=60)
    ivan.archives(team)
    ivan.unarchives(team)
    clock.pass_(align, minutes=2)
    assert maya.dm.messages == []


@both_engines
def test_who_acted_upon_a_reminder_has_not_ignored_it(
    align: Align, clock: Clock, team: Channel, maya: Colleague, ivan: Colleague
) -> None:
    """Two ignored ones in a row would make the next wait two weeks."""
    promise(maya, team)
    until(align, clock, "2026-12-01T09:00")
    presses("On track")(maya, ivan, team)
    until(align, clock, "2026-12-08T09:00")
    presses("Stuck")(maya, ivan, team)
    until(align, clock, "2026-12-24T09:00")
    weeks = [each[4:10] for each in reminded_at(maya)]
    assert weeks[:3] == ["30 Nov", "07 Dec", "14 Dec"]


@both_engines
def test_a_kept_promise_is_thanked_for_once(
    clock: Clock, align: Align, team: Channel, maya: Colleague, ivan: Colleague
) -> None:
    promise(maya, team, **{"By": "2026-12-01"})
    until(align, clock, "2026-11-30T09:00")
    maya.clicks("Done", maya.dm)
    assert maya.line.sends_again(3, at_once=True) == [200, 200, 200]
    maya.line.speak()
    clock.pass_(align, hours=1)
    assert team.last.words.count("Kept") == 1
    assert len(posts(team)) == len(maya.dm.messages) == 1
