"""A team that begins on SQLite goes on on PostgreSQL: what it did is there, and old buttons work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.testing import CliRunner

from bot.__main__ import main
from bot.installation_check import check_installation
from tests.conversations.walks import Idea, commits, picks_a_pilot
from tests.conversations.weekly import pass_quarter, result
from tests.fixtures_align import StartAlign
from tests.fixtures_databases import PostgresServer
from tests.standin import Channel, Clock, Colleague, Line
from tests.standin.workspace import TEAM

if TYPE_CHECKING:
    from bot.app import Align


def read_seats(align: Align) -> list[str]:
    """Whether Tom has said yes in the result of this conversation's team."""
    seats = """
        SELECT s.state FROM seats s JOIN runs r ON r.id = s.run_id JOIN teams t ON t.id = r.team_id
        WHERE s.user_id = 'U0TOM' AND t.workspace = :workspace"""
    return [row["state"] for row in align.db.query(seats, {"workspace": TEAM})]


def test_what_began_on_sqlite_goes_on_on_postgresql(
    align: Align,
    team: Channel,
    clock: Clock,
    line: Line,
    environ: dict[str, str],
    start_align: StartAlign,
    postgres: PostgresServer,
    maya: Colleague,
    tom: Colleague,
    ivan: Colleague,
) -> None:
    picks_a_pilot(maya, team, Idea("Lead routing", tom, ivan, range(1, 7)), Idea("Win-back", maya, ivan))
    commits(tom, team, **{"I’ll": "map the fields", "By": "2026-12-04"})
    maya.types("/align checkin", team)
    maya.clicks("4", team)
    tom.clicks("2", team)
    before = len(team.messages)
    postgres.empty()
    there = {**environ, "DATABASE_URL": postgres.url("align")}
    copied = CliRunner().invoke(main, ["copy", "--from", environ["DATABASE_URL"]], env=there)
    assert copied.exit_code == 0, copied.output
    assert "are the same in both, by number and checksum." in copied.output
    assert dict(check_installation(there))["database"] == []
    with start_align(there, clock, line) as moved:
        # Sealed taps count on, a button from before works once, and nothing is said a second time.
        ivan.clicks("3", team)
        pass_quarter(clock, moved)
        assert len(team.messages) == before
        tom.clicks("I’ll take it", team)
        tom.clicks("I’ll take it", team)
        assert read_seats(moved) == ["taken"]
        maya.types("/align checkin close", team)
        clock.pass_(moved, minutes=1)
        assert "3.0" in result(team).words
    assert read_seats(align) == ["asked"]
