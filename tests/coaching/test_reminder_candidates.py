"""Which commitments are worth a word today, and when to consider them again."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from bot.coaching.schedule.reminder_candidates import (
    approval_days,
    commitment_candidates,
    contract_candidates,
    next_consideration,
    notice_days,
)
from bot.coaching.schedule.reminder_policy import WEEK, Availability
from bot.model.commitments import CommitmentState, OpenCommitment
from bot.model.contracts import WatchedContract
from bot.model.reminders import ReminderKind
from bot.model.runs import RequiredApproval

TODAY = date(2026, 11, 24)  # a Tuesday
FREE = Availability("UTC", lambda day: None)


def at(days: int) -> datetime:
    return datetime(2026, 11, 24, 8, tzinfo=UTC) + timedelta(days=days)


def promise(due: int, said: int = -10, **more: Any) -> OpenCommitment:
    """Due and said so many days from today."""
    made = OpenCommitment(
        id="c1",
        team_id="t1",
        run_id=None,
        advice=None,
        helps=None,
        voice=None,
        wave_id=None,
        cue="it is Monday",
        action="call",
        owner="U1",
        due_on=TODAY + timedelta(days=due),
        obstacle="",
        partner=None,
        invited=None,
        trigger_word=None,
        state=CommitmentState.OPEN,
        reason="",
        offered_to=None,
        made_by="U1",
        made_at=at(-10),
        state_by=None,
        state_at=at(said),
        stuck_at=None,
        cued_at=None,
        team="Growth",
        workspace="T1",
        channel="C1",
        zone="UTC",
        offered_at=None,
        paused_at=None,
    )
    return replace(made, **more)


@pytest.mark.parametrize(
    ("commitment", "kind"),
    [
        (promise(-1), ReminderKind.OVERDUE),
        (promise(0), ReminderKind.DUE),
        (promise(2), ReminderKind.DUE),
        (promise(3), None),
        (promise(1, said=0), None),  # just promised
        (promise(1, said=-1), ReminderKind.DUE),
        (promise(-1, said=-1, state=CommitmentState.ON_TRACK), None),  # their word is taken for two days
        (promise(-1, said=-2, state=CommitmentState.ON_TRACK), ReminderKind.OVERDUE),
        (promise(9, said=-3, state=CommitmentState.STUCK, stuck_at=at(-3)), ReminderKind.STUCK),
        (promise(9, said=-2, state=CommitmentState.STUCK, stuck_at=at(-2)), None),
        (promise(-3, said=-5, state=CommitmentState.STUCK, stuck_at=at(-5)), ReminderKind.OVERDUE),
        (promise(9, cued_at=at(-3)), ReminderKind.CUE),
        (promise(9, cued_at=at(-4)), None),
        (promise(9, owner="U2", offered_to="U1", offered_at=at(-2)), ReminderKind.OFFER),
        (promise(9, owner="U2", offered_to="U1", offered_at=at(-1)), None),  # the channel has just asked
        (promise(-9, offered_to="U2", offered_at=at(-5)), ReminderKind.OVERDUE),  # until then it stays theirs
    ],
)
def test_what_is_asked(commitment: OpenCommitment, kind: ReminderKind | None) -> None:
    found = commitment_candidates([commitment], "U1", TODAY)
    assert [(each.kind, each.ref, each.team) for each in found] == ([(kind, "c1", "t1")] if kind else [])


@pytest.mark.parametrize(
    ("commitment", "days"),
    [
        (promise(5), 3),  # two days before the date
        (promise(30), 7),  # in a week at the latest
        (promise(1, said=0), 1),
        (promise(9, said=-1, state=CommitmentState.STUCK, stuck_at=at(-1)), 1),
        (promise(9, owner="U2", offered_to="U1", offered_at=at(-1)), 1),
    ],
)
def test_when_to_look_again(commitment: OpenCommitment, days: int) -> None:
    expected = FREE.at_work(datetime(2026, 11, 24, tzinfo=UTC) + timedelta(days=days))
    assert next_consideration([commitment], [], TODAY, FREE) == expected


def test_nobody_is_looked_at_in_vain() -> None:
    assert next_consideration([], [], TODAY, FREE) is None
    assert next_consideration([], [TODAY], TODAY, FREE) is None
    assert next_consideration([], [TODAY + timedelta(days=3)], TODAY, FREE) == datetime(2026, 11, 27, 9, tzinfo=UTC)


def test_every_look_finds_what_has_become_due() -> None:
    """From one look to the next, day by day: no promise that is worth a word is passed over."""
    commitment, day, seen = promise(20), TODAY, []
    while not seen and day < TODAY + 5 * WEEK:
        seen = commitment_candidates([commitment], "U1", day)
        again = next_consideration([commitment], [], day, FREE)
        assert again
        day = day if seen else again.date()
    assert (seen[0].kind, day) == (ReminderKind.DUE, TODAY + timedelta(days=18))


def test_an_approval_is_looked_at_when_it_has_waited_two_days_and_then_week_by_week() -> None:
    waiting = [RequiredApproval("r", "t", datetime(2026, 11, day, 9, tzinfo=UTC), True) for day in (24, 23, 22, 3)]
    assert approval_days(waiting, TODAY) == [
        date(2026, 11, 26),
        date(2026, 11, 25),
        date(2026, 12, 1),
        date(2026, 12, 1),
    ]


def watch(days: int, reminded: int | None = None, *, rests: bool = False) -> WatchedContract:
    """Notice can be given for so many days; they heard of it so many days from today."""
    said = None if reminded is None else at(reminded)
    return WatchedContract("k1", "t1", TODAY + timedelta(days=days), at(0) if rests else None, said)


def test_a_contract_is_brought_up_at_three_distances() -> None:
    heard: list[int] = []
    for left in range(130, -3, -1):
        if contract_candidates([watch(left, left - heard[-1] if heard else None)], TODAY):
            heard.append(left)
    assert heard == [120, 90, 60]


@pytest.mark.parametrize(
    ("contract", "said", "again"),
    [
        (watch(121), False, [1, 31, 61]),
        (watch(100, -5), False, [10, 40]),
        (watch(85, -30), True, [1]),  # it was said in the distance before
        (watch(59, -1), False, []),
        (watch(10), True, [1]),  # written down late
        (watch(0), True, [1]),
        (watch(-1), False, []),
        (watch(100, rests=True), False, [1]),
    ],
)
def test_once_in_each_distance_and_never_after_the_last_day(
    contract: WatchedContract, said: bool, again: list[int]
) -> None:
    assert bool(contract_candidates([contract], TODAY)) is said
    assert list(notice_days([contract], TODAY)) == [TODAY + timedelta(days=days) for days in again]
