"""The decision whether to write to somebody unasked: one message a week over all teams, the most useful one."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.coaching.schedule.cadence import working_moment
from bot.coaching.schedule.calendar_days import ONE_DAY
from bot.coaching.schedule.dates import today_in
from bot.model.commitments import CommitmentState, OpenCommitment
from bot.model.reminders import PastReminder, Reason, ReminderKind, ReminderState
from bot.model.runs import RequiredApproval
from bot.model.teams import OpenInvitation
from bot.model.waves import WaitingWave

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
SOON, STUCK_FOR, CUE_LASTS, OFFERED_FOR, UNAPPROVED_FOR = (timedelta(days=days) for days in (2, 3, 3, 2, 2))
INVITED, LAST_DAYS = 2, timedelta(days=4)  # messages about one wave, and when the second may come
BACK_LASTS = timedelta(days=7)  # a welcome back that comes later is none
TRUSTED = {CommitmentState.ON_TRACK: timedelta(days=2)}  # how long somebody's word is taken before asking again


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
    now: datetime, candidates: Collection[Candidate], earlier: Collection[PastReminder], person: Availability
) -> Decision:
    """Return which candidate to send, if any, and why every other one is suppressed. `now` is aware."""
    snoozed = {c for c in candidates if _is_snoozed(c.ref, now, person)}
    ranked = sorted(set(candidates) - snoozed, key=lambda c: (RANK.index(c.kind), c.on, c.ref, c.team))
    suppressed = [(c, Reason.SNOOZED) for c in sorted(snoozed, key=lambda c: c.ref)]
    if not ranked:
        return Decision(None, tuple(suppressed), _end_of_snooze(snoozed, now, person))
    gap = _required_gap(now, earlier)
    if obstacle := _find_obstacle(now, earlier, gap, person):
        reason, again = obstacle
        return Decision(None, (*suppressed, *((c, reason) for c in ranked)), again)
    rest = ((c, Reason.BUDGET) for c in ranked[1:])
    return Decision(ranked[0], (*suppressed, *rest), person.at_work(now + gap), slower=gap > WEEK)


def is_put_off(candidate: Candidate, reason: Reason) -> bool:
    """Return whether what is suppressed for this reason only comes later, and so does not count as held back."""
    return reason in POSTPONING or (candidate.kind in ONCE and reason not in CHOSEN)


def find_objection(now: datetime, ref: str, person: Availability) -> Reason | None:
    """Return why a message that was planned earlier should not reach this person any more."""
    if _is_muted(now, person):
        return Reason.MUTED
    if _is_snoozed(ref, now, person):
        return Reason.SNOOZED
    return Reason.AWAY if person.off(person.today(now)) == Reason.AWAY else None


def _find_obstacle(
    now: datetime, earlier: Collection[PastReminder], gap: timedelta, person: Availability
) -> tuple[Reason, datetime | None] | None:
    """Return why nothing at all may be sent now, and when to consider it again (UTC). None when something may."""
    # Of several reasons the first is counted: what people chose themselves, then what the bot leaves to itself; the
    # hours of the day come last, since they only put it off.
    if _is_muted(now, person):
        return Reason.MUTED, person.at_work(person.muted_until) if person.muted_until else None
    if reason := person.off(person.today(now)):
        return reason, person.at_work(now)
    # One that is planned may still be sent: a second one beside it would be two a week.
    if any(each.state == ReminderState.PLANNED for each in earlier):
        return Reason.WAITING, person.at_work(now + ONE_DAY)
    last = max((each.at for each in earlier), default=None)
    if last is not None and now < last + gap:
        return Reason.BUDGET if gap == WEEK else Reason.SLOWER, person.at_work(last + gap)
    opens = person.at_work(now)
    return (Reason.HOURS, opens) if opens > now else None


def _is_muted(now: datetime, person: Availability) -> bool:
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
    for each in sorted(earlier, key=lambda each: each.at, reverse=True):
        if each.acted:
            break
        ignored += each.at <= now - WEEK  # a younger one may still be acted on
    return next(gap for least, gap in GAPS if ignored >= least)


def commitment_candidates(commitments: Iterable[OpenCommitment], user: str, today: date) -> list[Candidate]:
    """Return what there is to ask this person about these commitments, one thing a commitment at most.

    Somebody else's commitment is one that is offered to them.
    """
    return [candidate for commitment in commitments if (candidate := _find_candidate(commitment, user, today))]


def _find_candidate(commitment: OpenCommitment, user: str, today: date) -> Candidate | None:
    def asks(kind: ReminderKind, on: date) -> Candidate:
        return Candidate(kind, commitment.id, commitment.team_id, on)

    if commitment.owner != user:
        offered = _offered(commitment)
        return asks(ReminderKind.OFFER, offered) if offered + OFFERED_FOR <= today else None
    if today < commitment.state_at.date() + TRUSTED.get(commitment.state, ONE_DAY):
        return None
    if commitment.due_on < today:
        return asks(ReminderKind.OVERDUE, commitment.due_on)
    if commitment.due_on <= today + SOON:
        return asks(ReminderKind.DUE, commitment.due_on)
    if (stuck := _stuck(commitment)) and stuck + STUCK_FOR <= today:
        return asks(ReminderKind.STUCK, stuck)
    if commitment.cued_at and today <= commitment.cued_at.date() + CUE_LASTS:
        return asks(ReminderKind.CUE, commitment.cued_at.date())
    return None


def approval_candidates(required: Iterable[RequiredApproval], today: date) -> list[Candidate]:
    """Return the documents that have waited long enough for an approval that it is this person's turn to give."""
    waiting = [(each, each.since.date()) for each in required if each.their_turn]
    return [
        Candidate(ReminderKind.APPROVAL, each.run_id, each.team_id, since)
        for each, since in waiting
        if since + UNAPPROVED_FOR <= today
    ]


