"""Being away: said in a word or in a window, noted, ended."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.app import Align
from bot.records import away
from tests.fixtures_align import both_engines
from tests.standin import TEAM, Channel, Clock, Colleague


def absent(align: Align, person: Colleague, *days: str) -> list[bool]:
    asked = [(TEAM, date.fromisoformat(day)) for day in days]
    absences = away.list_away(align.db, asked)
    return [person.id in absences[each] for each in asked]


@both_engines
def test_away_until_a_day_and_back_by_themselves(align: Align, marketing: Channel, maya: Colleague) -> None:
    assert maya.types("/align away until 5 Jan", marketing).splitlines() == [
        "*Noted.* You are away until Tue 5 Jan. Nothing from me then, and no check-in counts on you. "
        "From Wed 6 Jan I ask again.",
        "Plans change: `/align away` with other dates, or `/align back`.",
    ]
    assert absent(align, maya, "2026-11-24", "2027-01-05", "2027-01-06") == [True, True, False]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("5 Jan - 9 Jan", "from Tue 5 Jan until Sat 9 Jan"),
        ("2027-01-05 - 2027-01-09", "from Tue 5 Jan until Sat 9 Jan"),
        ("tomorrow", "on Wed 25 Nov"),
        ("next week", "from Mon 30 Nov until Sun 6 Dec"),
    ],
)
def test_other_ways_to_say_it(align: Align, marketing: Channel, maya: Colleague, text: str, told: str) -> None:
    assert told in maya.types(f"/align away {text}", marketing)


def test_today_is_the_day_where_the_person_is(align: Align, aisha: Colleague, lena: Colleague, clock: Clock) -> None:
    clock.now = datetime(2026, 11, 24, 20, tzinfo=UTC)
    assert "until Thu 26 Nov" in aisha.types("/align away until tomorrow")
    assert "until Wed 25 Nov" in lena.types("/align away until tomorrow")


def test_what_cannot_be_read_is_told_to_them_alone(align: Align, marketing: Channel, maya: Colleague) -> None:
    assert maya.types("/align away soon", marketing) == (
        "I don't know the day “soon”. Write it like 5 Jan, 2027-01-05 or tomorrow."
    )
    assert marketing.messages == []


@both_engines
def test_without_dates_a_window_asks_for_them(align: Align, marketing: Channel, maya: Colleague) -> None:
    maya.types("/align away", marketing)
    assert maya.modal.values == {"First day away": "2026-11-24", "Last day away": None}
    maya.fills({"First day away": "2026-12-24", "Last day away": "2026-12-20"})
    maya.submits()
    assert list(maya.modal.errors) == ["Last day away"]
    maya.fills({"Last day away": "2027-01-01"})
    maya.submits()
    assert "You are away from Thu 24 Dec until Fri 1 Jan." in maya.modal.words
    maya.closes()
    maya.types("/align away", marketing)
    assert maya.modal.values == {"First day away": "2026-12-24", "Last day away": "2027-01-01"}
    maya.fills({"Last day away": "2027-01-03"})
    maya.submits()
    assert absent(align, maya, "2026-12-23", "2026-12-24", "2027-01-03", "2027-01-04") == [False, True, True, False]


def test_a_mention_offers_the_window(align: Align, marketing: Channel, maya: Colleague) -> None:
    maya.says("@align away until 5 Jan", marketing)
    maya.clicks("I’m away …", marketing)
    assert maya.modal.title == "When are you away?"


@both_engines
def test_back_early(align: Align, marketing: Channel, maya: Colleague, clock: Clock) -> None:
    assert "I didn't know you were away" in maya.types("/align back", marketing)
    maya.types("/align away until 5 Jan", marketing)
    clock.pass_(align, days=3)
    assert maya.types("/align back", marketing) == "*Welcome back.* I ask you again from now on."
    assert absent(align, maya, "2026-11-26", "2026-11-27") == [True, False]
    assert away.list_unwelcomed(align.db, TEAM, maya.id) == []


def test_plans_that_are_called_off(align: Align, marketing: Channel, maya: Colleague) -> None:
    maya.types("/align away 24 Dec - 1 Jan", marketing)
    assert maya.types("/align back", marketing) == ("*Good, you stay.* I have crossed out Thu 24 Dec until Fri 1 Jan.")
    assert absent(align, maya, "2026-12-24") == [False]


@pytest.fixture
def colleague(align: Align, marketing: Channel, maya: Colleague) -> Colleague:
    """Maya, in a team."""
    maya.types("/align team", marketing)
    maya.submits()
    assert maya.modals == []
    return maya


ASKED = "Are you away?"


@both_engines
def test_a_status_like_leave_is_asked_about_in_the_home_tab_and_nowhere_else(
    align: Align, colleague: Colleague
) -> None:
    colleague.becomes(status_text="Vacationing", status_emoji=":palm_tree:")
    assert absent(align, colleague, "2026-11-24") == [False]
    colleague.opens_home()
    assert colleague.home.words.startswith("Your status in Slack says “:palm_tree: Vacationing”. Are you away?")
    colleague.clicks("Yes, I'm away")
    assert colleague.modal.values == {"First day away": "2026-11-24", "Last day away": None}
    colleague.fills({"Last day away": "2026-11-27"})
    colleague.submits()
    assert absent(align, colleague, "2026-11-24", "2026-11-27", "2026-11-28") == [True, True, False]
    assert ASKED not in colleague.home.words
    assert colleague.dm.messages == []


@both_engines
def test_no_means_no_while_the_status_stands(align: Align, colleague: Colleague) -> None:
    colleague.becomes(status_text="Out sick", status_emoji=":face_with_thermometer:")
    colleague.opens_home()
    colleague.clicks("No")
    assert ASKED not in colleague.home.words
    colleague.becomes(real_name="Maya B.")
    colleague.opens_home()
    assert ASKED not in colleague.home.words
    colleague.becomes(status_text="", status_emoji="")
    colleague.becomes(status_text="Out sick", status_emoji=":face_with_thermometer:")
    colleague.opens_home()
    assert ASKED in colleague.home.words


def test_the_end_of_a_status_is_its_last_day(align: Align, colleague: Colleague) -> None:
    midnight = datetime(2026, 12, 1, tzinfo=ZoneInfo("Europe/Berlin"))  # Slack's "until 30 November"
    told = colleague.user.shown(midnight)
    told["profile"] |= {"status_text": "On leave", "status_expiration": int(midnight.timestamp())}
    colleague.causes({"type": "user_change", "user": told})
    colleague.opens_home()
    colleague.clicks("Yes, I'm away")
    assert colleague.modal.values["Last day away"] == "2026-11-30"


@pytest.mark.parametrize("text", ["In a meeting", "Lunch", "Commuting", "Office hours", ""])
def test_other_statuses_are_nobodys_business(align: Align, colleague: Colleague, text: str) -> None:
    colleague.becomes(status_text=text)
    colleague.opens_home()
    assert ASKED not in colleague.home.words


def test_whoever_is_in_no_team_or_has_said_it_is_not_asked(align: Align, colleague: Colleague, tom: Colleague) -> None:
    colleague.types("/align away until 5 Jan")
    for each in (colleague, tom):
        each.becomes(status_text="Annual leave")
        each.opens_home()
        assert ASKED not in each.home.words


def test_a_promise_that_comes_due_meanwhile_is_named(marketing: Channel, colleague: Colleague) -> None:
    colleague.types("/align commit", marketing)
    colleague.fills({"When": "it is Monday", "I’ll": "call Ivan", "By": "2026-12-01"})
    colleague.submits()
    assert colleague.modals == []
    said = colleague.types("/align away until 5 Jan", marketing)
    assert "“call Ivan” is due Tue 1 Dec, while you are away." in said
    colleague.types("/align back", marketing)
    assert "call Ivan" not in colleague.types("/align away 2 Dec - 5 Jan", marketing)
