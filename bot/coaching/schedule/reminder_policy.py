"""The decision whether to write to somebody unasked: one message a week over all teams, the most useful one."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from bot.coaching.schedule.cadence import working_moment
from bot.coaching.schedule.calendar_days import ONE_DAY
from bot.coaching.schedule.dates import today_in
from bot.model.reminders import PastReminder, Reason, ReminderKind, ReminderState

RANK = tuple(ReminderKind)
# These only put a reminder off; what any other reason suppresses is counted.
POSTPONING = frozenset({Reason.HOURS, Reason.WAITING})
# These are brought up once, whenever that is: only what somebody wants to hear nothing of is not brought up at all.
ONCE = frozenset({ReminderKind.INVITATION, ReminderKind.SEAT})
CHOSEN = frozenset({Reason.MUTED, Reason.SNOOZED})

WEEK = timedelta(days=7)
# Weekly beats once, and twice a week does worse than once (Antinyan et al., JEBO 2021). Whoever ignores two in a row is
# asked half as often, then once a month.
GAPS = ((4, timedelta(days=30)), (2, timedelta(days=14)), (0, WEEK))  # ignored in a row at least → time between two


@dataclass(frozen=True)
class Candidate:
    """Something worth asking about. `ref` is the subject (a commitment, a document, an absence), `on` the day that it
    concerns.
    """

    kind: ReminderKind
    ref: str
    team: str
    on: date


@dataclass(frozen=True)
class Availability:
    """The hours in which a person may be written to. `off(day)` says why they are not at work that day (AWAY, HOLIDAY),
    None on a day at work; weekends need no mention. `muted_until` None with `muted` means for good; a snooze until None
    likewise.
    """

    zone: str
    off: Callable[[date], Reason | None]
    muted: bool = False
    muted_until: datetime | None = None
    snoozed: Mapping[str, datetime | None] = field(default_factory=dict)

    def at_work(self, after: datetime) -> datetime:
        """Return the first moment from then on that is within their working hours. UTC."""
        return working_moment(after, self.zone, lambda day: bool(self.off(day)))

    def today(self, now: datetime) -> date:
        """Return the day it is where they are."""
        return today_in(self.zone, now)


@dataclass(frozen=True)
class Decision:
    """The reminder to send, if any; what is suppressed, and why; when to consider again (None: no need)."""

    send: Candidate | None
    suppressed: tuple[tuple[Candidate, Reason], ...]
    again: datetime | None
    slower: bool = False


def decide(
    now: datetime,
    candidates: Collection[Candidate],
    earlier: Collection[PastReminder],
    person: Availability,
    digest_at: datetime | None = None,
) -> Decision:
    """Return which candidate to send, if any, and why every other one is suppressed. `now` is aware.

    `digest_at`: when the digest comes that they asked for; in the week before that nothing else does.
    """
    snoozed = {c for c in candidates if _is_snoozed(c.ref, now, person)}
    ranked = sorted(set(candidates) - snoozed, key=lambda c: (RANK.index(c.kind), c.on, c.ref, c.team))
    suppressed = [(c, Reason.SNOOZED) for c in sorted(snoozed, key=lambda c: c.ref)]
    if not ranked:
        return Decision(None, tuple(suppressed), _end_of_snooze(snoozed, now, person))
    gap = _required_gap(now, earlier)
    if obstacle := _find_obstacle(now, earlier, gap, person, digest_at):
        reason, again = obstacle
        return Decision(None, (*suppressed, *((c, reason) for c in ranked)), again)
    rest = ((c, Reason.BUDGET) for c in ranked[1:])
    return Decision(ranked[0], (*suppressed, *rest), person.at_work(now + gap), slower=gap > WEEK)


def is_put_off(candidate: Candidate, reason: Reason) -> bool:
    """Return whether what is suppressed for this reason only comes later, and so does not count as held back."""
    return reason in POSTPONING or (candidate.kind in ONCE and reason not in CHOSEN)


def find_objection(now: datetime, ref: str, person: Availability) -> Reason | None:
    """Return why a message that was planned earlier should not reach this person any more."""
    if is_muted(now, person):
        return Reason.MUTED
    if _is_snoozed(ref, now, person):
        return Reason.SNOOZED
    return Reason.AWAY if person.off(person.today(now)) == Reason.AWAY else None


def _find_obstacle(
    now: datetime,
    earlier: Collection[PastReminder],
    gap: timedelta,
    person: Availability,
    digest_at: datetime | None,
) -> tuple[Reason, datetime | None] | None:
    """Return why nothing at all may be sent now, and when to consider it again (UTC). None when something may."""
    # Of several reasons the first is counted: what people chose themselves, then what the bot leaves to itself; the
    # hours of the day come last, since they only put it off.
    if is_muted(now, person):
        return Reason.MUTED, person.at_work(person.muted_until) if person.muted_until else None
    if reason := person.off(person.today(now)):
        return reason, person.at_work(now)
    # One that is planned may still be sent: a second one beside it would be two a week.
    if any(each.state == ReminderState.PLANNED for each in earlier):
        return Reason.WAITING, person.at_work(now + ONE_DAY)
    last = max((each.at for each in earlier), default=None)
    if last is not None and now < last + gap:
        return Reason.BUDGET if gap == WEEK else Reason.SLOWER, person.at_work(last + gap)
    if digest_at is not None and digest_at < now + WEEK:
        return Reason.BUDGET, person.at_work(max(digest_at, now) + ONE_DAY)
    opens = person.at_work(now)
    return (Reason.HOURS, opens) if opens > now else None


def is_muted(now: datetime, person: Availability) -> bool:
    """Return whether this person wants nothing unasked now."""
    return person.muted and (person.muted_until is None or now < person.muted_until)


def _is_snoozed(ref: str, now: datetime, person: Availability) -> bool:
    until = person.snoozed.get(ref, now)  # `now`, which is over: None means for good
    return until is None or now < until


def _end_of_snooze(snoozed: Iterable[Candidate], now: datetime, person: Availability) -> datetime | None:
    """Return when to consider what is snoozed again; in a week at the latest, since new things come up."""
    ends = [until for c in snoozed if (until := person.snoozed[c.ref])]
    return person.at_work(min([*ends, now + WEEK])) if snoozed else None


def _required_gap(now: datetime, earlier: Iterable[PastReminder]) -> timedelta:
    """Return how long to leave somebody alone after the last reminder, by how many they have ignored in a row."""
    ignored = 0
    asking = (each for each in earlier if not each.is_digest)
    for each in sorted(asking, key=lambda each: each.at, reverse=True):
        if each.acted:
            break
        ignored += each.at <= now - WEEK  # a younger one may still be acted on
    return next(gap for least, gap in GAPS if ignored >= least)
