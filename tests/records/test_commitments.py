"""Promises as they are remembered: the first press counts, and nothing that happened is forgotten."""

from datetime import date, datetime, timedelta

import pytest

from bot.model.commitments import CommitmentEvent, CommitmentState, NewCommitment
from bot.model.schedule import Occasion, Rule
from bot.records import commitments, new_commitments, offers, teams
from bot.records.commitment_log import list_log
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
    recorded = new_commitments.create(db, name, new, team_id=team, by="UMAYA", now=now)
    if recorded and new.partner:
        assert offers.accept(db, name, new.partner, now)
    return recorded


def log(db: Database, promise: str) -> list[tuple[CommitmentEvent, str, dict[str, object]]]:
    return [(entry.event, entry.actor, entry.detail) for entry in list_log(db, promise)]


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


@pytest.fixture
def elsewhere(db: Database, now: datetime) -> str:
    """Another team, of another workspace, with a promise of the same person."""
    settings = {"name": "Other", "rule": Rule("Europe/Berlin", 1, "10:00"), "upcoming": Occasion(now.date(), now, now)}
    other = teams.create(db, workspace="T2", channel="C1", by="UMAYA", now=now, **settings).id
    assert made(db, other, now, "p9")
    return other


@pytest.mark.usefixtures("elsewhere", "promise")
def test_what_is_listed_is_the_teams_or_the_persons_own(db: Database, team: str, now: datetime) -> None:
    assert made(db, team, now, "p2", partner="UIVAN")
    theirs = NewCommitment(cue="it rains", action="stay in", owner="UTOM", due_on=DUE)
    assert new_commitments.create(db, "p3", theirs, team_id=team, by="UTOM", now=now)
    assert [each.id for each in commitments.list_live(db, team)] == ["p1", "p2", "p3"]
    assert [each.id for each in commitments.of_person(db, "T1", "UMAYA")] == ["p1", "p2"]
    assert [each.id for each in commitments.of_person(db, "T1", "UIVAN")] == ["p2"]
    assert [each.id for each in commitments.of_person(db, "T2", "UMAYA")] == ["p9"]


@pytest.mark.usefixtures("elsewhere")
def test_the_earliest_date_is_first_and_the_longest_stuck_is_found(db: Database, team: str, now: datetime) -> None:
    for number, days in enumerate((9, 2, 30, 5)):
        new = NewCommitment(cue="c", action="a", owner="UMAYA", due_on=DUE + timedelta(days=days))
        assert new_commitments.create(db, f"d{number}", new, team_id=team, by="UMAYA", now=now)
    assert [each.id for each in commitments.list_live(db, team)] == ["d1", "d3", "d0", "d2"]
    assert commitments.longest_stuck(db, team) is None
    for hours, name in enumerate(("d0", "d2", "d1")):
        commitments.set_state(db, name, CommitmentState.STUCK, "UMAYA", now + timedelta(hours=hours))
    commitments.set_state(db, "p9", CommitmentState.STUCK, "UMAYA", now - timedelta(days=1))
    stuck = commitments.longest_stuck(db, team)
    assert stuck and stuck.id == "d0"


@pytest.mark.usefixtures("elsewhere")
def test_what_was_kept_from_one_moment_to_just_before_another(db: Database, team: str, now: datetime) -> None:
    day = timedelta(days=1)
    for number in range(3):
        assert made(db, team, now, f"k{number}")
        commitments.set_state(db, f"k{number}", CommitmentState.DONE, "UMAYA", now + number * day)
    assert made(db, team, now, "given-up")
    commitments.set_state(db, "given-up", CommitmentState.DROPPED, "UMAYA", now + day, "no")
    commitments.set_state(db, "p9", CommitmentState.DONE, "UMAYA", now + day)

    def kept(since: datetime | None, until: datetime | None) -> list[str]:
        return [each.id for each in commitments.list_kept(db, team, since, until)]

    assert kept(None, None) == ["k0", "k1", "k2"]
    assert kept(now + day, now + 2 * day) == ["k1"]
    assert kept(now + day, None) == ["k1", "k2"]
    assert kept(None, now + day) == ["k0"]
    assert [each.id for each in commitments.closed_since(db, "T1", "UMAYA", now + day)] == ["k2", "given-up", "k1"]
    assert [each.id for each in commitments.closed_since(db, "T2", "UMAYA", now)] == ["p9"]
