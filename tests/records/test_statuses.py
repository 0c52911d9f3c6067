"""Statuses as they are remembered: each is one person's, in one workspace."""

from datetime import date, datetime

import pytest

from bot.records import away, statuses
from bot.records.database import Database

TODAY = date(2026, 11, 24)
EVERYBODY = [("T1", "UMAYA"), ("T1", "UTOM"), ("T2", "UMAYA")]


@pytest.fixture
def noted(db: Database) -> None:
    for workspace, user in EVERYBODY:
        statuses.note(db, workspace, user, f":palm_tree: {user} of {workspace}", None)


def unanswered(db: Database, today: date = TODAY) -> list[tuple[str, str]]:
    return [who for who in EVERYBODY if statuses.find_unanswered(db, *who, today)]


@pytest.mark.usefixtures("noted")
@pytest.mark.parametrize("who", EVERYBODY)
def test_what_one_person_answers_or_drops_is_theirs_alone(db: Database, who: tuple[str, str], now: datetime) -> None:
    found = statuses.find_unanswered(db, *who, TODAY)
    assert found and found.status == f":palm_tree: {who[1]} of {who[0]}"
    others = [each for each in EVERYBODY if each != who]
    statuses.mark_answered(db, *who, now)
    assert unanswered(db) == others
    statuses.forget(db, *who)
    assert unanswered(db) == others
    statuses.note(db, *who, ":face_with_thermometer: ill", None)
    assert unanswered(db) == EVERYBODY


@pytest.mark.usefixtures("noted")
def test_only_another_status_is_asked_about_again(db: Database, now: datetime) -> None:
    statuses.note(db, "T1", "UMAYA", "ill", TODAY)
    statuses.mark_answered(db, "T1", "UMAYA", now)
    statuses.note(db, "T1", "UMAYA", "ill", TODAY)
    assert statuses.find_unanswered(db, "T1", "UMAYA", TODAY) is None
    statuses.note(db, "T1", "UMAYA", "ill", date(2026, 11, 25))
    assert statuses.find_unanswered(db, "T1", "UMAYA", TODAY)
    assert statuses.find_unanswered(db, "T1", "UMAYA", date(2026, 11, 25))
    assert statuses.find_unanswered(db, "T1", "UMAYA", date(2026, 11, 26)) is None


@pytest.mark.usefixtures("noted")
def test_an_absence_that_is_noted_answers_it_for_its_days(db: Database) -> None:
    away.leave(db, "T1", "UMAYA", date(2026, 11, 25), date(2026, 11, 26))
    days = [date(2026, 11, day) for day in (24, 25, 26, 27)]
    asked = [("T1", "UMAYA") in unanswered(db, day) for day in days]
    assert asked == [True, False, False, True]
    assert all(("T1", "UTOM") in unanswered(db, day) and ("T2", "UMAYA") in unanswered(db, day) for day in days)
