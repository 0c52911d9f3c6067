"""A summary costs what its teams cost: no statement of it reads the rows of all teams, and 20 teams ask no more
statements than two.
"""

import re

import pytest

from bot.coaching.library import loader
from bot.coaching.summary.figures import Reader
from bot.coaching.summary.period import make_usual
from bot.records import teams
from bot.records.database import Database
from bot.reports.person_figures import summarize_person
from bot.reports.summary import summarize_team
from bot.reports.team_figures import summarize_teams
from tests.bench.summary import LEAD, NOW, fill_teams
from tests.records.test_wave_plans import GROWING, Watched, explain

LIBRARY = loader.load_library(loader.OURS)
MORE = f"{GROWING}|answers|audit|commitment_log|contracts|followup_answers|required_approvals|sealed_answers"
READ_THROUGH = {
    "sqlite": re.compile(rf"^SCAN ({MORE})\b|^SEARCH teams .*\(workspace=\?\)"),
    "postgresql": re.compile(rf"Seq Scan on ({MORE})\b"),
}
PERIOD = make_usual(NOW.date())


@pytest.fixture
def led(db: Database) -> list[str]:
    with db.atomic():
        fill_teams(db, 30, 20, weeks=24)
    # On PostgreSQL a plan follows from what is known of the rows.
    if db.engine == "postgresql":
        db.execute("ANALYZE")
    return [team.id for team in teams.list_for_person(db, "T1", LEAD)]


def test_no_statement_reads_the_rows_of_all_teams(db: Database, led: list[str]) -> None:
    watched, reader = Watched(db), Reader(LEAD, frozenset(led))
    summarize_teams(watched, LIBRARY, [teams.get(db, each) for each in led[:3]], PERIOD, NOW, reader)
    summarize_team(watched, LIBRARY, teams.get(db, led[0]), PERIOD, NOW, reader)
    summarize_person(watched, LIBRARY, "T1", LEAD, PERIOD, NOW)
    through = {
        line.strip(): " ".join(sql.split())
        for sql, params in watched.asked.items()
        for line in explain(db, sql, params)
        if READ_THROUGH[db.engine].search(line)
    }
    assert not through


def test_many_teams_ask_as_many_statements_as_few(db: Database, led: list[str]) -> None:
    asked = []
    for number in (2, 20):
        watched = Watched(db)
        chosen = [teams.get(db, each) for each in led[:number]]
        told = summarize_teams(watched, LIBRARY, chosen, PERIOD, NOW, Reader(LEAD, frozenset(led)))
        assert all(each.commitments.kept and each.asked and each.pilots for each in told)
        asked.append(len(watched.asked))
    assert asked[0] == asked[1] <= 13
