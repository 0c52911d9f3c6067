"""Whether to write to somebody unasked, and about what: one message a week over all teams, the most useful one.

Weekly beats once, and twice a week does worse than once (Antinyan et al., JEBO 2021); who ignores two in a row is
asked half as often, then once a month.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Literal, get_args
from zoneinfo import ZoneInfo

from bot.coaching.schedule.cadence import working_moment
from bot.model.followups import Followup
from bot.model.runs import RequiredApproval

Kind = Literal["overdue", "due", "stuck", "handover", "key", "followup", "cue", "back"]
RANK: tuple[Kind, ...] = get_args(Kind)  # the most useful first
# Why something was held back. `hours` and `waiting` only put it off; the others are counted.
REASONS = ("budget", "slower", "muted", "away", "holiday", "snoozed", "hours", "waiting")
COUNTED = frozenset(REASONS) - {"hours", "waiting"}

WEEK = timedelta(days=7)
GAPS = ((4, timedelta(days=30)), (2, timedelta(days=14)), (0, WEEK))  # ignored in a row at least → time between two
SOON, STUCK_FOR, CUE_LASTS, OFFERED_FOR, OWED_FOR = (timedelta(days=days) for days in (2, 3, 3, 2, 2))
BACK_LASTS = timedelta(days=7)  # a welcome back that comes later is none
TRUSTED = {"on_track": timedelta(days=2)}  # how long somebody's word is taken before asking again
TODAY = timedelta(days=1)


@dataclass(frozen=True)
class Candidate:
    """Something worth asking about. `ref` is what it is about (a promise, a document, an absence), `on` the day it
    concerns.
    """

    kind: Kind
    ref: str
    team: str
    on: date


@dataclass(frozen=True)
class Told:
    """An earlier nudge: when, whether it was acted on within the week, whether it still waits to be sent."""

    at: datetime
    acted: bool = False
    waiting: bool = False


@dataclass(frozen=True)
class Person:
    """`off(day)` says why somebody is not at work that day (`away`, `holiday`), or "". Weekends need no mention.

    `muted_until` None with `muted` means for good; a snooze until None likewise.
    """

    zone: str
    off: Callable[[date], str]
    muted: bool = False
    muted_until: datetime | None = None
    snoozed: Mapping[str, datetime | None] = field(default_factory=dict)

    def at_work(self, after: datetime) -> datetime:
        """The first moment from then on that is within their working hours. UTC."""
        return working_moment(after, self.zone, lambda day: bool(self.off(day)))

    def today(self, now: datetime) -> date:
        return now.astimezone(ZoneInfo(self.zone)).date()


@dataclass(frozen=True)
class Decision:
    """What to send, if anything; what was held back, each with its reason; when to think again (None: no need)."""

    send: Candidate | None
    held: tuple[tuple[Candidate, str], ...]
    again: datetime | None
    slower: bool = False


def decide(now: datetime, candidates: Collection[Candidate], earlier: Collection[Told], person: Person) -> Decision:
    """Every candidate is either sent or held back for one of REASONS. `now` is aware."""
    snoozed = {c for c in candidates if _is_snoozed(c, now, person)}
    ranked = sorted(set(candidates) - snoozed, key=lambda c: (RANK.index(c.kind), c.on, c.ref, c.team))
    held = [(c, "snoozed") for c in sorted(snoozed, key=lambda c: c.ref)]
    if not ranked:
        return Decision(None, tuple(held), _end_of_snooze(snoozed, now, person))
    gap = _gap(now, earlier)
    if closed := _closed(now, earlier, gap, person):
        reason, again = closed
        return Decision(None, (*held, *((c, reason) for c in ranked)), again)
    kept = ((c, "budget") for c in ranked[1:])
    return Decision(ranked[0], (*held, *kept), person.at_work(now + gap), slower=gap > WEEK)


def unwelcome(now: datetime, ref: str, person: Person) -> str:
    """Why a message that was planned earlier should not reach this person any more, or ""."""
    if _is_muted(now, person):
        return "muted"
    if person.snoozed.get(ref, now) is None:
        return "snoozed"
    return "away" if person.off(person.today(now)) == "away" else ""


def _closed(
    now: datetime, earlier: Collection[Told], gap: timedelta, person: Person
) -> tuple[str, datetime | None] | None:
    """Why nothing at all may be sent now, and when that ends. None: the way is free."""
    if _is_muted(now, person):
        return "muted", person.at_work(person.muted_until) if person.muted_until else None
    if reason := person.off(person.today(now)):
        return reason, person.at_work(now)
    if any(told.waiting for told in earlier):
        return "waiting", person.at_work(now + TODAY)
    last = max((told.at for told in earlier), default=None)
    if last is not None and now < last + gap:
        return "budget" if gap == WEEK else "slower", person.at_work(last + gap)
    opens = person.at_work(now)
    return ("hours", opens) if opens > now else None


def _is_muted(now: datetime, person: Person) -> bool:
    return person.muted and (person.muted_until is None or now < person.muted_until)


def _is_snoozed(candidate: Candidate, now: datetime, person: Person) -> bool:
    until = person.snoozed.get(candidate.ref, now)
    return until is None or now < until


def _end_of_snooze(snoozed: Iterable[Candidate], now: datetime, person: Person) -> datetime | None:
    """When to think again about what is snoozed; in a week at the latest, since new things come up."""
    ends = [until for c in snoozed if (until := person.snoozed[c.ref])]
    return person.at_work(min([*ends, now + WEEK])) if snoozed else None


def _gap(now: datetime, earlier: Iterable[Told]) -> timedelta:
    """How long to leave somebody alone after the last nudge. One younger than a week may still be acted on."""
    ignored = 0
    for told in sorted(earlier, key=lambda told: told.at, reverse=True):
        if told.acted:
            break
        ignored += told.at <= now - WEEK
    return next(gap for least, gap in GAPS if ignored >= least)


def candidates(promises: Iterable[Mapping[str, Any]], user: str, today: date) -> list[Candidate]:
    """What there is to ask this person about these live promises (rows of commitments), one thing a promise.

    A promise of somebody else's is one that they are asked to take over.
    """
    return [found for promise in promises if (found := _about(promise, user, today))]


def _about(promise: Mapping[str, Any], user: str, today: date) -> Candidate | None:
    def asks(kind: Kind, on: date) -> Candidate:
        return Candidate(kind, promise["id"], promise["team_id"], on)

    if promise["owner"] != user:
        offered = _day(promise["offered_at"])
        return asks("handover", offered) if offered + OFFERED_FOR <= today else None
    if today < _day(promise["state_at"]) + TRUSTED.get(promise["state"], TODAY):
        return None
    due = date.fromisoformat(promise["due_on"])
    if due < today:
        return asks("overdue", due)
    if due <= today + SOON:
        return asks("due", due)
    if promise["state"] == "stuck" and _day(_stuck_at(promise)) + STUCK_FOR <= today:
        return asks("stuck", _day(_stuck_at(promise)))
    if promise["cued_at"] and today <= _day(promise["cued_at"]) + CUE_LASTS:
        return asks("cue", _day(promise["cued_at"]))
    return None


def owed(required: Iterable[RequiredApproval], today: date) -> list[Candidate]:
    """Return the documents that have waited long enough for an approval that it is this person's turn to give."""
    waiting = [(each, each.since.date()) for each in required if each.their_turn]
    return [Candidate("key", each.run_id, each.team_id, on) for each, on in waiting if on + OWED_FOR <= today]


