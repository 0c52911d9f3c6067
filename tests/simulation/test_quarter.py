"""A quarter in a minute: the bot's own words, in the order of its clock, and the same each time."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.__main__ import main
from bot.model.outbox import Kind
from bot.records.database import connect
from bot.simulation.page import write_page
from bot.simulation.stage import Lived, live
from bot.simulation.transcript import list_entries, write_transcript
from bot.simulation.workspace import Happening
from tests.lengths import find_excess
from tests.standin.blockkit.limits import check_message
from tests.standin.workspace import User, Workspace

SECRET, FIRST = "a secret of the tests, long enough for a key", date(2027, 2, 1)
QUESTION = "How well did marketing and IT work together?"
NOT_LIVED = {
    Kind.SEAT: "nobody passes on a pilot",
    Kind.PULSE: "a whisper, which is in no table",
    Kind.WEEKLY_ENDED: "one question a week goes on",
    Kind.DOCUMENT_CHANGED: "the document is agreed as it is",
    Kind.DOCUMENT_LIST: "a whisper, which is in no table",
    Kind.CHANNEL: "no channel is closed, and nobody leaves",
    Kind.NOTICE: "a whisper, which is in no table",
    Kind.UNDELIVERED: "Slack takes everything",
    Kind.UNDRAWN: "everything can be drawn",
    Kind.SHEET: "nobody sends a file",
    Kind.SHEET_TEAM: "nobody sends a file",
    Kind.MENDED: "Slack is never in trouble",
    Kind.ADMIN: "Slack's own admins are enough",
    Kind.TEAM_DELETED: "no team is deleted",
    Kind.FORGOTTEN: "nobody wants to be forgotten",
    Kind.AUDIT_FILE: "nobody asks for the audit log",
    Kind.TREND: "nobody opens the trend of a number",
    Kind.DIGEST_ENDED: "nobody asks for a digest",
    Kind.REPORT: "nobody asks for the quarterly page",
    Kind.EXPORT: "nobody asks for an export",
    Kind.EXPORT_FILE: "nobody asks for an export",
}


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> str:
    return f"sqlite:///{tmp_path_factory.mktemp('quarter') / 'quarter.db'}"


@pytest.fixture(scope="module")
def lived(url: str) -> Iterator[Lived]:
    yield live(url, SECRET, teams=2, weeks=13, first=FIRST, seed=1)


def test_every_scene_is_played(lived: Lived) -> None:
    assert lived.faults == []


def test_what_is_told_is_what_a_quarter_has(lived: Lived) -> None:
    told = write_transcript(lived)
    for words in (
        "Talk first about customer data",  # a wave with a gap
        "*Stopped, with a lesson: that is a success.",
        "You are away until Fri 19 Feb",
        "*Still free:* @Omar Haddad passes, and that is fine.",
        "*Stuck:* @Tomasz Zielinski",
        "*@Omar Haddad helps @Tomasz Zielinski*",
        "✅ *Agreed by marketing* (@Maya Ortiz) · ✅ *Agreed by IT* (@Tomasz Zielinski)",
        "*Day 30: Lead routing*",
        "Maya Ortiz types `/align pilot`",
    ):
        assert words in told


def test_check_ins_keep_their_time_over_the_clock_change_and_give_way_to_a_holiday(lived: Lived) -> None:
    asked: dict[str, list[datetime]] = {"#marketing-ops": [], "#growth": []}
    for entry in list_entries(lived):
        if entry.what is Happening.POST and QUESTION in entry.parts[0].words[0]:
            asked[entry.place].append(entry.at)
    assert len(asked["#marketing-ops"]) == 13
    assert {f"{at:%a %H:%M}" for at in asked["#marketing-ops"]} == {"Tue 10:00"}
    assert {at.astimezone(UTC).hour for at in asked["#marketing-ops"]} == {15, 14}  # until and from 14 March
    assert date(2027, 3, 30) in {at.date() for at in asked["#growth"]}  # the 29th is Easter Monday
    assert date(2027, 3, 29) not in {at.date() for at in asked["#growth"]}


def test_every_kind_of_message_is_said(lived: Lived, url: str) -> None:
    db = connect(url)
    said = {Kind(row["kind"]) for row in db.query("SELECT DISTINCT kind FROM outbox WHERE state = 'sent'")}
    unsent = db.query("SELECT id FROM outbox WHERE state IN ('failed', 'doubt', 'sending')")
    db.close()
    assert set(Kind) - said == set(NOT_LIVED)
    assert unsent == []


def test_slack_would_take_every_message(lived: Lived) -> None:
    told = Workspace(lambda: datetime(2027, 2, 1, tzinfo=UTC))
    for person in lived.workspace.people.values():
        told.users[person.id] = User(person.id, person.handle, person.name)
    for event in lived.events:
        if event.what not in (Happening.POST, Happening.EDIT, Happening.WHISPER) or not event.blocks:
            continue
        said = {"text": event.text, "blocks": list(event.blocks)}
        assert check_message(said) == []
        if event.what is Happening.POST and event.room.startswith("C") and not event.thread:
            assert find_excess(said, told) == [], event.text


def test_the_page_stands_alone(lived: Lived) -> None:
    page = write_page(lived, "A quarter & more")
    assert "<title>A quarter &amp; more</title>" in page
    assert '<span class="mark">@Maya Ortiz</span>' in page
    assert not [each for each in ("src=", "<script", "@import", "<link", "url(") if each in page]


def test_the_same_seed_gives_the_same_quarter(tmp_path: Path) -> None:
    runner = CliRunner()
    words = ["simulate", "--weeks", "3", "--teams", "1", "--from", "2027-02-01"]
    first, second = (runner.invoke(main, words) for _ in range(2))
    other = runner.invoke(main, [*words, "--seed", "2", "--html", str(tmp_path / "quarter.html")])
    assert (first.exit_code, first.stdout, first.stderr) == (0, second.stdout, "")
    assert first.stdout.startswith("──── Monday 1 February 2027 ────\n")
    assert "3 weeks of 1 team" in other.output
    assert (tmp_path / "quarter.html").read_text(encoding="utf-8").startswith("<!doctype html>")
