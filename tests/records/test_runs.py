"""Runs as they are remembered: two of them are about the same, whatever the case of its name and the blanks in it."""

from datetime import datetime, timedelta

import pytest

from bot.coaching.schedule.cadence import Occasion, Rule
from bot.model.runs import Run, Visibility
from bot.records import answer_history, runs, teams, versions
from bot.records.database import Database

SAME = [("Übergabe Ärzte", "übergabe  ÄRZTE"), ("ACME CDP", " acme\tcdp "), ("Straße", "STRASSE")]


@pytest.fixture
def team(db: Database, now: datetime) -> str:
    settings = {"name": "Growth", "rule": Rule("Europe/Berlin", 1, "10:00"), "upcoming": Occasion(now.date(), now, now)}
    return teams.create(db, workspace="T1", channel="C1", by="UMAYA", now=now, **settings).id


def finished(db: Database, team: str, subject: str, at: datetime) -> Run:
    run = runs.start(db, team_id=team, playbook="terms", version="1", user="UMAYA", now=at)
    runs.save_answers(db, run.id, {("subject", ""): subject}, "UMAYA", at)
    runs.finish(db, run.id, version="1", subject=subject, headline="", visibility=Visibility.CHANNEL, now=at)
    return runs.get(db, run.id)


@pytest.mark.parametrize(("first", "second"), SAME)
def test_one_subject_spelt_in_two_ways(db: Database, team: str, first: str, second: str, now: datetime) -> None:
    other, about = finished(db, team, "Something else", now), finished(db, team, first, now)
    assert runs.find_latest(db, team, "terms", second) == about
    assert versions.find_by_subject(db, team, "terms", second) == [about]
    again = finished(db, team, second, now + timedelta(days=1))
    assert runs.find_latest(db, team, "terms", first) == again
    counted = answer_history.list_answers(db, team, "terms", now + timedelta(days=2))
    assert counted == [{("subject", ""): other.subject}, {("subject", ""): second}]


def test_what_is_about_nothing_counts_each_time(db: Database, team: str, now: datetime) -> None:
    for day in range(2):
        finished(db, team, " ", now + timedelta(days=day))
    assert len(answer_history.list_answers(db, team, "terms", now + timedelta(days=2))) == 2
