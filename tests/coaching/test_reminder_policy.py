"""One unasked message a week, the most useful one; never to somebody who is not at work or wants quiet."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.coaching.schedule.reminder_policy import (
    POSTPONING,
    RANK,
    WEEK,
    Availability,
    Candidate,
    Decision,
    decide,
    find_objection,
)
from bot.model.reminders import PastReminder, Reason, ReminderKind, ReminderState

WHY = {Reason.BUDGET, Reason.SLOWER, Reason.MUTED, Reason.AWAY, Reason.HOLIDAY, Reason.SNOOZED, *POSTPONING}
TUESDAY = datetime(2026, 11, 24, 10, tzinfo=UTC)
TODAY = TUESDAY.date()
DAY = timedelta(days=1)
FREE = Availability("Europe/Berlin", lambda day: None)
ZONES = (
    "America/New_York",
    "Europe/London",
    "Europe/Berlin",
    "America/Sao_Paulo",
    "Asia/Kolkata",
    "Australia/Sydney",
    "Australia/Lord_Howe",
    "UTC",
)


def ask(kind: ReminderKind = ReminderKind.DUE, ref: str = "c1", team: str = "t1", on: date = TODAY) -> Candidate:
    return Candidate(kind, ref, team, on)


def sent(days: float, acted: bool = False) -> PastReminder:
    return PastReminder(TUESDAY - timedelta(days=days), acted)


# --- what is sent


@pytest.mark.parametrize("better", range(len(RANK) - 1))
def test_the_most_useful_is_sent_and_the_rest_is_held_back(better: int) -> None:
    first, second = ask(RANK[better], "z"), ask(RANK[better + 1], "a", on=TODAY - WEEK)
    assert decide(TUESDAY, [second, first], [], FREE) == Decision(first, ((second, Reason.BUDGET),), TUESDAY + WEEK)


def test_among_equals_the_one_that_waits_longest() -> None:
    late, later = ask(ReminderKind.OVERDUE, "a", on=TODAY - 3 * DAY), ask(ReminderKind.OVERDUE, "b", on=TODAY - 9 * DAY)
    assert decide(TUESDAY, [late, later], [], FREE).send == later


def test_with_nothing_to_ask_nothing_is_sent() -> None:
    assert decide(TUESDAY, [], [sent(1)], FREE) == Decision(None, (), None)


@pytest.mark.parametrize(
    ("now", "again"),
    [
        ("2026-11-24T07:59", "2026-11-24T08:00"),  # 8:59 in Berlin
        ("2026-11-24T16:00", "2026-11-25T08:00"),  # the end of the day
        ("2026-11-28T10:00", "2026-11-30T08:00"),  # Saturday
    ],
)
def test_only_at_work(now: str, again: str) -> None:
    decision = decide(datetime.fromisoformat(f"{now}Z"), [ask()], [], FREE)
    assert decision == Decision(None, ((ask(), Reason.HOURS),), datetime.fromisoformat(f"{again}Z"))


@pytest.mark.parametrize(
    ("earlier", "reason", "days"),
    [
        ([sent(6.9)], Reason.BUDGET, 0.1),
        ([sent(7)], None, 0),
        ([sent(7), sent(14, acted=True)], None, 0),
        ([sent(7), sent(14)], Reason.SLOWER, 7),
        ([sent(14), sent(21)], None, 0),
        ([sent(14), sent(21), sent(35)], None, 0),
        ([sent(14), sent(28), sent(35), sent(42)], Reason.SLOWER, 16),  # then monthly
        ([sent(30), sent(44), sent(51), sent(58)], None, 0),
        ([sent(7, acted=True), sent(14), sent(21), sent(28), sent(35)], None, 0),  # one press and it is weekly again
        ([PastReminder(TUESDAY + 2 * DAY, state=ReminderState.PLANNED)], Reason.WAITING, 1),
    ],
)
def test_how_long_somebody_is_left_alone(earlier: list[PastReminder], reason: Reason | None, days: float) -> None:
    decision = decide(TUESDAY, [ask()], earlier, FREE)
    assert [why for _, why in decision.suppressed] == ([reason] if reason else [])
    assert (decision.send is None) == bool(reason)
    if reason:
        assert decision.again == FREE.at_work(TUESDAY + timedelta(days=days))


def test_who_is_asked_less_often_is_told_so() -> None:
    assert decide(TUESDAY, [ask()], [sent(14), sent(21)], FREE).slower
    assert not decide(TUESDAY, [ask()], [sent(14, acted=True), sent(21)], FREE).slower


def test_muted_for_a_while_or_for_good() -> None:
    until = TUESDAY + 10 * DAY
    muted = replace(FREE, muted=True)
    assert decide(TUESDAY, [ask()], [], muted) == Decision(None, ((ask(), Reason.MUTED),), None)
    assert decide(TUESDAY, [ask()], [], replace(muted, muted_until=until)).again == until
    assert decide(until, [ask()], [], replace(muted, muted_until=until)).send == ask()


def test_away_until_they_are_back() -> None:
    person = replace(FREE, off=lambda day: Reason.AWAY if day <= TODAY + 2 * DAY else None)
    back = datetime(2026, 11, 27, 8, tzinfo=UTC)
    assert decide(TUESDAY, [ask()], [], person) == Decision(None, ((ask(), Reason.AWAY),), back)


def test_snoozed_is_only_this_one() -> None:
    other = ask(ReminderKind.STUCK, "c2")
    person = replace(FREE, snoozed={"c1": TUESDAY + DAY})
    assert decide(TUESDAY, [ask(), other], [], person) == Decision(other, ((ask(), Reason.SNOOZED),), TUESDAY + WEEK)
    assert decide(TUESDAY, [ask()], [], person).again == TUESDAY + DAY
    assert decide(TUESDAY + DAY, [ask()], [], person).send == ask()
    assert decide(TUESDAY + 90 * DAY, [ask()], [], replace(FREE, snoozed={"c1": None})).send is None


def test_what_was_planned_is_looked_at_again_before_it_leaves() -> None:
    assert find_objection(TUESDAY, "c1", FREE) is None
    assert find_objection(TUESDAY, "c1", replace(FREE, muted=True)) == Reason.MUTED
    assert find_objection(TUESDAY, "c1", replace(FREE, snoozed={"c1": None})) == Reason.SNOOZED
    assert find_objection(TUESDAY, "c1", replace(FREE, off=lambda day: Reason.AWAY)) == Reason.AWAY
    assert find_objection(TUESDAY, "c1", replace(FREE, off=lambda day: Reason.HOLIDAY)) is None  # it waits


# --- whatever the input

kinds = st.sampled_from(RANK)
candidate = st.builds(Candidate, kinds, st.sampled_from("abc"), st.sampled_from("tu"), st.dates(date(2026, 1, 1)))
candidates = st.lists(candidate, max_size=4)
moments = st.datetimes(datetime(2026, 9, 1), datetime(2027, 6, 1), timezones=st.just(UTC))
off_days = st.dictionaries(st.dates(date(2026, 9, 1), date(2027, 7, 1)), st.sampled_from((Reason.AWAY, Reason.HOLIDAY)))
persons = st.builds(
    lambda zone, off, muted, until, snoozed: Availability(zone, lambda day: off.get(day), muted, until, snoozed),
    st.sampled_from(ZONES),
    off_days,
    st.sampled_from((False, False, False, True)),
    st.none() | moments,
    st.dictionaries(st.sampled_from("abc"), st.none() | moments),
)
states = st.sampled_from((*[ReminderState.SENT] * 5, ReminderState.PLANNED))  # while one is planned, no other is sent
histories = st.lists(st.builds(PastReminder, moments, st.booleans(), states), max_size=5)


@given(moments, candidates, histories, persons)
@settings(max_examples=300, deadline=None)
def test_everything_is_sent_or_held_back_for_a_reason(
    now: datetime, found: list[Candidate], earlier: list[PastReminder], person: Availability
) -> None:
    decision = decide(now, found, earlier, person)
    settled = [*(one for one, _ in decision.suppressed), *([decision.send] if decision.send else [])]
    assert sorted(map(repr, settled)) == sorted(map(repr, set(found)))
    assert {why for _, why in decision.suppressed} <= WHY
    assert decision.again is None or decision.again > now


def first_sent(
    now: datetime, found: list[Candidate], earlier: list[PastReminder], person: Availability
) -> tuple[datetime, Candidate] | None:
    """Look again whenever the decision says so, as the planner does: at a moment at random next to nothing is sent."""
    for _ in range(20):
        decision = decide(now, found, earlier, person)
        if decision.send:
            return now, decision.send
        if decision.again is None:
            return None
        now = decision.again
    return None


@given(moments, st.lists(candidate, min_size=1, max_size=4), histories, persons)
@settings(max_examples=300, deadline=None)
def test_nobody_is_written_to_who_does_not_want_it(
    begin: datetime, found: list[Candidate], earlier: list[PastReminder], person: Availability
) -> None:
    chosen_at = first_sent(begin, found, earlier, person)
    assume(chosen_at)
    assert chosen_at
    now, chosen = chosen_at
    local = now.astimezone(ZoneInfo(person.zone))
    assert not person.off(local.date())
    assert local.weekday() < 5 and 9 <= local.hour < 17
    assert not person.muted or (person.muted_until and person.muted_until <= now)
    assert chosen.ref not in person.snoozed or (person.snoozed[chosen.ref] or now + DAY) <= now
    assert not any(told.state == ReminderState.PLANNED for told in earlier)
    assert all(now - told.at >= WEEK for told in earlier)


@given(st.data(), persons)
@settings(max_examples=60, deadline=None)
def test_never_two_in_a_week_however_often_one_asks(data: st.DataObject, person: Availability) -> None:
    """Half a year of looking at any moments at work, with any candidates, and presses on some of what was sent."""
    earlier: list[PastReminder] = []
    for now in sorted(data.draw(st.lists(moments.map(person.at_work), min_size=20, max_size=60))):
        decision = decide(now, data.draw(candidates), earlier, person)
        if decision.send:
            earlier.append(PastReminder(now, data.draw(st.booleans())))
    times = [told.at for told in earlier]
    assume(len(times) > 1)
    assert all(later - before >= WEEK for before, later in pairwise(times))


@given(st.data(), st.sampled_from(ZONES))
@settings(max_examples=30, deadline=None)
def test_thinking_again_at_the_named_moment_misses_nothing(data: st.DataObject, zone: str) -> None:
    """Who ignores everything hears 1, 2, then every two weeks, then monthly; nobody waits for ever."""
    now, earlier = data.draw(moments), list[PastReminder]()
    person = Availability(zone, lambda day: None)
    while len(earlier) < 6:
        decision = decide(now, [ask()], earlier, person)
        earlier += [PastReminder(now)] if decision.send else []
        assert decision.again
        now = decision.again
    gaps = [(later.at - before.at).days for before, later in pairwise(earlier)]
    assert all(least <= gap <= least + 4 for gap, least in zip(gaps, (7, 14, 14, 30, 30), strict=True)), gaps
