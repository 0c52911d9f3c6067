"""Slack does not tell who somebody is: nothing is presumed of them, and they are asked about again."""

from datetime import UTC, datetime

import pytest

from bot.app import Align
from bot.records import teams
from tests.conversations.document_talk import seat, sets_up
from tests.fixtures_align import both_engines
from tests.standin import TEAM, Channel, Clock, Colleague, Slack

FAULTS = [{"error": "internal_error"}, {"retry_after": 1}, {"status": 503, "times": 2}, {"status": 0, "times": 2}]
WHO = "Slack does not tell me just now who you are, and I need to know before I change a team."
WHOM = WHO.replace("you are", "this person is")


@both_engines
@pytest.mark.parametrize("fault", FAULTS)
def test_the_zone_that_is_kept_counts(
    align: Align, slack: Slack, marketing: Channel, aisha: Colleague, clock: Clock, fault: dict[str, int]
) -> None:
    aisha.types("/align away on 24 Dec", marketing)
    clock.now = datetime(2026, 11, 24, 20, tzinfo=UTC)  # 01:30 where she is, on the 25th
    slack.fails("users.info", **fault)  # type: ignore[arg-type]
    assert "until Thu 26 Nov" in aisha.types("/align away until tomorrow", marketing)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_failure_is_no_answer(
    align: Align, slack: Slack, marketing: Channel, aisha: Colleague, clock: Clock, fault: dict[str, int]
) -> None:
    """Nothing is kept of somebody whom Slack has never told of: a second later it is asked once more."""
    clock.now = datetime(2026, 11, 24, 20, tzinfo=UTC)
    slack.fails("users.info", **fault)  # type: ignore[arg-type]
    aisha.types("/align away until tomorrow", marketing)
    clock.now = datetime(2026, 11, 24, 20, 0, 1, tzinfo=UTC)
    assert "until Thu 26 Nov" in aisha.types("/align away until tomorrow", marketing)


def test_without_a_zone_of_their_own_their_teams_counts(
    align: Align, slack: Slack, marketing: Channel, maya: Colleague, aisha: Colleague, clock: Clock
) -> None:
    seat(maya, marketing, {"Time zone": "Asia/Kolkata"}, it=[aisha])
    align.db.execute("UPDATE people SET zone = '' WHERE user_id = :user", {"user": aisha.id})
    clock.pass_(hours=2)
    clock.now = datetime(2026, 11, 24, 20, tzinfo=UTC)
    slack.fails("users.info")
    assert "until Thu 26 Nov" in aisha.types("/align away until tomorrow", marketing)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_new_team_is_asked_for_its_zone(
    align: Align, slack: Slack, marketing: Channel, maya: Colleague, clock: Clock, fault: dict[str, int]
) -> None:
    slack.fails("users.info", **fault)  # type: ignore[arg-type]
    maya.types("/align pilot", marketing)
    clock.pass_(seconds=1)
    assert (maya.modal.title, maya.modal.values["Time zone"]) == ("Set up Align", None)
    maya.fills({"Time zone": "Europe/Berlin"})
    maya.submits()
    assert maya.modal.title == "Pick a pilot"
    assert [team.zone for team in teams.list_for_person(align.db, TEAM, maya.id)] == ["Europe/Berlin"]


def test_skipping_waits_until_the_zone_is_known(
    align: Align, slack: Slack, marketing: Channel, maya: Colleague
) -> None:
    slack.fails("conversations.members", error="missing_scope")  # or titles would be asked for
    slack.fails("users.info", times=2)
    maya.types("/align pilot", marketing)
    maya.clicks("Skip for now")
    assert maya.modal.words.startswith(f"One moment\n{WHO}")
    maya.closes()
    maya.clicks("Skip for now")
    assert maya.modal.title == "Pick a pilot"
    assert [team.zone for team in teams.list_for_person(align.db, TEAM, maya.id)] == ["Europe/Berlin"]


def test_somebody_without_a_zone_types_one(align: Align, marketing: Channel, maya: Colleague) -> None:
    maya.becomes(tz="")
    maya.types("/align pilot", marketing)
    maya.clicks("Skip for now")
    assert maya.modal.words.startswith("One moment\nI don't know this time zone. Write it like Europe/Berlin")
    maya.closes()
    maya.fills({"Time zone": "Europe/Vienna"})
    maya.clicks("Skip for now")
    assert [team.zone for team in teams.list_for_person(align.db, TEAM, maya.id)] == ["Europe/Vienna"]


@pytest.mark.parametrize("fault", FAULTS)
def test_a_guest_does_not_lead_because_slack_is_silent(
    align: Align, slack: Slack, marketing: Channel, gus: Colleague, fault: dict[str, int]
) -> None:
    slack.fails("users.info", **{"times": 2, **fault})  # type: ignore[arg-type]
    gus.types("/align team", marketing)
    gus.fills({"Time zone": "Europe/Berlin"})
    slack.fails("users.info", **{"times": 2, **fault})  # type: ignore[arg-type]
    gus.submits()
    assert WHO in gus.modal.words or "You are a guest here." in gus.modal.words
    assert teams.list_for_person(align.db, TEAM, gus.id) == []


def test_nobody_is_made_a_lead_whom_slack_does_not_tell_of(
    align: Align, slack: Slack, marketing: Channel, maya: Colleague, tom: Colleague, clock: Clock
) -> None:
    sets_up(maya, marketing)
    maya.types("/align team", marketing)
    maya.clicks("More people")
    maya.fills({"Who leads the team?": "Somebody else …"})
    maya.fills({"Who leads the team?": tom})
    clock.pass_(hours=2)
    slack.fails("users.info", times=2)
    maya.submits()
    assert maya.modal.errors["Who leads the team?"].startswith(WHOM)
    maya.submits()
    assert maya.modal.title == "Your team"
