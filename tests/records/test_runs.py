"""Runs as they are remembered: two of them are about the same, whatever the case of its name and the blanks in it."""

from datetime import datetime, timedelta

import pytest

from bot.coaching.schedule.cadence import Occasion, Rule
from bot.model.runs import Run, Visibility
from bot.records import answer_history, run_answers, runs, teams, versions
from bot.records.database import Database

SAME = [("Übergabe Ärzte", "übergabe  ÄRZTE"), ("ACME CDP", " acme\tcdp "), ("Straße", "STRASSE")]


@pytest.fixture
def team(db: Database, now: datetime) -> str:
    settings = {"name": "Growth", "rule": Rule("Europe/Berlin", 1, "10:00"), "upcoming": Occasion(now.date(), now, now)}
    return teams.create(db, workspace="T1", channel="C1", by="UMAYA", now=now, **settings).id


def finished(db: Database, team: str, subject: str, at: datetime) -> Run:
    run = runs.start(db, team_id=team, playbook="terms", version="1", user="UMAYA", now=at)
    run_answers.save(db, run.id, {("subject", ""): subject}, "UMAYA", at)
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


def begun(db: Database, team: str, now: datetime, **more: str) -> Run:
    return runs.start(db, team_id=team, playbook="terms", version="1", user="UMAYA", now=now, **more)


def test_no_run_points_at_itself(db: Database, team: str, now: datetime) -> None:
    run = begun(db, team, now)
    for column in ("replaces", "list_id"):
        with pytest.raises(Exception, match=r"(?i)check constraint"):
            db.execute(f"UPDATE runs SET {column} = id WHERE id = :id", {"id": run.id})
    with pytest.raises(Exception, match=r"(?i)check constraint"):
        runs.finish(db, run.id, version="1", visibility=Visibility.CHANNEL, replaces=run.id, now=now)


def test_a_person_has_one_draft_of_each(db: Database, team: str, now: datetime) -> None:
    first = begun(db, team, now, subject="Live")
    for again in ("live", " LIVE"):
        with pytest.raises(Exception, match=r"(?i)unique"):
            begun(db, team, now, subject=again)
    begun(db, team, now, subject="lead")
    runs.mark_renamed(db, first.id)
    begun(db, team, now, subject="live")
    version = finished(db, team, "MQL", now)
    begun(db, team, now, replaces=version.id)
    with pytest.raises(Exception, match=r"(?i)unique"):
        begun(db, team, now, replaces=version.id)


def test_what_is_finished_is_neither_started_over_nor_deleted(db: Database, team: str, now: datetime) -> None:
    run = finished(db, team, "Live", now)
    assert not runs.start_over(db, run.id, version="2", press="P1")
    runs.delete_draft(db, run.id)
    assert runs.get(db, run.id) == run
    assert run_answers.get(db, run.id) == {("subject", ""): "Live"}


def test_one_press_starts_over_once(db: Database, team: str, now: datetime) -> None:
    run, other = begun(db, team, now, press="P0"), begun(db, team, now, subject="lead")
    for each in (run, other):
        run_answers.save(db, each.id, {("subject", ""): "Live"}, "UMAYA", now)
    assert runs.start_over(db, run.id, version="2", press="P1")
    assert (run_answers.get(db, run.id), len(run_answers.get(db, other.id))) == ({}, 1)
    run_answers.save(db, run.id, {("subject", ""): "Done"}, "UMAYA", now)
    assert not runs.start_over(db, run.id, version="2", press="P1")
    assert run_answers.get(db, run.id) == {("subject", ""): "Done"}


