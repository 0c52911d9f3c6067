"""A database that `align demo` has filled: its people ask and tap as those of any other team."""

import re
from collections.abc import Mapping
from datetime import timedelta

from bot.app import Align
from bot.coaching.library import loader
from bot.records.copies import Rows, order_tables
from bot.records.data_map import RULES
from bot.records.data_rules import OF_WORKSPACE
from bot.records.database import Database, connect, stamp
from bot.simulation.demo import Demo, Patterns, fill, live_patterns
from tests.fixtures_align import alone
from tests.fixtures_databases import PostgresServer
from tests.standin import TEAM, Channel, Clock, Colleague, Line, Slack
from tests.standin.workspace import BOT_USER, Room, User

PAUSE = timedelta(days=3, hours=2)  # until the second check-in has closed
DEMO = Demo(teams=12, weeks=39, workspaces=2, until=Clock().now + PAUSE, due=True)


@alone
def test_a_lead_asks_what_all_their_teams_have_come_to(
    align: Align, slack: Slack, line: Line, clock: Clock, postgres: PostgresServer
) -> None:
    clock.pass_(seconds=PAUSE.total_seconds())
    patterns = live_patterns(loader.load_library(loader.OURS), DEMO, most=2)
    filled = fill(align.db, DEMO, patterns)
    assert filled.rows == sum(map(len, read_all(align.db).values()))
    assert read_all(align.db) == read_again(postgres, patterns)
    workspace, lead = next(iter(filled.leads.items()))
    rooms = move_in(align.db, slack, workspace)
    align.workspaces.ask()  # as at a start
    maya = Colleague(slack.workspace.users[lead], line)
    told = maya.types("/align summary all", rooms["growth-2"])
    table = dict(line.split(" | ", 1) for line in told.split("Pilot\n")[1].split("\n"))
    assert sorted(table) == sorted(rooms)
    for name, channel in rooms.items():
        assert table[name].startswith(
            f"{recount_pulse(align.db, channel, clock)} | {recount_promises(align.db, channel, clock)}"
        )
    assert "decide now" not in told  # what was to be decided in an earlier quarter is over
    assert "You lead 6 teams." in maya.opens_home().words
    assert "Lead routing, day 10 of 90" in maya.types("/align summary", rooms["marketing-ops-1"])
    results = maya.types("/align results routing", rooms["marketing-ops-1"])
    assert re.search(r"day 10 of 90, Wed 18 Nov \(marketing-ops-\d\)", results)
    assert re.search(r"Lead routing, Wed 19 Aug \(marketing-ops-\d\)", results)
    assert "\n*Then:* `/align touchpoints`" in maya.types("/align next", rooms["marketing-ops-1"])
    clock.pass_(align, minutes=1)
    for channel in rooms.values():
        assert channel.last.text.startswith("How well did marketing and IT work together?")
    maya.clicks("4", rooms["growth-2"])
    clock.pass_(align, hours=1)  # no tap shows at once
    assert "1 of 4. Last time 3.0 of 5." in rooms["growth-2"].last.words


def read_all(db: Database) -> Rows:
    """Return every row, in an order that both engines have."""
    return {table: sorted(db.query(f"SELECT * FROM {table}"), key=str) for table in order_tables()}


def read_again(postgres: PostgresServer, patterns: Patterns) -> Rows:
    """Return what the same demo writes into PostgreSQL, the second time."""
    postgres.empty()
    db = connect(postgres.url("align"))
    for anew in (False, True):
        fill(db, DEMO, patterns, anew=anew)
    rows = read_all(db)
    db.close()
    return rows


def move_in(db: Database, slack: Slack, workspace: str) -> Mapping[str, Channel]:
    """Let one of its workspaces be the stand-in's. Return name → channel of its teams."""
    for table, rule in RULES.items():
        if rule.within == OF_WORKSPACE:
            db.execute(
                f"UPDATE {table} SET workspace = :here WHERE workspace = :there", {"here": TEAM, "there": workspace}
            )
    for row in db.query("SELECT * FROM people WHERE workspace = :here", {"here": TEAM}):
        slack.workspace.users[row["user_id"]] = User(row["user_id"], row["name"], row["name"], row["zone"])
    rooms = {}
    for row in db.query("SELECT * FROM teams WHERE workspace = :here", {"here": TEAM}):
        known = db.query("SELECT user_id FROM members WHERE team_id = :id", row)
        room = Room(row["channel"], row["name"], {BOT_USER, *(each["user_id"] for each in known)})
        slack.workspace.rooms[room.id] = room
        rooms[room.name] = Channel(room, slack)
    return rooms


def recount_pulse(db: Database, channel: Channel, clock: Clock) -> str:
    """Return the mean of the last four weeks' check-ins that three have answered, as the table shows it."""
    since = stamp(clock.now - timedelta(days=31))
    tallies = [
        row["mean"]
        for team in db.query("SELECT id FROM teams WHERE channel = :id", {"id": channel.id})
        for asked in db.query("SELECT id, opened_at FROM checkins WHERE team_id = :id", team)
        for row in db.query("SELECT mean, answered FROM pulse_tallies WHERE checkin_id = :id", asked)
        if asked["opened_at"] > since and row["answered"] >= 3
    ]
    return f"{tallies[-1]:.1f}" if tallies else "too few"


def recount_promises(db: Database, channel: Channel, clock: Clock) -> str:
    """Return how many promises of the team that were due are kept, or how many are open, as the table shows it."""
    (team,) = db.query("SELECT id FROM teams WHERE channel = :id", {"id": channel.id})
    since, today = (clock.now - timedelta(days=31)).date().isoformat(), clock.now.date().isoformat()
    made = db.query("SELECT state, due_on FROM commitments WHERE team_id = :id", team)
    due = [row["state"] for row in made if since < row["due_on"] < today]
    return f"{due.count('done')} of {len(due)} kept" if due else f"{[row['state'] for row in made].count('open')} open"
