"""The Home tab costs what its person's teams cost: 20 teams ask no more statements than two, nothing reads all rows."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from bot.records.database import Database, Row
from tests.bench.home import draw
from tests.bench.summary import LEAD, fill_teams
from tests.records.test_summary_plans import READ_THROUGH
from tests.records.test_wave_plans import Watched, explain

MOST = 50  # statements for all that a tab says


class Counting(Watched):
    """One that counts every statement, also those that are asked again."""

    count = 0

    def query(self, sql: str, params: Mapping[str, object] | None = None) -> list[Row]:
        self.count += 1
        return super().query(sql, params)


@pytest.fixture
def counted(db: Database) -> Counting:
    with db.atomic():
        fill_teams(db, 30, 20, weeks=24)
    # On PostgreSQL a plan follows from what is known of the rows.
    if db.engine == "postgresql":
        db.execute("ANALYZE")
    return Counting(db)


def test_many_teams_ask_as_many_statements_as_few(counted: Counting) -> None:
    draw(counted)
    many, counted.count = counted.count, 0
    counted.execute("DELETE FROM members WHERE user_id = :lead AND team_id NOT IN ('team1', 'team2')", {"lead": LEAD})
    draw(counted)
    assert many == counted.count <= MOST


def test_no_statement_reads_the_rows_of_all_teams(counted: Counting) -> None:
    draw(counted)
    through = {
        line.strip(): " ".join(sql.split())
        for sql, params in list(counted.asked.items())
        if sql.lstrip().startswith("SELECT")
        for line in explain(counted, sql, params)
        if READ_THROUGH[counted.engine].search(line)
    }
    assert not through