def seat_candidates(asked: Iterable[tuple[str, str, date]], today: date) -> list[Candidate]:
    """Return the results (with team, and the day they were asked) whose post somebody has not answered by the next
    day.
    """
    return [Candidate(ReminderKind.SEAT, ref, team, since) for ref, team, since in asked if since < today]


def approval_days(required: Iterable[RequiredApproval], today: date) -> list[date]:
    """Return when to consider each of these approvals next."""
    days = (each.since.date() + UNAPPROVED_FOR for each in required)
    return [day if day > today else today + WEEK for day in days]


def invitation_candidates(waiting: Iterable[OpenInvitation], today: date, zone: str) -> list[Candidate]:
    """Return the teams that somebody was named for before today, in `zone`, and has not been asked about."""
    return [
        Candidate(ReminderKind.INVITATION, each.id, each.team_id, today_in(zone, each.named_at))
        for each in waiting
        if not (each.asked_at or each.paused_at) and today_in(zone, each.named_at) < today
    ]


def wave_candidates(waiting: Iterable[WaitingWave], now: datetime, zone: str) -> list[Candidate]:
    """Return the waves to which somebody is invited, and once more in their last days, whether they have answered or
    not: nobody may tell from a message, or from a missing one, who has.
    """
    return [
        Candidate(ReminderKind.WAVE, each.id, each.team_id, today_in(zone, each.closes_at))
        for each in waiting
        if not each.paused_at and now < each.closes_at and each.invited < INVITED and _is_wave_due(each, now)
    ]


def wave_days(waiting: Iterable[WaitingWave], now: datetime, zone: str) -> list[date]:
    """Return when to consider each of these next: the day on which its last days begin, or the next one."""
    tomorrow = today_in(zone, now) + ONE_DAY
    return [
        max(today_in(zone, each.closes_at - LAST_DAYS), tomorrow)
        for each in waiting
        if each.invited < INVITED and now < each.closes_at
    ]


def _is_wave_due(wave: WaitingWave, now: datetime) -> bool:
    return wave.invited == 0 or now >= wave.closes_at - LAST_DAYS


def next_consideration(
    commitments: Collection[OpenCommitment], others: Collection[date], today: date, person: Availability
) -> datetime | None:
    """Return when one of these commitments may next be worth a word, or the first of the `others`; in a week at the
    latest. UTC; None when there is nothing that could be.
    """
    days = [day for day in (*others, *(day for each in commitments for day in _candidate_days(each))) if day > today]
    if not commitments and not days:
        return None
    first = datetime.combine(min([*days, today + WEEK]), time(9), ZoneInfo(person.zone))
    return first.astimezone(UTC)  # even on a day off, so that what is suppressed then is counted


def _candidate_days(commitment: OpenCommitment) -> Iterator[date]:
    """Yield the days on which there may be something new to say."""
    due, said = commitment.due_on, commitment.state_at.date()
    yield from (due - SOON, due + ONE_DAY, said + ONE_DAY, said + TRUSTED[CommitmentState.ON_TRACK])
    if stuck := _stuck(commitment):
        yield stuck + STUCK_FOR
    if commitment.offered_at:
        yield _offered(commitment) + OFFERED_FOR


def _stuck(commitment: OpenCommitment) -> date | None:
    """Return since when it is stuck, None when it is not."""
    return (commitment.stuck_at or commitment.state_at).date() if commitment.state == CommitmentState.STUCK else None


def _offered(commitment: OpenCommitment) -> date:
    """Return the day on which it was last offered."""
    return (commitment.offered_at or commitment.made_at).date()