def approval_days(required: Iterable[RequiredApproval], today: date) -> list[date]:
    """Return when to consider each of these approvals next."""
    days = (each.since.date() + OWED_FOR for each in required)
    return [day if day > today else today + WEEK for day in days]


def unanswered(followups: Iterable[Followup]) -> list[Candidate]:
    """Return what was asked of this person alone about something they went through."""
    return [Candidate("followup", each.id, each.team_id, each.asked_at.date()) for each in followups if each.asked_at]


def next_look(
    promises: Collection[Mapping[str, Any]], others: Collection[date], today: date, person: Person
) -> datetime | None:
    """When one of these promises may next be worth a word, or on one of the `others`; in a week at the latest.

    None when there is nothing that could be.
    """
    days = [day for day in (*others, *(day for promise in promises for day in _turns(promise))) if day > today]
    if not promises and not days:
        return None
    first = datetime.combine(min([*days, today + WEEK]), time(9), ZoneInfo(person.zone))
    return first.astimezone(UTC)  # even on a day off, so that what is held back then is counted


def _turns(promise: Mapping[str, Any]) -> Iterator[date]:
    """The days on which there may be something new to say."""
    due, said = date.fromisoformat(promise["due_on"]), _day(promise["state_at"])
    yield from (due - SOON, due + TODAY, said + TODAY, said + TRUSTED["on_track"])
    if promise["state"] == "stuck":
        yield _day(_stuck_at(promise)) + STUCK_FOR
    if promise["offered_at"]:
        yield _day(promise["offered_at"]) + OFFERED_FOR


def _stuck_at(promise: Mapping[str, Any]) -> str:
    return str(promise["stuck_at"] or promise["state_at"])


def _day(text: str) -> date:
    """The day of a moment as records keep it."""
    return date.fromisoformat(text[:10])
