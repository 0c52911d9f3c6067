"""Guests of the company: they say, do and promise what everybody does, and stand in no figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conversations.backlog_talk import lists, sits
from tests.conversations.document_talk import ME, fills, seat, sets_up
from tests.conversations.test_roles import FIRST, THREE
from tests.conversations.walks import fills_in
from tests.conversations.wave_talk import answers, hires, launches
from tests.conversations.weekly import card, marks, pass_quarter, promise, result, says_more, set_up
from tests.fixtures_align import both_engines
from tests.standin import TEAM, Channel, Clock, Colleague, Hire, Slack

if TYPE_CHECKING:
    from bot.app import Align

KINDLY = (
    "You are a guest here, so I don’t count your tap: the pulse is of the people who work at Align Test. "
    "Your words and your promises count."
)


def seats(align: Align, who: Colleague) -> list[tuple[str, str, int]]:
    """Their side, role and whether they are a guest, in each team of this workspace."""
    rows = align.db.query(
        "SELECT m.* FROM members m JOIN teams t ON t.id = m.team_id WHERE t.workspace = :here AND m.user_id = :user",
        {"here": TEAM, "user": who.id},
    )
    return [(row["side"], row["role"], row["guest"]) for row in rows]


@both_engines
def test_a_guest_says_and_promises_and_stands_in_no_figure(
    align: Align, marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, gus: Colleague, clock: Clock
) -> None:
    set_up(maya, marketing, [maya, tom], [ivan, gus])
    maya.types("/align team", marketing)
    assert "@Gus (guest, not counted)" in maya.modal.words
    maya.closes()
    promise(gus, marketing, "send the file")
    maya.types("/align checkin", marketing)
    for each in (maya, tom, ivan, gus):
        each.clicks("4", marketing)
    assert KINDLY in gus.modal.words
    gus.closes()
    says_more(gus, marketing, moved="The file is there.")
    marks(gus, marketing, "Done")
    pass_quarter(clock, align)
    assert "3 of 3." in card(marketing).words
    maya.types("/align checkin close", marketing)
    assert "The file is there." in marketing.words and "@Gus: send the file" in marketing.words
    assert "3 of 3. You can still comment" in result(marketing).words
    answered = "SELECT team_id FROM checkins WHERE answered = 3"
    (counted,) = align.db.query(f"SELECT members FROM readable_teams WHERE team_id IN ({answered})")
    assert counted == {"members": 3}


@both_engines
def test_who_becomes_a_guest_is_taken_out_of_what_is_open_and_comes_back(
    align: Align, slack: Slack, person: Hire, maya: Colleague, clock: Clock
) -> None:
    company = hires(slack, person, maya, marketing=4, it=3)
    room, mark, iris = company.room, company.marketing[1], company.it[0]
    clock.pass_(align, minutes=1)
    launches(maya, room, threshold="3")
    answers(mark, room, 2)
    maya.types("/align checkin", room)
    for each in (maya, mark, iris):
        each.clicks("4", room)
    clock.pass_(align, minutes=15)
    assert "3 of 7." in card(room).words
    for _ in range(2):
        mark.becomes(is_restricted=True)
    clock.pass_(align, minutes=15)
    assert "2 of 6." in card(room).words
    mark.clicks("Start", room)
    assert "this asks the people who work here" in mark.modal.words
    mark.closes()
    mark.clicks("5", room)
    assert "so I don’t count your tap" in mark.modal.words
    mark.closes()
    (noted,) = align.db.query("SELECT count(*) AS n FROM audit WHERE event = 'guest or not'")
    assert noted["n"] == 1
    mark.becomes(is_restricted=False)
    clock.pass_(align, minutes=15)
    assert "2 of 7." in card(room).words
    mark.clicks("5", room)
    answers(mark, room, 3)
    clock.pass_(align, minutes=15)
    assert "3 of 7." in card(room).words


@both_engines
def test_no_count_of_people_has_guests_in_it(
    align: Align, marketing: Channel, maya: Colleague, tom: Colleague, lena: Colleague, gus: Colleague
) -> None:
    seat(maya, marketing, {"Who only reads along?": [lena]}, marketing=[maya, tom], it=[gus])
    said = next(each for each in marketing.messages if "Align is set up" in each.words).words
    assert said.startswith("Align is set up: 2 in marketing\n")
    assert "✅ @Maya, @Tom (marketing) · @Gus (guests, not counted) · @Lena (reading along)" in said
    for who, part in ((tom, "you are in it, for marketing"), (gus, "you are in it, for IT"), (lena, "you read along")):
        who.clicks("My teams", who.opens_home())
        assert f"{part}" in who.modal.words and who.modal.words.endswith("2 people\nOpen")
        who.closes(everything=True)
    next_play = maya.types("/align next", marketing)
    gus.becomes(is_restricted=False, is_ultra_restricted=False)
    assert "3 people" in window_of(tom)
    assert "Align is set up: 2 in marketing, 1 in IT\n" in "\n".join(each.words for each in marketing.messages)
    assert maya.types("/align next", marketing) != next_play, "with somebody in IT something else comes next"


def window_of(who: Colleague) -> str:
    """What the list of their teams says."""
    who.clicks("My teams", who.opens_home())
    said = who.modal.words
    who.closes(everything=True)
    return said


def test_a_side_of_guests_is_asked_nothing(
    align: Align, slack: Slack, person: Hire, maya: Colleague, clock: Clock
) -> None:
    company = hires(slack, person, maya, marketing=4, it=3)
    company.it[0].becomes(is_ultra_restricted=True)
    maya.types("/align benchmark", company.room)
    assert "I know 4 in marketing and 2 in IT" in maya.modal.words
    maya.closes(everything=True)
    told = maya.types("/align benchmark weekly", company.room)
    assert "IT: 2 in this team, and a side is shown from 3" in f"{told}\n{maya.modals[-1].words if maya.modals else ''}"


def test_a_guests_scores_are_in_no_order(
    align: Align, marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, aisha: Colleague
) -> None:
    sits(maya, tom, ivan, aisha, marketing)
    lists(maya, marketing, (), (), doer=ivan)
    maya.closes()
    assert "IT 0 of 2" in marketing.last.words
    aisha.becomes(is_restricted=True)
    assert "IT 0 of 1" in marketing.last.words
    aisha.clicks("Score them too", marketing)
    assert "so I take no score of yours" in aisha.modal.words


@pytest.mark.parametrize("button", [ME, "OK"])
def test_nobody_says_yes_while_slack_does_not_say_who_they_are(
    align: Align, slack: Slack, marketing: Channel, maya: Colleague, gus: Colleague, clock: Clock, button: str
) -> None:
    sets_up(maya, marketing, it=[gus])
    clock.pass_(align, days=1)
    slack.fails("users.info")
    gus.clicks(button, marketing if button == ME else gus.dm)
    assert "Slack does not tell me just now who you are" in gus.modal.words
    gus.closes()
    assert seats(align, gus) == []
    gus.clicks(button, marketing if button == ME else gus.dm)
    assert seats(align, gus) == [("it", "member", 1)]


@both_engines
def test_somebody_named_to_lead_who_has_become_a_guest_leads_nothing(
    align: Align, marketing: Channel, maya: Colleague, tom: Colleague
) -> None:
    seat(maya, marketing)
    maya.types("/align team", marketing)
    maya.clicks("More people")
    maya.fills({"Who leads the team?": "Somebody else …"})
    maya.fills({"Who leads the team?": tom})
    maya.submits()
    maya.closes(everything=True)
    tom.becomes(is_restricted=True)
    tom.clicks(ME, marketing)
    assert seats(align, tom) == [("other", "member", 1)]
    assert [role for _, role, _ in seats(align, maya)] == ["manager"]


def test_nobody_of_another_company_is_named_for_a_part_and_a_guest_may_be(
    align: Align, marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, gus: Colleague, person: Hire
) -> None:
    seat(maya, marketing, marketing=[maya, tom], it=[ivan, gus])
    eve = person("Eve", team="T0OTHER")
    told = "eve belongs to another company, so I cannot ask them. Please take them out."
    maya.types("/align roles New CRM", marketing)
    fills(maya, {FIRST: "While it was an idea", **THREE})
    maya.submits()
    maya.fills({"Idea": [maya, eve]})
    maya.submits()
    assert maya.modal.errors == {"Idea": told}
    maya.fills({"Idea": [maya, gus]})
    maya.submits()
    assert maya.modal.errors == {}
    maya.closes(everything=True)
    maya.types("/align commit", marketing)
    fills_in(maya, {"When": "it is Friday", "I’ll": "call", "By": "2026-12-04", "Together with": eve})
    maya.submits()
    assert maya.modal.errors == {"Together with": told}
