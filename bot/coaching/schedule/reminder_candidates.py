"""Things worth writing to somebody about unasked, and the days on which there may be a new one."""

from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.coaching.schedule.calendar_days import ONE_DAY
from bot.coaching.schedule.dates import today_in
from bot.coaching.schedule.reminder_policy import WEEK, Availability, Candidate
from bot.model.commitments import CommitmentState, OpenCommitment
from bot.model.contracts import WatchedContract
from bot.model.reminders import ReminderKind
from bot.model.runs import RequiredApproval
from bot.model.teams import OpenInvitation
from bot.model.waves import WaitingWave

SOON, STUCK_FOR, CUE_LASTS, OFFERED_FOR, UNAPPROVED_FOR = (timedelta(days=days) for days in (2, 3, 3, 2, 2))
INVITED, LAST_DAYS = 2, timedelta(days=4)  # messages about one wave, and when the second may come
TRUSTED = {CommitmentState.ON_TRACK: timedelta(days=2)}  # how long somebody's word is taken before asking again
BEFORE_NOTICE = tuple(timedelta(days=days) for days in (120, 90, 60))  # to try, to compare, to negotiate


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


def contract_candidates(contracts: Iterable[WatchedContract], today: date) -> list[Candidate]:
    """Return the contracts of which somebody has not heard yet at this distance from the last day to give notice."""
    return [
        Candidate(ReminderKind.CONTRACT, each.id, each.team_id, each.notice_on)
        for each in contracts
        if not each.paused_at and _is_notice_due(each, today)
    ]


def notice_days(contracts: Iterable[WatchedContract], today: date) -> Iterator[date]:
    """Yield when to consider each of these contracts next: at its next distance, or tomorrow while it is not said."""
    for each in contracts:
        if _is_notice_due(each, today):
            yield today + ONE_DAY  # of a team that rests nothing tells when that ends
        else:
            yield from (day for day in _list_notice_days(each.notice_on) if day > today)


def _list_notice_days(notice_on: date) -> list[date]:
    return [notice_on - before for before in BEFORE_NOTICE]


def _is_notice_due(contract: WatchedContract, today: date) -> bool:
    """Return True from each of its days on, until something has been said since then; never after the last day."""
    begun = max((day for day in _list_notice_days(contract.notice_on) if day <= today), default=None)
    if begun is None or today > contract.notice_on:
        return False
    return contract.reminded_at is None or contract.reminded_at.date() < begun


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
