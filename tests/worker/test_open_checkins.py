from datetime import timedelta

import pytest

from bot.records import teams
from bot.records.database import Database
from bot.worker.planners import Planning
from tests.bench.crowd import crowd
from tests.fixtures_databases import NOW


def test_a_team_with_faulty_data_stops_nobody_else(
    db: Database, database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    crowd(database_url, [7], NOW).close()
    db.execute("UPDATE teams SET zone = 'Europe/Nowhere' WHERE id = 'team000000003'")
    assert Planning(db, {}, b"").plan(NOW) == 6
    assert [team.id for team in teams.list_due(db, NOW)] == ["team000000003"]
    assert "Team team000000003 could not be asked" in caplog.text
    assert Planning(db, {}, b"").plan(NOW + timedelta(minutes=1)) == 0
