"""A channel gets its team: in one short window, skipped if need be, changed later by whoever leads it."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.app import Align
from bot.model.teams import Role
from bot.records import teams
from tests.conversations.document_talk import ME, sets_up
from tests.fixtures_align import alone, both_engines
from tests.standin import TEAM, Channel, ClientRefuses, Clock, Colleague

LED = "Whoever leads this team can change that. Ask @Maya."


@both_engines
def test_first_use_opens_the_set_up_and_goes_on(
    align: Align, marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    maya.types("/align pilot", marketing)
    assert (maya.modal.title, maya.modal.submit, maya.modal.close) == ("Set up Align", "Post introduction", "Not now")
    assert maya.modal.values == {
        "People in marketing": [maya.id],
        "IT people beside you": [],
        "Sales, if you hand leads over": [],
        "Check-in in this channel": "Tuesdays at 10:00",
    }
    assert "Time zone: Europe/Berlin. Public holidays are left out." in maya.modal.words
    maya.fills({"People in marketing": [maya, tom], "IT people beside you": [ivan]})
    maya.submits()
    assert maya.modal.title == "Pick a pilot"


@both_engines
def test_skip(align: Align, marketing: Channel, lena: Colleague, maya: Colleague, clock: Clock) -> None:
    """Nobody leads, nobody is asked anything, and the next one is asked to set the team up."""
    lena.types("/align vendor", marketing)
    lena.clicks("Skip for now")
    assert lena.modal.title == "Read a vendor's pitch"
    lena.closes()
    lena.types("/align vendor", marketing)
    assert lena.modal.title == "Read a vendor's pitch"
    lena.closes()
    (known,) = teams.list_for_person(align.db, TEAM, lena.id)
    assert (known.zone, known.confirmed_at, teams.list_managers(align.db, known.id)) == ("America/New_York", None, [])
    clock.pass_(align, days=14)
    assert marketing.messages == []
    maya.types("/align vendor", marketing)
    assert maya.modal.title == "Set up Align"
    maya.clicks("Skip for now")
    assert maya.modal.title == "Read a vendor's pitch"
    lena.types("/align team", marketing)
    assert lena.modal.title == "Set up Align"


def test_not_now_saves_nothing(align: Align, marketing: Channel, maya: Colleague) -> None:
    maya.types("/align team", marketing)
    assert "Skip for now" not in maya.modal.buttons
    maya.clicks("Not now")
    assert teams.list_for_person(align.db, TEAM, maya.id) == []
    maya.types("/align team", marketing)
    assert maya.modal.title == "Set up Align"


def test_a_team_that_was_skipped_can_be_set_up_by_anybody(
    align: Align, marketing: Channel, lena: Colleague, maya: Colleague
) -> None:
    lena.types("/align pilot", marketing)
    lena.clicks("Skip for now")
    maya.types("/align team", marketing)
    maya.submits()
    lena.closes()
    lena.types("/align team", marketing)
    assert lena.sees[-1] == LED


def test_a_private_channel_does_not_tell_its_name(align: Align, growth: Channel, maya: Colleague) -> None:
    maya.types("/align team", growth)
    maya.submits()
    assert [each.name for each in teams.list_for_person(align.db, TEAM, maya.id)] == ["Our team"]


def test_when_it_is_saved_the_next_check_in_is_told(align: Align, marketing: Channel, maya: Colleague) -> None:
    maya.types("/align team", marketing)
    maya.clicks("When I ask")
    maya.fills({"Check-in day": "Thursday", "Check-in time": "09:30", "Time zone": "Asia/Kolkata"})
    maya.submits()
    assert maya.modal.words == (
        "Your team\n*Saved.*\n"
        "I'll ask how it goes every week, in the channel. Next time: Thu 26 Nov, 09:30 (Asia/Kolkata).\n"
        "Public holidays: only those that all parts of DE share. For the others write your part, like DE-BB, in "
        "`/align team`."
    )


@pytest.mark.parametrize("zone", ["Berlin", "europe/berlin", "UTC+1", "../../etc/passwd", "Europe", "\x00", "  "])
def test_a_wrong_zone_is_said_at_the_field(align: Align, marketing: Channel, maya: Colleague, zone: str) -> None:
    maya.types("/align team", marketing)
    maya.clicks("When I ask")
    maya.fills({"Check-in day": "Monday", "Time zone": zone})
    maya.submits()
    assert maya.modal.errors == {
        "Time zone": "I don't know this time zone. Write it like Europe/Berlin or America/New_York."
    }
    assert maya.modal.values["Check-in day"] == "Monday"


def test_somebody_on_both_sides(align: Align, marketing: Channel, maya: Colleague, tom: Colleague) -> None:
    maya.types("/align team", marketing)
    maya.fills({"People in marketing": [maya, tom], "IT people beside you": [tom]})
    maya.submits()
    assert maya.modal.errors == {"IT people beside you": "Somebody is on two sides. Choose one side for everybody."}


def test_whoever_leads_has_to_work_here(align: Align, team: Channel, maya: Colleague, dora: Colleague) -> None:
    maya.types("/align team", team)
    maya.clicks("More people")
    with pytest.raises(ClientRefuses, match="Who leads the team\\?: Please complete this required field"):
        maya.fills({"Who leads the team?": "Somebody else …"})
        maya.submits()
    maya.fills({"Who leads the team?": dora})
    maya.submits()
    assert maya.modal.errors == {"Who leads the team?": "Please choose a person who works here: not a bot, not gone."}


@both_engines
def test_only_whoever_leads_changes_it_later(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    assert tom.types("/align team", team) == LED
    maya.types("/align team", team)
    assert maya.modal.values["IT people beside you"] == ["U0AISHA", ivan.id]
    maya.clicks("More people")
    maya.fills({"Who leads the team?": tom})
    maya.submits()
    maya.closes()
    tom.types("/align team", team)
    assert "@Tom (leads)" in tom.modal.words
    tom.fills({"IT people beside you": [ivan]})
    tom.submits()
    tom.types("/align team", team)
    assert tom.modal.values["IT people beside you"] == [ivan.id]
    assert tom.modal.values["People in marketing"] == ["U0LENA", maya.id, tom.id]


def test_when_whoever_leads_has_left_anybody_may(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, clock: Clock
) -> None:
    maya.becomes(deleted=True)
    clock.pass_(align, hours=2)
    tom.types("/align team", team)
    tom.submits()
    assert tom.modal.words.startswith("Your team\n*Saved.* marketing is ready.")
    (known,) = teams.list_for_person(align.db, TEAM, tom.id)
    assert teams.list_managers(align.db, known.id) == [tom.id]


def test_a_guest_cannot_set_up_but_join_in(align: Align, marketing: Channel, gus: Colleague, maya: Colleague) -> None:
    told = "You are a guest here. Ask somebody from the team to type /align team once; then you can join in."
    assert gus.types("/align pilot", marketing) == told
    assert gus.types("/align team", marketing) == told
    sets_up(maya, marketing)
    assert gus.types("/align team", marketing) == told
    joins = "You are a guest here. Ask whoever leads the team to add you with /align team; then you can join in."
    assert gus.types("/align pilot", marketing) == joins
    assert gus.types("/align join marketing", marketing) == joins
    sets_up(maya, marketing, {"Who else takes part?": [gus]})
    gus.clicks(ME, marketing)
    gus.types("/align pilot", marketing)
    assert gus.modal.title == "Pick a pilot"


@alone
@both_engines
def test_two_people_at_the_same_time_end_with_one_team(
    align: Align, marketing: Channel, maya: Colleague, tom: Colleague
) -> None:
    for person in (maya, tom):
        person.types("/align pilot", marketing)
        person.fills({"People in marketing": [person]})
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda person: person.submits(silent=True), (maya, tom)))
    (team,) = align.db.query("SELECT * FROM teams")
    leads = teams.list_managers(align.db, team["id"])
    first, second = (maya, tom) if leads == [maya.id] else (tom, maya)
    assert first.modal.title == "Pick a pilot"
    assert second.modal.words == f"One moment\n{LED.replace('Maya', first.name)}"
    assert teams.get_role(align.db, team["id"], first.id) == Role.MANAGER
    assert [each.id for each in teams.list_for_person(align.db, TEAM, first.id, Role.MANAGER)] == [team["id"]]
    second.closes()
    assert second.modal.values["People in marketing"] == [second.id]
    second.clicks("Skip for now")
    assert second.modal.words == f"One moment\n{LED.replace('Maya', first.name)}"
    second.closes(everything=True)
    second.types("/align pilot", marketing)
    second.clicks("Marketing")
    assert second.modal.title == "Pick a pilot"


def test_the_set_up_is_not_for_direct_messages(align: Align, maya: Colleague) -> None:
    assert maya.types("/align team").startswith("I work in a team's channel. ")
