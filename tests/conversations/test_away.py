"""Being away: said in a word or in a window, noted, ended."""

from datetime import UTC, date, datetime

import pytest

from bot.app import Align
from bot.records import away
from tests.fixtures_slack import Clock, both_engines
from tests.happenings import Colleague
from tests.standin.workspace import TEAM
from tests.surfaces import Channel


def absent(align: Align, person: Colleague, *days: str) -> list[bool]:
    return [person.id in away.away_on(align.db, TEAM, [person.id], date.fromisoformat(day)) for day in days]


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
        ("tomorrow", "from Wed 25 Nov until Wed 25 Nov"),
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
    maya.clicks("Start", marketing)
    assert maya.modal.title == "When are you away?"


@both_engines
def test_back_early(align: Align, marketing: Channel, maya: Colleague, clock: Clock) -> None:
    assert "I didn't know you were away" in maya.types("/align back", marketing)
    maya.types("/align away until 5 Jan", marketing)
    clock.pass_(align, days=3)
    assert maya.types("/align back", marketing) == "*Welcome back.* I ask you again from now on."
    assert absent(align, maya, "2026-11-26", "2026-11-27") == [True, False]
    assert away.returned(align.db, date(2027, 2, 1)) == []


def test_plans_that_are_called_off(align: Align, marketing: Channel, maya: Colleague) -> None:
    maya.types("/align away 24 Dec - 1 Jan", marketing)
    assert maya.types("/align back", marketing) == ("*Good, you stay.* I have crossed out Thu 24 Dec until Fri 1 Jan.")
    assert absent(align, maya, "2026-12-24") == [False]


def test_a_promise_that_comes_due_meanwhile_is_named(align: Align, marketing: Channel, maya: Colleague) -> None:
    maya.types("/align team", marketing)
    maya.submits()
    maya.closes()
    maya.types("/align commit", marketing)
    maya.fills({"If …": "it is Monday", "… then I will": "call Ivan", "By when?": "2026-12-01"})
    maya.submits()
    maya.closes()
    assert "“call Ivan” is due on Tue 1 Dec, while you are away." in maya.types("/align away until 5 Jan", marketing)
    assert "call Ivan" not in maya.types("/align away 2 Dec - 5 Jan", marketing)
