"""Promises as they are remembered: the first press counts, and nothing that happened is forgotten."""

from datetime import date, datetime, timedelta

import pytest

from bot.model.commitments import CommitmentEvent, CommitmentState, NewCommitment
from bot.model.schedule import Occasion, Rule
from bot.records import commitments, offers, teams
from bot.records.database import Database

DUE = date(2026, 12, 1)


@pytest.fixture
def team(db: Database, now: datetime) -> str:
    settings = {"name": "Growth", "rule": Rule("Europe/Berlin", 1, "10:00"), "upcoming": Occasion(now.date(), now, now)}
    made = teams.create(db, workspace="T1", channel="C1", by="UMAYA", now=now, **settings)
    return made.id


@pytest.fixture
def promise(db: Database, team: str, now: datetime) -> str:
    assert made(db, team, now)
    return "p1"


def made(db: Database, team: str, now: datetime, name: str = "p1", **more: str) -> bool:
    new = NewCommitment(cue="it is Tuesday", action="call Ivan", owner="UMAYA", due_on=DUE, **more)
    return commitments.create(db, name, new, team_id=team, run_id=None, by="UMAYA", now=now)


def log(db: Database, promise: str) -> list[tuple[CommitmentEvent, str, dict[str, object]]]:
    return [(entry.event, entry.actor, entry.detail) for entry in commitments.list_log(db, promise)]


def test_a_submission_that_arrives_twice_commits_once(db: Database, team: str, promise: str, now: datetime) -> None:
    assert not made(db, team, now)
    assert log(db, promise) == [("made", "UMAYA", {"due": "2026-12-01", "owner": "UMAYA"})]


def test_how_it_goes_and_the_story_of_it(db: Database, promise: str, now: datetime) -> None:
    day = timedelta(days=1)
    assert commitments.set_state(db, promise, CommitmentState.STUCK, "UMAYA", now + day)
    assert commitments.explain(db, promise, "legal has not answered", "UMAYA", now + day)
    assert not commitments.explain(db, promise, "legal has not answered", "UMAYA", now + day)
    stuck = commitments.get(db, promise)
    assert (stuck.state, stuck.reason) == ("stuck", "legal has not answered")
    assert stuck.stuck_at == stuck.state_at == now + day
    assert commitments.set_state(db, promise, CommitmentState.ON_TRACK, "UIVAN", now + 2 * day)
    moving = commitments.get(db, promise)
    assert (moving.state, moving.reason, moving.stuck_at, moving.state_by) == (
        "on_track",
        "",
        None,
        "UIVAN",
    )
    assert not commitments.explain(db, promise, "too late", "UMAYA", now)
    assert log(db, promise)[1:] == [
        ("stuck", "UMAYA", {}),
        ("blocked", "UMAYA", {"reason": "legal has not answered"}),
        ("on_track", "UIVAN", {}),
    ]


def test_the_first_press_counts(db: Database, promise: str, now: datetime) -> None:
    assert commitments.set_state(db, promise, CommitmentState.DONE, "UIVAN", now)
    assert not commitments.set_state(db, promise, CommitmentState.DONE, "UMAYA", now)
    assert not commitments.set_state(db, promise, CommitmentState.STUCK, "UMAYA", now)
    assert commitments.get(db, promise).state_by == "UIVAN"
    assert len(log(db, promise)) == 2


def test_a_closed_promise_keeps_its_date_and_words_until_it_is_reopened(
    db: Database, promise: str, now: datetime
) -> None:
    assert commitments.set_state(db, promise, CommitmentState.DROPPED, "UMAYA", now, "the campaign is off")
    assert commitments.get(db, promise).reason == "the campaign is off"
    assert not commitments.redate(db, promise, DUE + timedelta(days=7), "UMAYA", now)
    assert not commitments.reword(db, promise, "write to Ivan", "UMAYA", now)
    assert commitments.list_live(db, commitments.get(db, promise).team_id) == []
    assert commitments.reopen(db, promise, "UMAYA", now)
    assert not commitments.reopen(db, promise, "UMAYA", now)
    assert commitments.redate(db, promise, DUE + timedelta(days=7), "UMAYA", now)
    assert commitments.reword(db, promise, "write to Ivan", "UMAYA", now)
    assert not commitments.reword(db, promise, "write to Ivan", "UMAYA", now)
    after = commitments.get(db, promise)
    assert (after.due_on, after.action, after.state, after.reason) == (
        date(2026, 12, 8),
        "write to Ivan",
        "open",
        "",
    )
    assert [event for event, _, _ in log(db, promise)] == ["made", "dropped", "reopened", "redated", "reworded"]


