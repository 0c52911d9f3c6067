"""What is remembered of reminders: counted by team, once a week a thing, acted on within the week."""

from datetime import date, datetime, timedelta

import pytest

from bot.coaching.schedule.cadence import first_occasion
from bot.model.commitments import CommitmentState, NewCommitment
from bot.model.reminders import Reason, ReminderCount, ReminderKind, ReminderState
from bot.model.schedule import Rule
from bot.records import commitments, new_commitments, people, reminders, teams
from bot.records.cleanup import clean_up
from bot.records.database import Database

DAY = timedelta(days=1)


@pytest.fixture
def team(db: Database, now: datetime) -> str:
    rule = Rule("Europe/Berlin", 1, "10:00")
    about = {"name": "Growth", "rule": rule, "upcoming": first_occasion(rule, now), "by": "U1", "now": now}
    return teams.create(db, workspace="T1", channel="C1", **about).id


@pytest.fixture
def promise(db: Database, team: str, now: datetime) -> str:
    new = NewCommitment(cue="it is Monday", action="call", owner="U1", due_on=date(2026, 12, 1))
    new_commitments.create(db, "p1", new, team_id=team, by="U1", now=now - 30 * DAY)
    return "p1"


def sent(db: Database, team: str, at: datetime, ref: str = "p1") -> str:
    reminder = reminders.plan(db, workspace="T1", user="U1", team_id=team, kind=ReminderKind.DUE, ref=ref, at=at)
    reminders.mark_sent(db, reminder, at)
    return reminder


def suppressed(db: Database, team: str, at: datetime, reason: Reason = Reason.AWAY) -> None:
    reminders.suppress(
        db, workspace="T1", user="U1", team_id=team, kind=ReminderKind.DUE, ref="p1", reason=reason, now=at
    )


@pytest.mark.parametrize(("days", "by", "acted"), [(0, "U1", 1), (7, "U1", 1), (8, "U1", 0), (1, "U2", 0)])
def test_acted_on_is_what_they_do_within_the_week(
    db: Database, team: str, promise: str, now: datetime, days: int, by: str, acted: int
) -> None:
    sent(db, team, now)
    commitments.set_state(db, promise, CommitmentState.ON_TRACK, by, now + days * DAY)
    assert reminders.count_by_state(db, team, now) == [ReminderCount(ReminderState.SENT, "", 1, acted)]


def test_a_late_press_still_shows_that_somebody_reads(db: Database, team: str, promise: str, now: datetime) -> None:
    sent(db, team, now)
    assert [each.acted for each in reminders.list_recent(db, "T1", "U1")] == [False]
    commitments.set_state(db, promise, CommitmentState.DONE, "U1", now + 20 * DAY)
    assert [each.acted for each in reminders.list_recent(db, "T1", "U1")] == [True]


def test_a_thing_is_held_back_once_a_week_for_a_reason(db: Database, team: str, promise: str, now: datetime) -> None:
    for days in (0, 3, 6.9, 7, 8):
        suppressed(db, team, now + days * DAY)
    suppressed(db, team, now, Reason.MUTED)
    counted = {each.reason: each.number for each in reminders.count_by_state(db, team, now)}
    assert counted == {"away": 2, "muted": 1}


def test_what_was_not_sent_after_all_counts_as_held_back(db: Database, team: str, promise: str, now: datetime) -> None:
    reminder = sent(db, team, now)
    reminders.drop(db, reminder, Reason.UNREACHABLE)
    reminders.mark_sent(db, reminder, now)
    assert reminders.get(db, reminder).state == ReminderState.SUPPRESSED
    assert reminders.list_recent(db, "T1", "U1") == []


def test_after_a_year_it_is_forgotten(db: Database, team: str, promise: str, now: datetime) -> None:
    for days in (364, 366):
        sent(db, team, now - days * DAY)
    assert (clean_up(db, now), clean_up(db, now)) == (1, 0)


def test_of_looks_the_earliest_counts(db: Database, now: datetime) -> None:
    people.consider(db, "T1", "U1", now + DAY)
    people.consider(db, "T1", "U1", now + 2 * DAY)
    assert people.get(db, "T1", "U1").consider_at == now + DAY
    assert people.lock_row(db, "T1", "U1", now) is None
    people.consider(db, "T1", "U1", now)
    assert people.lock_row(db, "T1", "U1", now)
    people.considered(db, "T1", "U1", None)
    assert people.list_due(db, now) == []


def test_a_mute_that_is_over_was_none(db: Database, now: datetime) -> None:
    people.learn(db, "T1", "U1", zone="Asia/Kolkata")
    people.mute(db, "T1", "U1", now + DAY, now)
    assert not people.unmute(db, "T1", "U1", now + 2 * DAY)
    people.mute(db, "T1", "U1", None, now)
    assert people.unmute(db, "T1", "U1", now + 900 * DAY)
    assert people.get(db, "T1", "U1").zone == "Asia/Kolkata"
