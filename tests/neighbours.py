"""Two teams that every conversation has beside it in the database: a statement that reads, changes or deletes too much
shows there.

One is of another workspace and has the ids of the same people and channel; the other one is of the same workspace, with
people and a channel of its own. Both have lived through the same weeks, and rest: nothing of theirs ever comes due.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import pytest

from bot.records.database import Database, connect
from tests.conversations.document_talk import goes_through, seat
from tests.conversations.walks import Idea, commits, names, offers, picks_a_pilot
from tests.conversations.weekly import says_more
from tests.fixtures_align import StartAlign, make_environ
from tests.fixtures_databases import TABLES
from tests.standin import Clock, Colleague, Line, Slack, make_channel
from tests.standin.workspace import TEAM, User

if TYPE_CHECKING:
    from bot.app import Align
    from tests.standin.server import Server

Rows = list[tuple[str, dict[str, Any]]]  # table and row, those that are referred to first
NEVER = "2999-01-01T00:00:00.000Z"
REST = (
    "UPDATE teams SET paused_at = created_at, pause_reason = 'manager'",
    f"UPDATE checkins SET closes_at = '{NEVER}' WHERE closed_at IS NULL",
    "UPDATE checkins SET redraw_at = NULL",
    f"UPDATE followups SET due_at = '{NEVER}'",
    "UPDATE outbox SET state = 'sent', sent_at = created_at, sent_channel = channel, sent_ts = '1.000001'"
    " WHERE state <> 'sent'",
    "UPDATE people SET consider_at = NULL",
    # What is due to them by the clock alone goes unsaid.
    "UPDATE people SET muted_at = (SELECT asked_at FROM digests) WHERE user_id IN (SELECT user_id FROM digests)",
    "UPDATE installations SET removed_at = installed_at",  # the one token is of the tests' own workspace
    "DELETE FROM events",
)
# A survey one factor a week, with a block that is open and one that has ended: three people are too few to begin it.
WEEKLY = (
    """INSERT INTO weekly_surveys (id, team_id, playbook, sides, threshold, number, begun_by, begun_on, begin_press)
    SELECT substr(id, 1, 15) || 's', id, 'benchmark', '["marketing", "it"]', 3, 2, created_by, '2026-11-02', 'press'
    FROM teams""",
    """INSERT INTO blocks (id, weekly_id, factor, missing, opened_on)
    SELECT substr(id, 1, 15) || 'b', id, 'customer_goal', '{"it": 2}', '2026-11-02' FROM weekly_surveys""",
    """INSERT INTO waves (id, team_id, playbook, mode, asks, factors, sides, threshold, launched_by, launched_on,
        launch_press, last_on, closes_at, state, closed_on, publication, headline)
    SELECT substr(id, 1, 15) || 'e', team_id, playbook, 'weekly', 'levels', '["customer_data"]', sides, threshold,
        begun_by, begun_on, '', '2026-11-10', '2026-11-10T09:00:00.000Z', 'closed', '2026-11-10',
        '{"threshold": 3, "sides": ["marketing", "it"], "handed_in": {"marketing": 3, "it": 3}, "level": null,
            "factors": {"customer_data": {"verdict": "locked"}}}',
        'Customer data: too few know' FROM weekly_surveys""",
    "UPDATE checkins SET block_id = (SELECT id FROM blocks)",
)
# What somebody says is not so in a result: who is asked in private depends on what else waits for them that week.
CORRECTED = """INSERT INTO corrections (run_id, user_id, said_of, names, words, at)
    SELECT id, 'U0IVAN', id, '["contact"]', 'nobody has asked us', finished_at FROM runs
    WHERE playbook = 'pilot' AND finished_at IS NOT NULL"""
ELSEWHERE = {"U0MAYA": "U0NILS", "U0TOM": "U0PETRA", "U0IVAN": "U0OLEG", "C0MARKETING": "C0ELSEWHERE"}
MOVE_IN = "; ".join(f"INSERT INTO {table} TABLE beside.{table}" for table in TABLES)
ID = re.compile(r"\b[a-z2-7]{16}\b")  # see `new_id`


@dataclass(frozen=True)
class Neighbours:
    """The rows of both, and a migrated SQLite file with them in it."""

    rows: Rows
    file: Path

    def move_in(self, url: str) -> None:
        """Write them into a database that has been migrated, and has nobody else in it."""
        if url.startswith("sqlite:///"):
            shutil.copy(self.file, url.removeprefix("sqlite:///"))
            return
        with psycopg.connect(url, autocommit=True) as connection:
            if connection.execute("SELECT to_regclass('beside.teams')").fetchone() == (None,):
                self._move_beside(url)
            else:
                connection.execute(MOVE_IN.encode())

    def _move_beside(self, url: str) -> None:
        """Write them, and keep a copy of every table in a schema of its own: quicker than row by row by far."""
        db = connect(url)
        insert_rows(db, self.rows)
        db.execute("CREATE SCHEMA beside")
        for table in TABLES:
            db.execute(f"CREATE TABLE beside.{table} AS TABLE {table}")
        db.close()


@pytest.fixture(scope="session")
def neighbours(
    slack_server: Server, start_align: StartAlign, migrated_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Neighbours:
    lived = tmp_path_factory.mktemp("neighbours") / "lived.db"
    shutil.copy(migrated_file, lived)
    clock = Clock()
    slack = slack_server.open(clock)
    line = Line(slack)
    with start_align(make_environ(slack, f"sqlite:///{lived}"), clock, line) as align:
        live_weeks(align, slack, line, clock)
        for statement in REST:
            align.db.execute(statement)
        rows = [(table, row) for table in TABLES for row in align.db.query(f"SELECT * FROM {table}")]
    slack_server.forget(slack)
    same_workspace = [each for each in rows if each[0] != "installations"]
    both = [*rename_rows(rows, {TEAM: "T0BESIDE"}), *rename_rows(same_workspace, ELSEWHERE, ids="n8")]
    file = lived.with_name("beside.db")
    shutil.copy(migrated_file, file)
    db = connect(f"sqlite:///{file}")
    insert_rows(db, both)
    db.close()
    return Neighbours(both, file)


def live_weeks(align: Align, slack: Slack, line: Line, clock: Clock) -> None:
    """A little of everything that a team may have in the database."""
    maya, tom, ivan = (hire(line, name) for name in ("Maya", "Tom", "Ivan"))
    channel = make_channel(slack, "marketing", [maya, tom, ivan])
    seat(maya, channel, {"Time zone": "Europe/Berlin"}, marketing=[maya, tom], it=[ivan])
    picks_a_pilot(maya, channel, Idea("Lead routing", maya, ivan, range(1, 7)), Idea("Win-back", tom, ivan))
    tom.types("/align pilot", channel)
    names(tom, "Score leads", "Merge contacts")
    tom.closes(everything=True)
    for who, action, more in (
        (maya, "map the fields", {"Together with": ivan}),
        (tom, "ask legal", {}),
        (ivan, "open the sandbox", {}),
    ):
        commits(who, channel, **{"I’ll": action, "By": "2026-12-04", **more})
    for who, action, how in ((tom, "Ask legal", "Stuck"), (ivan, "Open the sandbox", "Done")):
        who.types("/align progress", channel)
        who.clicks(how, beside=action)
        who.closes(everything=True)
    clock.pass_(align, minutes=1)  # a channel takes one message a second
    offers(tom, channel, maya, **{"I’ll": "write the text", "By": "2026-12-18"})
    offers(maya, channel, ivan, **{"I’ll": "name the fields", "By": "2026-12-18", "Together with": tom})
    clock.pass_(align, minutes=1)
    ivan.clicks("Not me", channel)
    clock.pass_(align, minutes=1)
    maya.types("/align vendor", channel)
    maya.fills({"Product and vendor": "Acme"})
    maya.submits()
    maya.closes(everything=True)
    maya.types("/align terms live", channel)
    goes_through(maya, {}, {"When marketing says it, what is meant?": "A customer can use it."}, {})
    clock.pass_(align, minutes=1)  # a channel takes one message a second
    ivan.clicks("Agree", channel)
    for _ in range(14):
        clock.pass_(align, days=1)
    maya.types("/align checkin", channel)
    for who, score in ((maya, "4"), (tom, "2"), (ivan, "3")):
        who.clicks(score, channel)
    says_more(tom, channel, stuck="legal has not answered")
    tom.types("/align mute until 5 Jan", channel)
    ivan.types("/align away until 5 Jan", channel)
    maya.types("/align summary monthly", channel)
    maya.clicks("Send it monthly")
    maya.closes(everything=True)
    for statement in (*WEEKLY, CORRECTED):
        align.db.execute(statement)


def hire(line: Line, name: str) -> Colleague:
    user = User(f"U0{name.upper()}", name.lower(), name, tz="Europe/Berlin")
    line.slack.workspace.users[user.id] = user
    return Colleague(user, line)


def rename_rows(rows: Rows, names: dict[str, str], *, ids: str = "") -> Rows:
    """Return the rows with other names in them, and with ids of their own that begin with `ids`: with a sign in it that
    no other id has, or one that begins so by chance would be there twice.
    """

    def rename(value: object) -> object:
        if not isinstance(value, str):
            return value
        for old, new in names.items():
            value = value.replace(old, new)
        return ID.sub(lambda found: ids + found[0][len(ids) :], value) if ids else value

    return [(table, {name: rename(value) for name, value in row.items()}) for table, row in rows]


def insert_rows(db: Database, rows: Sequence[tuple[str, dict[str, Any]]]) -> None:
    with db.atomic():
        for table, row in rows:
            places = ", ".join(f":{name}" for name in row)
            db.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})", row)
