"""Every figure of a summary, recomputed from all rows by a second implementation that knows no SQL and no index."""

import pytest

from bot.coaching.library import loader
from bot.coaching.summary.figures import Reader, TeamFigures
from bot.coaching.summary.period import Period
from bot.records import teams
from bot.records.database import Database
from bot.reports.team_figures import summarize_teams
from tests.reports.histories import NOW, days_before, write_dues, write_history
from tests.reports.naive import Naive

LIBRARY = loader.load_library(loader.OURS)
PERIODS = (
    Period(days_before(27), NOW.date()),
    Period(days_before(6), NOW.date()),
    Period(days_before(100), NOW.date()),
    Period(days_before(60), days_before(30)),
)


@pytest.mark.parametrize("seed", range(6))
def test_every_number_is_what_the_rows_say(db: Database, seed: int) -> None:
    ids = write_history(db, seed)
    write_dues(db, seed, ids)
    for period in PERIODS:
        listed = [teams.get(db, each) for each in ids]
        told = summarize_teams(db, LIBRARY, listed, period, NOW, Reader("U1", frozenset(ids)))
        assert [each.team.id for each in told] == ids
        for figures in told:
            _compare(figures, Naive(db, figures.team.id, period.start, period.end, NOW))


def _compare(figures: TeamFigures, naive: Naive) -> None:
    assert figures.pulse and figures.participation
    points = [(each.day, pytest.approx(each.mean), each.answers) for each in figures.pulse.points]
    before = figures.pulse.before
    earlier = (before.day, pytest.approx(before.mean), before.answers) if before else None
    assert (points, earlier) == naive.pulse()
    came = figures.participation
    assert (came.answered, came.expected, came.checkins) == naive.answers()
    promised = figures.commitments
    assert naive.commitments() == {
        "kept": {each.id for each in promised.kept},
        "kept_before": promised.kept_before,
        "dropped": promised.dropped,
        "open": promised.open,
        "late": {each.commitment.id: each.days for each in promised.late},
        "stuck": {each.commitment.id: each.days for each in promised.stuck},
    }
    shared = naive.shared()
    assert {each.run_id for each in figures.plays} == {r["id"] for r in shared if naive.is_inside(r["finished_at"])}
    assert figures.plays_before == sum(naive.is_before(row["finished_at"]) for row in shared)
    asked = figures.asked
    assert (asked and (asked.now, asked.before)) == naive.asked()
    assert naive.pilots() == {
        each.run_id: (each.state, each.day, each.days, each.decided, each.number_now) for each in figures.pilots
    }
    assert {(each.run_id, each.side, each.days) for each in figures.approvals} == naive.approvals()
    assert [(each.name, each.days) for each in figures.contracts] == naive.contracts()


def test_whoever_does_not_lead_reads_no_pulse(db: Database) -> None:
    ids = write_history(db, 1)
    listed = [teams.get(db, each) for each in ids]
    told = summarize_teams(db, LIBRARY, listed, PERIODS[0], NOW, Reader("U2", frozenset(ids[:1])))
    assert [(each.pulse is None, each.participation is None) for each in told] == [
        (False, False),
        (True, True),
        (True, True),
    ]
    assert summarize_teams(db, LIBRARY, [], PERIODS[0], NOW, Reader("U2", frozenset())) == []
