"""A word or a window that arrives once more, after what it did has changed what it would do: answered as before."""

from __future__ import annotations

import json
from datetime import date
from urllib.parse import parse_qs

import pytest

from bot.app import Align
from bot.records import away, teams
from tests.fixtures_align import alone, both_engines
from tests.standin import TEAM, Channel, Clock, Colleague
from tests.standin.people.reading import words
from tests.standin.wire.line import content

pytestmark = [both_engines, alone]
LEADS = "Who leads the team?"


def noted(align: Align, person: Colleague) -> list[str]:
    return [str(each.last_day) for each in away.list_ahead(align.db, TEAM, person.id, date(2026, 11, 24))]


def said_again(person: Colleague, times: int = 2) -> list[object]:
    """What Slack hears when it sends the last request again, one after the other."""
    return [content(person.line.post(*person.line.sent[-1], number + 1)) for number in range(times)]


@pytest.mark.parametrize("dates", [("24 Nov - 27 Nov", "24 Dec - 1 Jan"), ("1 Dec - 2 Dec", "24 Dec - 1 Jan")])
def test_back_ends_one_absence_however_often_it_arrives(
    align: Align, marketing: Channel, maya: Colleague, dates: tuple[str, str]
) -> None:
    for each in dates:
        maya.types(f"/align away {each}", marketing)
    first = maya.types("/align back", marketing)
    assert maya.line.sends_again(2, at_once=True) == [200, 200]
    assert [words(each, maya.workspace) for each in said_again(maya)] == [first] * 2
    assert maya.types("/align back", marketing) == first  # typed by somebody impatient
    assert noted(align, maya) == ["2027-01-01"]


def test_back_is_believed_again_a_little_later(
    align: Align, marketing: Channel, maya: Colleague, tom: Colleague, clock: Clock
) -> None:
    for each in ("1 Dec - 2 Dec", "24 Dec - 1 Jan"):
        maya.types(f"/align away {each}", marketing)
        tom.types(f"/align away {each}", marketing)
    maya.types("/align back", marketing)
    assert noted(align, tom) == ["2026-12-02", "2027-01-01"]
    clock.pass_(align, minutes=2)
    assert "Thu 24 Dec" in maya.types("/align back", marketing)
    assert (noted(align, maya), noted(align, tom)) == ([], ["2026-12-02", "2027-01-01"])
    clock.pass_(align, minutes=2)
    assert "I didn't know you were away" in maya.types("/align back", marketing)


def test_back_from_what_was_noted_since(align: Align, marketing: Channel, maya: Colleague) -> None:
    """Whoever mistypes a date, and takes it back, and mistypes it again."""
    for each in ("1 Dec", "3 Dec"):
        maya.types(f"/align away on {each}", marketing)
        assert each in maya.types("/align back", marketing)
        assert noted(align, maya) == []


def test_a_back_that_ended_nothing_ends_nothing_when_it_arrives_late(
    align: Align, marketing: Channel, maya: Colleague
) -> None:
    first = maya.types("/align back", marketing)
    late = maya.line.sent[-1]
    maya.types("/align away 24 Dec - 1 Jan", marketing)
    assert content(maya.line.post(*late, 1))["text"] == first
    assert noted(align, maya) == ["2027-01-01"]


def hands_over(person: Colleague, team: Channel, to: Colleague) -> object:
    """The answer to a window in which the lead is handed over."""
    person.types("/align team", team)
    person.clicks("More people")
    person.fills({LEADS: to})
    person.submits()
    return said_again(person, 1)[0]


@pytest.mark.parametrize("at_once", [True, False])
def test_the_lead_handed_over_twice(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, at_once: bool
) -> None:
    maya.types("/align team", team)
    maya.clicks("More people")
    maya.fills({LEADS: tom})
    maya.submits()
    assert maya.line.sends_again(2, at_once=at_once) == [200, 200]
    assert said_again(maya) == [{}, {}]
    assert "@Tom (leads)" in maya.modal.words
    (known,) = teams.list_for_person(align.db, TEAM, tom.id)
    assert teams.list_managers(align.db, known.id) == [tom.id]
    saved = align.db.query("SELECT event FROM audit WHERE event = 'team saved' AND actor = :maya", {"maya": maya.id})
    assert len(saved) == 2  # when the team was made, and now


def test_another_window_of_who_led_is_refused(align: Align, team: Channel, maya: Colleague, tom: Colleague) -> None:
    """The same again, but sent in anew."""
    hands_over(maya, team, tom)
    body, _ = maya.line.sent[-1]
    said = json.loads(parse_qs(body)["payload"][0])
    answer = content(maya.line.send(said | {"trigger_id": "1.2.another"}))
    assert f"Ask <@{tom.id}>" in str(answer)


def test_the_newer_save_stays_when_an_older_one_arrives_again(
    align: Align, team: Channel, maya: Colleague, tom: Colleague
) -> None:
    hands_over(maya, team, tom)
    maya.closes()
    again = maya.line.sent[-2]
    tom.types("/align team", team)
    tom.clicks("More people")
    tom.fills({"Team name": "Ours"})
    tom.submits()
    maya.line.post(*again, 1)
    (known,) = teams.list_for_person(align.db, TEAM, tom.id)
    assert (known.name, teams.list_managers(align.db, known.id)) == ("Ours", [tom.id])
