"""A team is introduced in one post, and nobody is in it before they have said so themselves."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from tests.conversations.document_talk import ME, goes_through, sets_up
from tests.conversations.weekly import card
from tests.effort import check_length, measured
from tests.fixtures_align import alone, both_engines
from tests.standin import Channel, Clock, Colleague, Hire, Message, Slack, make_channel

if TYPE_CHECKING:
    from bot.app import Align

pytestmark = alone

OFFER = "This is for the team #marketing. Join as one of these, or just read along: then nothing is counted."
ASKED = (
    "*Are you @Maya’s partner in IT?* @Maya has put you down for IT in #marketing.\n"
    "• Tuesdays at 10:00 there is one check-in: one tap.\n"
    "• From me to you one message a week at most.\n"
    "• Nobody can promise anything in your name. You get an offer, and *Not me* is a fine answer.\n"
    "Press nothing and you stay out. I ask once.\n"
    "OK\nNot me\nI’m in marketing\n"
    "I write to you once a week at most, over all your teams. `/align mute` stops me."
)


def members(align: Align) -> dict[str, tuple[str, str]]:
    rows = align.db.query("SELECT user_id, side, role FROM members")
    return {row["user_id"]: (row["side"], row["role"]) for row in rows}


def post(channel: Channel) -> Message:
    """The one post that introduces the team."""
    (found,) = [each for each in channel.messages if "Join in" in each.buttons]
    return found


@both_engines
def test_two_presses_and_everybody_says_that_it_is_them(
    align: Align, marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, aisha: Colleague
) -> None:
    with measured("set-up, two people on each side", maya, 8, 1):
        maya.types("/align team", marketing)
        maya.fills({"People in marketing": [maya, tom], "IT people beside you": [ivan, aisha]})
        maya.submits()
    assert maya.modals == []
    check_length("the introduction of a team", post(marketing))
    assert post(marketing).words == (
        "Is that you? One press, then we start\n"
        "⏳ @Tom (marketing) · @Aisha, @Ivan (IT): press *That’s me* if @Maya has your side right. "
        "Until you do, I ask you nothing.\n"
        "✅ *In:* @Maya (marketing)\n"
        "I help marketing and IT pick one small thing, promise it and keep it. "
        "Tuesdays at 10:00 there is one check-in: one tap. "
        "To you one private message a week at most, and `/align mute` stops it. I cannot read this channel.\n"
        "That’s me\nChange\nJoin in\n"
        "Set up by @Maya. Everybody else may read along."
    )
    assert members(align) == {maya.id: ("marketing", "manager")}
    for each in (tom, ivan, aisha):
        each.clicks(ME, marketing)
    assert each.modals == []
    assert post(marketing).words == (
        "Align is set up: 2 in marketing, 2 in IT\n"
        "@Maya: pick something to start with; it takes two minutes. "
        "The first check-in is on Tue 1 Dec, 10:00 (Europe/Berlin).\n"
        "✅ @Maya, @Tom (marketing) · @Aisha, @Ivan (IT)\n"
        "Pick a pilot\nChange\nJoin in\n"
        "Set up by @Maya. I cannot read this channel; `/align mute` stops my messages to you."
    )
    assert members(align)[aisha.id] == ("it", "member")
    maya.clicks("Pick a pilot", marketing)
    assert maya.modal.title == "Pick a pilot"


def test_who_has_not_pressed_is_in_no_denominator(
    align: Align, marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    sets_up(maya, marketing, marketing=[maya, tom], it=[ivan])
    maya.types("/align checkin", marketing)
    assert "0 of 1" in card(marketing).words
    tom.clicks("4", marketing)
    assert tom.modal.words.startswith(f"Align\n{OFFER}")
    tom.closes()
    tom.clicks(ME, marketing)
    tom.clicks("4", marketing)
    assert tom.modals == []


@both_engines
def test_who_has_not_pressed_is_asked_once_on_the_next_working_day(
    align: Align, marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, clock: Clock
) -> None:
    sets_up(maya, marketing, marketing=[maya, tom], it=[ivan])
    tom.clicks(ME, marketing)
    clock.pass_(align, hours=9)
    assert ivan.dm.messages == []
    clock.pass_(align, hours=15)
    assert [each.words for each in ivan.dm.messages] == [ASKED]
    check_length("the invitation, in private", ivan.dm.last)
    assert tom.dm.messages == []
    ivan.clicks("OK")
    assert ivan.dm.last.words.startswith(
        "✅ *You are in, for IT.* The next check-in in #marketing is on Tue 1 Dec, 10:00 (Europe/Berlin)."
    )
    assert ivan.dm.last.buttons == []
    assert members(align)[ivan.id] == ("it", "member")
    assert post(marketing).words.startswith("Align is set up: 2 in marketing, 1 in IT\n")


def test_nothing_pressed_is_out_and_nobody_is_asked_twice(
    align: Align, marketing: Channel, maya: Colleague, ivan: Colleague, clock: Clock
) -> None:
    sets_up(maya, marketing, it=[ivan])
    for _ in range(30):
        clock.pass_(align, days=1)
    assert [each.words for each in ivan.dm.messages] == [ASKED]
    assert list(members(align)) == [maya.id]
    sets_up(maya, marketing, it=[])
    assert ivan.dm.last.words.startswith("Settled: you need do nothing about #marketing any more.")
    sets_up(maya, marketing, it=[ivan])
    for _ in range(10):
        clock.pass_(align, days=1)
    assert len(ivan.dm.messages) == 1


@both_engines
@pytest.mark.parametrize(
    ("button", "told", "side"),
    [
        ("Not me", "*You stay out.* I ask you nothing in #marketing.", None),
        ("I’m in marketing", "✅ *You are in, for marketing.*", ("marketing", "member")),
    ],
)
def test_other_answers_to_the_private_message(
    align: Align,
    marketing: Channel,
    maya: Colleague,
    ivan: Colleague,
    clock: Clock,
    button: str,
    told: str,
    side: tuple[str, str] | None,
) -> None:
    sets_up(maya, marketing, it=[ivan])
    clock.pass_(align, days=1)
    asked = ivan.dm.last
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: ivan.clicks(button, message=asked, silent=True), range(2)))
    ivan.line.speak()
    assert ivan.dm.last.words.startswith(told)
    assert members(align).get(ivan.id) == side
    assert ivan.mention not in post(marketing).words or side
    joined = align.db.query(
        "SELECT actor FROM audit WHERE event = 'member joined' AND actor = :ivan", {"ivan": ivan.id}
    )
    assert len(joined) == int(side is not None)
    maya.types("/align team", marketing)
    assert ("*Out, as they wish:* @Ivan" in maya.modal.words) == (side is None)


def test_who_is_muted_is_not_asked(
    align: Align, marketing: Channel, maya: Colleague, ivan: Colleague, clock: Clock
) -> None:
    ivan.types("/align mute", marketing)
    sets_up(maya, marketing, it=[ivan])
    clock.pass_(align, days=7)
    assert ivan.dm.messages == []
    ivan.clicks(ME, marketing)
    assert members(align)[ivan.id] == ("it", "member")


@both_engines
def test_change_is_ones_own_side_or_out(
    align: Align, marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    sets_up(maya, marketing, marketing=[maya, tom, ivan])
    ivan.clicks("Change", marketing)
    assert ivan.modal.values == {"Where are you?": "Marketing"}
    ivan.fills({"Where are you?": "IT"})
    ivan.submits()
    assert members(align)[ivan.id] == ("it", "member")
    tom.clicks("Change", marketing)
    tom.fills({"Where are you?": "None: leave me out"})
    tom.submits()
    assert post(marketing).words.startswith("Align is set up: 1 in marketing, 1 in IT\n")
    ivan.clicks("Change", marketing)
    ivan.fills({"Where are you?": "None: leave me out"})
    ivan.submits()
    assert list(members(align)) == [maya.id]
    tom.clicks("Change", marketing)
    assert tom.modal.title == "Your side"
    maya.clicks("Change", marketing)
    assert maya.modal.title == "Your team"
    assert "*Out, as they wish:* @Ivan, @Tom" in maya.modal.words


def test_visitors_join_in_on_the_side_they_choose_and_whoever_leads_may_take_them_out(
    align: Align, marketing: Channel, maya: Colleague, tom: Colleague, sam: Colleague
) -> None:
    sets_up(maya, marketing, marketing=[maya, tom])
    for button in (ME, "Join in", "Change"):
        sam.clicks(button, marketing)
        assert sam.modal.words.startswith(f"Align\n{OFFER}")
        sam.closes()
    sam.clicks("Join in", marketing)
    sam.clicks("Sales")
    assert "@Sam (sales)" in post(marketing).words
    sam.closes(everything=True)
    maya.clicks("Take them out")
    assert maya.modal.words.startswith("Align\n@Sam is out of the team of #marketing, and counts no more.")
    assert sam.mention not in post(marketing).words
    assert list(members(align)) == [maya.id]


def test_who_was_taken_off_the_list_gets_in_by_no_old_button(
    align: Align, marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, clock: Clock
) -> None:
    sets_up(maya, marketing, marketing=[maya, tom], it=[ivan])
    clock.pass_(align, days=1)
    asked = ivan.dm.last
    seen = dict(asked.raw)
    sets_up(maya, marketing, it=[])
    asked.raw.update(seen)  # still before him
    ivan.clicks("OK", message=asked)
    assert ivan.modal.words == "One moment\nYou are not asked for this team any more, so there is nothing to answer."
    ivan.closes()
    ivan.clicks(ME, marketing)
    assert ivan.modal.words.startswith(f"Align\n{OFFER}")
    assert ivan.id not in members(align)


@both_engines
def test_the_lead_is_handed_to_somebody_who_takes_it(
    align: Align, marketing: Channel, maya: Colleague, tom: Colleague
) -> None:
    sets_up(maya, marketing)
    maya.types("/align team", marketing)
    maya.clicks("More people")
    maya.fills({"Who leads the team?": "Somebody else …"})
    maya.fills({"Who leads the team?": tom})
    maya.submits()
    assert members(align) == {maya.id: ("marketing", "manager")}
    tom.clicks(ME, marketing)
    assert members(align) == {maya.id: ("marketing", "member"), tom.id: ("other", "manager")}


def test_sides_are_guessed_from_job_titles(
    align: Align,
    marketing: Channel,
    maya: Colleague,
    tom: Colleague,
    lena: Colleague,
    ivan: Colleague,
    sam: Colleague,
    gus: Colleague,
) -> None:
    titles = {tom: "Brand manager", lena: "Is it art?", ivan: "Integration engineer", sam: "Account Executive"}
    for who, title in {**titles, gus: "CRM"}.items():
        who.user.title = title
    with measured("set-up, sides told by job titles", maya, 2, 1):
        maya.types("/align team", marketing)
        assert maya.modal.values["People in marketing"] == [maya.id, tom.id]
        assert maya.modal.values["IT people beside you"] == [ivan.id]
        assert maya.modal.values["Sales, if you hand leads over"] == [sam.id]
        assert "Guessed from the job titles of this channel’s members. Correct me." in maya.modal.words
        assert align.db.query("SELECT user_id FROM people WHERE name <> ''") == [{"user_id": maya.id}]
        maya.submits()
    assert "⏳ @Tom (marketing) · @Ivan (IT) · @Sam (sales): press" in post(marketing).words
    known = {row["user_id"] for row in align.db.query("SELECT user_id FROM people WHERE name <> ''")}
    assert known == {maya.id, tom.id, ivan.id, sam.id}


@pytest.mark.parametrize("fault", [{"error": "missing_scope"}, {"status": 503, "times": 2}, {"status": 0, "times": 2}])
def test_without_slacks_answer_nothing_is_guessed(
    align: Align, slack: Slack, marketing: Channel, maya: Colleague, ivan: Colleague, fault: dict[str, int]
) -> None:
    ivan.user.title = "IT"
    slack.fails("conversations.members", **fault)  # type: ignore[arg-type]
    maya.types("/align team", marketing)
    assert maya.modal.values["IT people beside you"] == []
    assert "Guessed" not in maya.modal.words


def test_people_of_another_company_are_not_named(
    align: Align, marketing: Channel, maya: Colleague, person: Hire
) -> None:
    eve = person("Eve", team="T0OTHER")
    eve.user.title = "IT"
    marketing.room.members.add(eve.id)
    maya.types("/align team", marketing)
    assert maya.modal.values["IT people beside you"] == []
    maya.fills({"IT people beside you": [eve]})
    maya.submits()
    assert maya.modal.errors == {
        "IT people beside you": "eve belongs to another company, so I cannot ask them. Please take them out."
    }
    assert align.db.query("SELECT * FROM teams") == []


@both_engines
def test_a_team_that_wants_no_check_ins(align: Align, marketing: Channel, maya: Colleague, clock: Clock) -> None:
    maya.types("/align team", marketing)
    maya.fills({"Check-in in this channel": "No check-ins for now"})
    maya.submits()
    assert "No check-ins for now." in post(marketing).words
    clock.pass_(align, days=7)
    assert len(marketing.messages) == 1
    maya.types("/align team", marketing)
    assert maya.modal.values["Check-in in this channel"] == "No check-ins for now"
    maya.fills({"Check-in in this channel": "Wednesdays at 10:00"})
    maya.submits()
    assert "Next time: Wed 2 Dec, 10:00 (Europe/Berlin)." in maya.modal.words
    clock.pass_(align, days=1)
    assert card(marketing)


def test_what_is_saved_behind_a_button_is_not_undone_in_front_of_it(
    align: Align, marketing: Channel, maya: Colleague, ivan: Colleague
) -> None:
    maya.types("/align team", marketing)
    maya.fills({"IT people beside you": [ivan]})
    maya.clicks("When I ask")
    maya.fills({"Check-in day": "Monday", "Check-in time": "09:00"})
    maya.submits()
    maya.closes()
    assert maya.modal.values["Check-in in this channel"] == "Mondays at 09:00"
    assert maya.modal.values["IT people beside you"] == [ivan.id]
    assert members(align) == {}
    maya.submits()
    assert "Mondays at 09:00 there is one check-in" in post(marketing).words
    assert "@Ivan (IT): press" in post(marketing).words


@both_engines
def test_who_changes_sides_sees_at_home_what_waits_there(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, clock: Clock
) -> None:
    maya.types("/align terms live", team)
    goes_through(maya, {}, {"When marketing says it, what is meant?": "A customer can use it."}, {})
    tom.opens_home()
    assert "live" in tom.home.words
    maya.types("/align team", team)
    maya.fills({"People in marketing": [maya], "Sales, if you hand leads over": [tom]})
    maya.submits()
    assert "live" not in tom.home.words
    maya.types("/align team", team)
    maya.fills({"IT people beside you": [tom], "Sales, if you hand leads over": []})
    maya.submits()
    assert "live" in tom.home.words


def test_a_large_team_is_introduced_shortly(align: Align, slack: Slack, maya: Colleague, person: Hire) -> None:
    """Within what a post may have: whoever is not named there is asked in private all the same."""
    crowd = [person(f"Person{number}") for number in range(30)]
    room = make_channel(slack, "crowd", [maya, *crowd])
    sets_up(maya, room, marketing=[maya, *crowd[:10]], it=crowd[10:20], sales=crowd[20:])
    shown = post(room)
    assert "and 5 more (IT)" in shown.words
    assert len(shown.raw["text"]) <= 800
    assert len(shown.words.splitlines()) <= 15
    assert len(shown.buttons) <= 5


@both_engines
def test_every_window_of_a_team_asks_six_things_at_most(align: Align, marketing: Channel, maya: Colleague) -> None:
    maya.becomes(tz="")
    maya.types("/align pilot", marketing)
    assert len(maya.modal.fields) == 5  # the zone is asked where Slack does not tell it
    maya.fills({"Time zone": "Europe/Berlin"})
    maya.clicks("More people")
    assert len(maya.modal.fields) <= 6
    maya.closes()
    maya.clicks("When I ask")
    assert len(maya.modal.fields) == 6
