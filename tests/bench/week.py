"""What a team's week costs, lived by the real bot: rows, bytes, messages and CPU; and what that makes of many.

Two teams live a quarter before a Slack that records. CPU is that of the process, which also plays Slack and the people:
more than the bot alone would take. The model counts on Slack's own limit, a message a second and workspace, and on
everybody having their check-in in the same minute: python -m tests.bench.week [WEEKS]
"""

import sqlite3
import sys
import time
from collections import Counter
from contextlib import closing
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.records.database import Database, connect, migrate
from bot.simulation.stage import live
from bot.simulation.workspace import Happening
from tests.fixtures_databases import TABLES

TEAMS, FIRST = 2, date(2027, 2, 1)
SAID = (Happening.POST, Happening.EDIT, Happening.WHISPER, Happening.HOME, Happening.FILE, Happening.CANVAS)
SIZES = ((1, 1), (100, 1_000), (1_000, 10_000), (10_000, 100_000), (100_000, 1_000_000))  # workspaces, teams
WEEK, YEAR = 7 * 24 * 3600, 52  # seconds; weeks
PACE = 1.0  # messages a second that Slack takes of a workspace


def main(weeks: int = 13) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder, "week.db")
        began = time.process_time()
        lived = live(f"sqlite:///{file}", "a secret of this measurement, long enough for a key", TEAMS, weeks, FIRST, 1)
        used = time.process_time() - began
        db, empty = connect(f"sqlite:///{file}"), connect(f"sqlite:///{folder}/empty.db")
        rows = _count_rows(db)
        migrate(empty)
        db.close()
        empty.close()
        size = _measure(file) - _measure(Path(folder, "empty.db"))
    team_weeks = TEAMS * weeks
    happened = Counter(each.what for each in lived.events)
    said = sum(happened[each] for each in SAID) / team_weeks
    print(f"A team's week, the mean of {team_weeks}:")
    for what in (*SAID, Happening.ACT):
        print(f"  {happened[what] / team_weeks:7.1f} {what}")
    each, weight = sum(rows.values()) / team_weeks, size / team_weeks
    print(f"  {each:7.1f} rows, {weight / 1e3:.1f} kB, {used / team_weeks:.2f} s of CPU")
    for table, number in rows.most_common(8):
        print(f"  {number / team_weeks:7.1f} in {table}")
    print("\nworkspaces     teams  messages/week   mean/s  same minute: for  rows/year  GB/year")
    for workspaces, teams in SIZES:
        minute = max(teams / workspaces / PACE, 1)
        print(
            f"{workspaces:10,} {teams:9,} {said * teams:14,.0f} {said * teams / WEEK:8.2f} {minute:14.0f} s"
            f" {each * teams * YEAR:10.1e} {weight * teams * YEAR / 1e9:8.1f}"
        )


def _count_rows(db: Database) -> Counter[str]:
    return Counter({table: db.query(f"SELECT count(*) AS n FROM {table}")[0]["n"] for table in TABLES})


def _measure(file: Path) -> int:
    """Return the bytes of a database without what is free in it."""
    with closing(sqlite3.connect(file, isolation_level=None)) as conn:
        conn.execute("VACUUM")
        return int(conn.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").fetchone()[0])


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