def test_it_is_handed_over_when_the_other_takes_it(db: Database, promise: str, now: datetime) -> None:
    offer = offers.create(db, promise, "UIVAN", "UMAYA", now)
    assert offer
    assert offers.create(db, promise, "UIVAN", "UMAYA", now) is None
    assert not offers.take(db, promise, "UTOM", now)
    assert not offers.decline(db, promise, "UTOM", now)
    assert commitments.get(db, promise).owner == "UMAYA"
    assert [each.id for each in offers.list_waiting(db, "T1", "UIVAN")] == [promise]
    assert offers.get(db, offer).answer is None
    assert offers.take(db, promise, "UIVAN", now)
    assert not offers.take(db, promise, "UIVAN", now)
    after = commitments.get(db, promise)
    assert (after.owner, after.offered_to) == ("UIVAN", None)
    assert offers.get(db, offer).answer == "taken"
    assert log(db, promise)[-1] == ("taken", "UIVAN", {"from": "UMAYA"})


def test_an_offer_that_is_declined_or_taken_back(db: Database, promise: str, now: datetime) -> None:
    first = offers.create(db, promise, "UIVAN", "UMAYA", now)
    assert offers.decline(db, promise, "UIVAN", now)
    second = offers.create(db, promise, "UTOM", "UMAYA", now)
    assert offers.withdraw(db, promise, "UMAYA", now)
    assert not offers.withdraw(db, promise, "UMAYA", now)
    third = offers.create(db, promise, "UIVAN", "UMAYA", now)
    assert commitments.set_state(db, promise, CommitmentState.DONE, "UMAYA", now)
    assert first and second and third
    assert [offers.get(db, each).answer for each in (first, second, third)] == ["declined", "kept", "done"]
    assert offers.list_ids(db, promise) == [third, second, first]
    assert commitments.get(db, promise).offered_to is None
    assert offers.list_waiting(db, "T1", "UIVAN") == []


def test_a_partner_who_takes_it_over_is_no_partner_any_more(db: Database, team: str, now: datetime) -> None:
    made(db, team, now, "both", partner="UIVAN")
    assert [each.id for each in commitments.of_person(db, "T1", "UIVAN")] == ["both"]
    offers.create(db, "both", "UIVAN", "UMAYA", now)
    offers.take(db, "both", "UIVAN", now)
    assert commitments.get(db, "both").partner is None
    assert commitments.of_person(db, "T1", "UMAYA") == []


def test_what_a_person_closed_lately(db: Database, promise: str, now: datetime) -> None:
    commitments.set_state(db, promise, CommitmentState.DONE, "UIVAN", now)
    assert [each.id for each in commitments.closed_since(db, "T1", "UMAYA", now)] == [promise]
    assert commitments.closed_since(db, "T1", "UMAYA", now + timedelta(seconds=1)) == []
    assert commitments.closed_since(db, "T1", "UIVAN", now) == []


def test_a_cue_is_quoted_to_whoever_is_in_the_promise(db: Database, team: str, now: datetime) -> None:
    made(db, team, now, "cued", trigger_word="vendor", partner="UIVAN")
    assert [each.id for each in commitments.list_cued(db, team, "vendor", "UMAYA")] == ["cued"]
    assert [each.id for each in commitments.list_cued(db, team, "vendor", "UIVAN")] == ["cued"]
    assert commitments.list_cued(db, team, "pilot", "UMAYA") == commitments.list_cued(db, team, "vendor", "UTOM") == []
    commitments.set_state(db, "cued", CommitmentState.DONE, "UMAYA", now)
    assert commitments.list_cued(db, team, "vendor", "UMAYA") == []
