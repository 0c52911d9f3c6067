"""Which promises are worth a word today, and when to look at them again."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.coaching.schedule.reminder_policy import WEEK, Person, candidates, next_look

TODAY = date(2026, 11, 24)  # a Tuesday
FREE = Person("UTC", lambda day: "")


def at(days: int) -> str:
    return f"{(TODAY + timedelta(days=days)).isoformat()}T08:00:00.000Z"


def promise(due: int, said: int = -10, **more: Any) -> dict[str, Any]:
    """Due and said so many days from today."""
    usual = {"id": "c1", "team_id": "t1", "owner": "U1", "offered_to": None, "offered_at": None, "state": "open"}
    times = {"due_on": (TODAY + timedelta(days=due)).isoformat(), "state_at": at(said)}
    return {**usual, **times, "stuck_at": None, "cued_at": None, **more}


@pytest.mark.parametrize(
    ("one", "kind"),
    [
        (promise(-1), "overdue"),
        (promise(0), "due"),
        (promise(2), "due"),
        (promise(3), None),
        (promise(1, said=0), None),  # just promised
        (promise(1, said=-1), "due"),
        (promise(-1, said=-1, state="on_track"), None),  # their word is taken for two days
        (promise(-1, said=-2, state="on_track"), "overdue"),
        (promise(9, said=-3, state="stuck", stuck_at=at(-3)), "stuck"),
        (promise(9, said=-2, state="stuck", stuck_at=at(-2)), None),
        (promise(-3, said=-5, state="stuck", stuck_at=at(-5)), "overdue"),
        (promise(9, cued_at=at(-3)), "cue"),
        (promise(9, cued_at=at(-4)), None),
        (promise(9, owner="U2", offered_to="U1", offered_at=at(-2)), "handover"),
        (promise(9, owner="U2", offered_to="U1", offered_at=at(-1)), None),  # the channel has just asked
        (promise(-9, offered_to="U2", offered_at=at(-5)), "overdue"),  # until then it stays theirs
    ],
)
def test_what_is_asked(one: dict[str, Any], kind: str | None) -> None:
    found = candidates([one], "U1", TODAY)
    assert [(each.kind, each.ref, each.team) for each in found] == ([(kind, "c1", "t1")] if kind else [])


@pytest.mark.parametrize(
    ("one", "days"),
    [
        (promise(5), 3),  # two days before the date
        (promise(30), 7),  # in a week at the latest
        (promise(1, said=0), 1),
        (promise(9, said=-1, state="stuck", stuck_at=at(-1)), 1),
        (promise(9, owner="U2", offered_to="U1", offered_at=at(-1)), 1),
    ],
)
def test_when_to_look_again(one: dict[str, Any], days: int) -> None:
    expected = FREE.at_work(datetime(2026, 11, 24, tzinfo=UTC) + timedelta(days=days))
    assert next_look([one], [], TODAY, FREE) == expected


def test_nobody_is_looked_at_in_vain() -> None:
    assert next_look([], [], TODAY, FREE) is None
    assert next_look([], [TODAY], TODAY, FREE) is None
    assert next_look([], [TODAY + timedelta(days=3)], TODAY, FREE) == datetime(2026, 11, 27, 9, tzinfo=UTC)


def test_every_look_finds_what_has_become_due() -> None:
    """From one look to the next, day by day: no promise that is worth a word is passed over."""
    one, day, seen = promise(20), TODAY, []
    while not seen and day < TODAY + 5 * WEEK:
        seen = candidates([one], "U1", day)
        again = next_look([one], [], day, FREE)
        assert again
        day = day if seen else again.date()
    assert (seen[0].kind, day) == ("due", TODAY + timedelta(days=18))
