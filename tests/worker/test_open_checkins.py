from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from bot.records import leases, team_schedule
from bot.records.database import Database, connect
from bot.worker.planners import Planning
from tests.bench.crowd import crowd
from tests.fixtures_databases import NOW


def test_a_team_with_faulty_data_stops_nobody_else(
    db: Database, database_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    crowd(database_url, [7], NOW).close()
    db.execute("UPDATE teams SET zone = 'Europe/Nowhere' WHERE id = 'team000000003'")
    assert Planning(db, {}, b"").plan(NOW) == 6
    assert [team.id for team in team_schedule.list_due(db, NOW)] == ["team000000003"]
    assert "Team team000000003 could not be asked" in caplog.text
    assert Planning(db, {}, b"").plan(NOW + timedelta(minutes=1)) == 0


def test_several_clocks_at_once_open_each_check_in_once(db: Database, database_url: str) -> None:
    crowd(database_url, [120], NOW).close()

    def plan(_: int) -> int:
        mine = connect(database_url)
        planned = Planning(mine, {}, b"").plan(NOW)
        mine.close()
        return planned

    with ThreadPoolExecutor(3) as pool:
        assert sum(pool.map(plan, range(3))) == 120
    said = db.query("SELECT count(*) AS rows, count(DISTINCT ref) AS checkins FROM outbox")
    assert said == [{"rows": 120, "checkins": 120}]
    assert db.query("SELECT count(*) AS n FROM checkins") == [{"n": 120}]


def test_what_one_clock_has_in_hand_another_passes_over(database_url: str) -> None:
    one, other = crowd(database_url, [5], NOW), connect(database_url)
    if one.engine == "postgresql":  # on SQLite the second waits for the first
        with one.atomic():
            first = {team.id for team in team_schedule.list_due(one, NOW, 3)}
            assert len(first) == 3
            assert {team.id for team in team_schedule.list_due(other, NOW, 3)} == {
                f"team0000000{n:02}" for n in range(5)
            } - first
    assert Planning(one, {}, b"").plan(NOW) == 5
    if one.engine == "postgresql":
        with one.atomic():
            mine = {row.id for row in leases.claim(one, NOW, 3)}
            theirs = {row.id for row in leases.claim(other, NOW, 3)}
            assert (len(mine), len(theirs), mine & theirs) == (3, 2, set())
    one.close()
    other.close()
