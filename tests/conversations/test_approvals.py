"""A document that waits for an OK: one person of the side is asked, in the one message a week that nobody asked for."""

import pytest

from bot.app import Align
from tests.conversations.document_talk import changes, goes_through, seat
from tests.conversations.reminded import promise, reminded_at, until
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague

NAME = "Shared terms: live"
ASKED = (
    f"*One OK from IT is missing* for “{NAME}” in #marketing. Marketing has agreed; you are in IT there.\n"
    "If it is right, press Agree. If not, press Change; that is just as good."
)
OF_THEIRS = "What each side means"


@pytest.fixture
def channel(align: Align, marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague) -> Channel:
    """Maya and Tom are marketing, Ivan is IT."""
    seat(maya, marketing, marketing=[maya, tom], it=[ivan])
    return marketing


def writes(person: Colleague, channel: Channel) -> None:
    person.types("/align terms live", channel)
    goes_through(person, {}, {"When marketing says it, what is meant?": "A customer can use it."}, {})


@both_engines
def test_who_has_not_agreed_is_asked_after_two_days(
    align: Align, clock: Clock, channel: Channel, maya: Colleague, ivan: Colleague
) -> None:
    writes(maya, channel)
    maya.clicks("Agree", channel)
    until(align, clock, "2026-11-30T12:00")
    assert reminded_at(ivan) == ["Thu 26 Nov 08:00"]
    assert ivan.dm.last.words.startswith(ASKED)
    assert ivan.dm.last.buttons == [
        "Agree",
        "Change",
        "Read it",
        "Ask me tomorrow",
        "Ask me next week",
        "Never about this",
    ]
    assert reminded_at(maya) == []
    ivan.clicks("Read it", ivan.dm)
    assert ivan.dm.last.words.startswith(
        "What “live” means here: disputed\n@Ivan: read it once this week, then press *Agree*.\n"
        "✅ *Agreed by marketing* (@Maya) · ⏳ *IT not yet*"
    )
    ivan.clicks("Agree", message=ivan.dm.messages[0])
    assert ivan.dm.messages[0].words.startswith("*Shared terms: live* has the OK of your side. Thank you.")
    assert ivan.dm.messages[0].buttons == []
    until(align, clock, "2026-12-14T12:00")
    assert len(ivan.dm.messages) == 2


def test_the_home_tab_shows_what_waits(channel: Channel, maya: Colleague, ivan: Colleague) -> None:
    writes(maya, channel)
    maya.clicks("Agree", channel)
    waits = "*One OK from your side:* Shared terms: live, in #marketing\nRead it\n"
    assert waits in ivan.opens_home().words
    assert "One OK from your side" not in maya.opens_home().words
    ivan.opens_home()
    ivan.clicks("Read it")
    assert "⏳ *IT not yet*" in ivan.dm.last.words
    ivan.clicks("Agree", ivan.dm)
    assert "One OK from your side" not in ivan.opens_home().words


@both_engines
def test_the_open_home_tab_follows_what_waits(
    channel: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    for who in (maya, tom, ivan):
        assert "One OK from your side" not in who.opens_home().words
    writes(maya, channel)
    for who in (maya, tom, ivan):
        assert "*One OK from your side:* Shared terms: live, in #marketing\n" in who.home.words
    tom.clicks("Agree", channel)
    assert "One OK from your side" not in maya.home.words
    assert "One OK from your side" not in tom.home.words
    assert "One OK from your side" in ivan.home.words
    changes(maya, channel, OF_THEIRS, {"When IT says it, what is meant?": "It runs."})
    assert ivan.home.words.count("Shared terms: live, in #marketing") == 1
    assert "One OK from your side" not in tom.home.words  # who changes it says that their own side agrees
    changes(ivan, channel, OF_THEIRS, {"When IT says it, what is meant?": "It runs and is watched."})
    assert "One OK from your side" not in ivan.home.words
    for who in (maya, tom):
        assert who.home.words.count("Shared terms: live, in #marketing") == 1


def test_one_of_a_side_is_asked_then_another_a_week_later(
    align: Align, clock: Clock, channel: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    writes(ivan, channel)
    ivan.clicks("Agree", channel)
    until(align, clock, "2026-12-02T12:00")
    assert (len(maya.dm.messages), len(tom.dm.messages)) in ((1, 0), (0, 1))
    until(align, clock, "2026-12-09T12:00")
    assert (len(maya.dm.messages), len(tom.dm.messages)) == (1, 1)
    maya.clicks("Agree", channel)
    for who in (maya, tom):
        assert "has the OK of your side" in who.dm.last.words


def test_a_newer_version_ends_it(
    align: Align, clock: Clock, channel: Channel, maya: Colleague, ivan: Colleague
) -> None:
    writes(maya, channel)
    until(align, clock, "2026-11-30T12:00")
    changes(ivan, channel, OF_THEIRS, {"When IT says it, what is meant?": "It runs."})
    assert ivan.dm.last.words.startswith("*Shared terms: live* has a newer version by now.")
    assert ivan.dm.last.buttons == []


def test_an_approval_and_a_promise_share_the_one_message_a_week(
    align: Align, clock: Clock, channel: Channel, maya: Colleague, ivan: Colleague
) -> None:
    promise(ivan, channel)
    writes(maya, channel)
    until(align, clock, "2026-12-05T12:00")
    assert [day.rsplit(" ", 1)[0] for day in reminded_at(ivan)] == ["Thu 26 Nov", "Thu 03 Dec"]
    assert ivan.dm.messages[0].words.startswith(
        f"*One OK from IT is missing* for “{NAME}” in #marketing. @Maya wrote version 1"
    )
    assert ivan.dm.last.words.startswith("You promised in #marketing:")


def test_never_about_this(align: Align, clock: Clock, channel: Channel, maya: Colleague, ivan: Colleague) -> None:
    writes(maya, channel)
    until(align, clock, "2026-11-30T12:00")
    ivan.clicks("Never about this", ivan.dm)
    assert "I won’t bring this one up again. `/align terms` shows it." in ivan.dm.last.words
    until(align, clock, "2026-12-20T12:00")
    assert len(ivan.dm.messages) == 1


@pytest.mark.parametrize("quiet", ["/align mute", "/align away until 15 Jan"])
def test_who_is_away_or_muted_is_left_alone(
    align: Align, clock: Clock, channel: Channel, maya: Colleague, ivan: Colleague, quiet: str
) -> None:
    ivan.types(quiet, channel)
    writes(maya, channel)
    until(align, clock, "2026-12-09T12:00")
    assert ivan.dm.messages == []
