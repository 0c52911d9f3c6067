"""A document that waits for a key: one person of that side is reminded, in private, and nobody once it is turned."""

import pytest

from bot.app import Align
from tests.conversations.charter_talk import changes, goes_through, seat
from tests.conversations.reminded import nudged, promise, until
from tests.fixtures_slack import Clock, both_engines
from tests.happenings import Colleague
from tests.surfaces import Channel

DID = "What did you do? Three sentences, for somebody who was not there."


@pytest.fixture
def team(
    maya: Colleague, tom: Colleague, ivan: Colleague, aisha: Colleague, marketing: Channel, align: Align
) -> Channel:
    seat(maya, marketing, marketing=[maya, tom], it=[ivan, aisha])
    return marketing


def tells(person: Colleague, where: Channel, *who: Colleague) -> None:
    """A story that names these people."""
    person.types("/align story Chat", where)
    goes_through(
        person, {"How did it end?": "Worked in part", "Who did it? Both sides.": list(who), DID: "A chat."}, {}, {}
    )


@both_engines
def test_after_two_days_the_one_whom_it_names_is_reminded_in_private(
    team: Channel, align: Align, clock: Clock, maya: Colleague, tom: Colleague, ivan: Colleague, aisha: Colleague
) -> None:
    tells(maya, team, maya, aisha)
    maya.clicks("Agree", team)
    until(align, clock, "2026-11-26T07:00")
    assert nudged(aisha) == []
    until(align, clock, "2026-11-27T09:00")
    assert nudged(aisha) == ["Thu 26 Nov 10:00"]  # written on Tuesday at ten
    assert (nudged(maya), nudged(tom), nudged(ivan)) == ([], [], [])
    assert aisha.dm.last.words.splitlines() == [
        "In #marketing this waits for a key from IT: *A story to tell, Chat*, version 1, by @Maya.",
        "@Maya agreed already. Does it say what you mean? Then press *Agree* below it. If not, change the line that "
        "doesn't: that helps as much as a yes.",
        "Read it",
        "I write to you once a week at most, over all your teams. `/align mute` stops me.",
    ]
    assert aisha.dm.last.buttons == ["Read it", "Ask me tomorrow", "Ask me next week", "Never about this"]
    reminder = aisha.dm.last
    aisha.clicks("Read it", aisha.dm)
    assert "A chat." in aisha.dm.last.words
    aisha.clicks("Agree", message=aisha.dm.last)
    assert "It has that key now. Thank you." in aisha.dm.messages[0].words
    assert aisha.dm.messages[0].ts == reminder.ts
    assert "*Agreed:* A story to tell, Chat" in team.last.words
    until(align, clock, "2026-12-10T09:00")
    assert len(nudged(aisha)) == 2  # the reminder, and what she asked to read
    assert "1 sent, 1 acted on" in maya.types("/align summary")


@both_engines
def test_a_week_later_everybody_of_the_side_is(
    team: Channel, align: Align, clock: Clock, maya: Colleague, ivan: Colleague, aisha: Colleague
) -> None:
    tells(maya, team, maya)
    maya.clicks("Agree", team)
    until(align, clock, "2026-12-04T12:00")
    assert nudged(aisha) == ["Thu 26 Nov 10:00", "Thu 03 Dec 10:00"]  # nobody of IT is named: who is there longest
    assert nudged(ivan) == ["Thu 03 Dec 08:00"]
    ivan.clicks("Read it", ivan.dm)
    ivan.clicks("Agree", message=ivan.dm.last)
    assert all("It has that key now." in each.words for each in aisha.dm.messages)


def test_who_wrote_it_and_forgot_is_the_first_to_hear(
    team: Channel, align: Align, clock: Clock, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    tells(tom, team, maya, ivan)
    ivan.clicks("Agree", team)
    until(align, clock, "2026-11-27T09:00")
    assert nudged(tom) == ["Thu 26 Nov 10:00"]
    assert "this waits for a key from marketing" in tom.dm.last.words
    assert (nudged(maya), nudged(ivan)) == ([], [])


def test_a_new_version_settles_what_the_old_one_owed(
    team: Channel, align: Align, clock: Clock, maya: Colleague, ivan: Colleague
) -> None:
    tells(maya, team, maya, ivan)
    maya.clicks("Agree", team)
    until(align, clock, "2026-11-27T09:00")
    changes(ivan, team, "What came of it", {"Where can it be looked up?": "Board, week 4"})
    assert "There is a newer version by now" in ivan.dm.last.words
    assert ivan.dm.last.buttons == []
    until(align, clock, "2026-12-04T09:00")
    assert len(nudged(maya)) == 1  # she owes the new one, and so does he: a week after his last
    assert nudged(ivan)[1:] == ["Thu 03 Dec 10:00"]
    assert "version 2, by @Ivan" in ivan.dm.last.words


def test_it_can_be_put_off_and_comes_after_a_promise(
    team: Channel, align: Align, clock: Clock, maya: Colleague, ivan: Colleague
) -> None:
    tells(maya, team, maya, ivan)
    promise(ivan, team, **{"By when?": "2026-11-26"})
    until(align, clock, "2026-11-27T09:00")
    assert len(nudged(ivan)) == 1  # one a week: the promise is due
    assert "You promised in #marketing" in ivan.dm.last.words
    ivan.clicks("Done", ivan.dm)
    until(align, clock, "2026-12-03T09:00")
    assert "this waits for a key from IT" in ivan.dm.last.words
    ivan.clicks("Never about this", ivan.dm)
    assert "I won’t bring this one up again. `/align story` shows it." in ivan.dm.last.words
    until(align, clock, "2027-01-04T09:00")
    assert len(nudged(ivan)) == 2
