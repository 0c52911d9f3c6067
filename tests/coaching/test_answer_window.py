from datetime import UTC, date, datetime

import pytest

from bot.coaching.schedule.answer_window import closing_time
from bot.model.schedule import Rule

BERLIN = {"zone": "Europe/Berlin", "weekday": 1, "time": "10:00"}


@pytest.mark.parametrize(
    ("rule", "opened", "closed"),
    [
        (Rule(**BERLIN), "2026-11-24T09:00", "2026-11-26T09:00"),
        (Rule(**BERLIN), "2026-11-26T09:00", "2026-11-30T09:00"),
        (Rule(**BERLIN), "2026-11-28T20:15", "2026-12-01T20:15"),
        (Rule(**BERLIN), "2027-03-26T09:00", "2027-03-30T08:00"),  # the clocks go forward in between
        (Rule(**BERLIN, country="DE"), "2027-03-24T09:00", "2027-03-30T08:00"),  # Good Friday and Easter Monday
        (Rule(**BERLIN, days_off=frozenset([date(2026, 11, 25)])), "2026-11-24T09:00", "2026-11-27T09:00"),
        (Rule("Asia/Kolkata", 4, "09:30"), "2026-11-27T04:00", "2026-12-01T04:00"),
        (Rule("America/New_York", 4, "20:00"), "2026-11-28T01:00", "2026-12-02T01:00"),  # still Friday there
    ],
)
def test_two_working_days_later(rule: Rule, opened: str, closed: str) -> None:
    moments = [datetime.fromisoformat(each).replace(tzinfo=UTC) for each in (opened, closed)]
    assert closing_time(rule, moments[0]) == moments[1]