def test_the_latest_is_of_one_team_playbook_and_what_the_channel_sees(db: Database, team: str, now: datetime) -> None:
    about = finished(db, team, "Live", now)
    settings = {"name": "Other", "rule": Rule("Europe/Berlin", 1, "10:00"), "upcoming": Occasion(now.date(), now, now)}
    elsewhere = teams.create(db, workspace="T1", channel="C2", by="UMAYA", now=now, **settings).id
    later = now + timedelta(hours=1)
    theirs = finished(db, elsewhere, "Live", later)
    for word, visibility in (("story", Visibility.CHANNEL), ("terms", Visibility.ME)):
        run = runs.start(db, team_id=team, playbook=word, version="1", user="UMAYA", now=later)
        runs.finish(db, run.id, version="1", subject="Live", headline="", visibility=visibility, now=later)
    begun(db, team, later, subject="Live")
    assert runs.find_latest(db, team, "terms", "live") == about
    assert runs.find_latest(db, elsewhere, "terms", "live") == theirs


def test_a_draft_is_of_one_person_team_and_playbook(db: Database, team: str, now: datetime) -> None:
    finished(db, team, "Live", now)
    mine = begun(db, team, now)
    hers = runs.start(db, team_id=team, playbook="terms", version="1", user="ULENA", now=now)
    other = runs.start(db, team_id=team, playbook="story", version="1", user="UMAYA", now=now)
    assert runs.find_draft(db, team, "UMAYA", "terms") == mine
    assert runs.find_draft(db, team, "ULENA", "terms") == hers
    assert runs.find_draft(db, team, "UMAYA", "story") == other
    assert runs.find_draft(db, team, "ULENA", "story") is None


def test_the_versions_of_a_document_are_in_order_and_its_own(db: Database, team: str, now: datetime) -> None:
    first, beside = finished(db, team, "Live", now), finished(db, team, "Ready", now)
    chain = [first]
    for day in (1, 2):
        at = now + timedelta(days=day)
        run = begun(db, team, at, replaces=chain[-1].id)
        runs.finish(db, run.id, version="1", subject="Live", headline="", visibility=Visibility.CHANNEL, now=at)
        chain.append(runs.get(db, run.id))
    documents = versions.list_documents(db, team, "terms")
    assert len(documents) == 2 and chain in documents and [beside] in documents
    for each in chain:
        assert versions.get_document(db, each) == chain
    assert versions.find_by_subject(db, team, "terms", "LIVE") == chain
    change = begun(db, team, now + timedelta(days=3), replaces=chain[-1].id)
    assert versions.find_change(db, "UMAYA", chain) == change
    assert versions.find_change(db, "ULENA", chain) is None
    assert versions.find_change(db, "UMAYA", [beside]) is None
    assert versions.list_new_drafts(db, team, "UMAYA", "terms") == []


def test_a_pin_is_of_one_version(db: Database, team: str, now: datetime) -> None:
    first, beside = finished(db, team, "Live", now), finished(db, team, "Ready", now)
    assert versions.pin(db, first.id, now)
    assert not versions.pin(db, first.id, now)
    assert versions.pin(db, beside.id, now)
    versions.unpin(db, first.id)
    assert [runs.get(db, each.id).pinned_at for each in (first, beside)] == [None, now]


def test_what_is_counted_is_of_one_team_and_playbook_and_what_the_channel_sees(
    db: Database, team: str, now: datetime
) -> None:
    finished(db, team, "Live", now)
    settings = {"name": "Other", "rule": Rule("Europe/Berlin", 1, "10:00"), "upcoming": Occasion(now.date(), now, now)}
    finished(db, teams.create(db, workspace="T1", channel="C2", by="UMAYA", now=now, **settings).id, "Theirs", now)
    for word, visibility in (("story", Visibility.CHANNEL), ("terms", Visibility.ME)):
        run = runs.start(db, team_id=team, playbook=word, version="1", user="UMAYA", now=now)
        run_answers.save(db, run.id, {("subject", ""): word}, "UMAYA", now)
        runs.finish(db, run.id, version="1", subject=word, headline="", visibility=visibility, now=now)
    assert answer_history.list_answers(db, team, "terms", now) == [{("subject", ""): "Live"}]
    assert answer_history.list_answers(db, team, "terms", now - timedelta(seconds=1)) == []
