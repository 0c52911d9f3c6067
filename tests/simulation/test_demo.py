"""`align demo`: what it refuses, that it is the same each time, and that Slack hears nothing of what it makes up."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import main
from bot.app import build_align
from bot.model.installations import DEMO
from bot.records.copies import Rows, read_rows
from bot.records.database import connect, find_foreign, migrate
from bot.settings import Settings
from tests.bench.summary import fill_teams

UNTIL = datetime(2026, 11, 27, 12, tzinfo=UTC)
FILL = ["demo", "--teams", "11", "--weeks", "1", "--due", "now", "--until", "2026-11-27T12:00:00"]


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'demo.db'}"


def run(url: str, *words: str) -> Result:
    return CliRunner().invoke(main, words, env={"DATABASE_URL": url})


def read(url: str) -> Rows:
    db = connect(url)
    rows = read_rows(db)
    assert find_foreign(db) == ""
    db.close()
    return rows


def test_it_fills_a_database_twice_alike_and_sends_nothing(url: str) -> None:
    told = run(url, *FILL)
    first = read(url)
    assert told.exit_code == 0, told.output
    assert f"11 teams, 1 week: {sum(map(len, first.values())):,} rows in " in told.output
    for each in first["installations"]:
        (lead,) = {team["created_by"] for team in first["teams"] if team["workspace"] == each["workspace"]}
        assert f"In {each['workspace']} {lead} leads all teams: align mcp --user {lead}\n" in told.output
    refused = run(url, *FILL)
    assert (refused.exit_code, refused.stderr) == (
        2,
        "A demo is in this database already. `align demo --anew` deletes it and fills the database anew.\n",
    )
    assert run(url, *FILL, "--anew").exit_code == 0
    assert read(url) == first
    align = build_align(
        Settings.read({"SLACK_BOT_TOKEN": "xoxb-real", "DATABASE_URL": url, "ALIGN_SECRET": "x" * 32}),
        now=lambda: UNTIL,
    )
    assert align.planning.plan(UNTIL) == 11  # all of them are due
    assert align.delivery.deliver_due() == 0
    told_slack = align.db.query("SELECT DISTINCT error FROM outbox WHERE state <> 'sent'")
    assert [row["error"] for row in told_slack] == ["no_token"]
    assert (align.workspaces.token(f"{DEMO}1"), align.workspaces.token("T0REAL")) == (None, "xoxb-real")
    align.db.close()


def test_a_database_with_real_teams_is_refused(url: str) -> None:
    real = connect(url)
    migrate(real)
    with real.atomic():
        fill_teams(real, 1, 1, weeks=1)
    real.close()
    before = read(url)
    for words in (FILL, [*FILL, "--anew"]):
        refused = run(url, *words)
        assert (refused.exit_code, refused.stderr) == (
            2,
            "Real teams are in this database, and a demo would stand among them. Name an empty one in DATABASE_URL, "
            "like sqlite:///demo.db.\n",
        )
    assert read(url) == before
