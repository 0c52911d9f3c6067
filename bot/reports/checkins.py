"""The figures behind a check-in's cards: participation, commitments kept, and the pulse as far as it may be shown."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.coaching.schedule.commitment_days import is_overdue
from bot.model.checkins import Checkin, CheckinDays, CheckinFigures, CheckinResult, CheckinSpan
from bot.model.commitments import Commitment, CommitmentState
from bot.records import blocks, checkins, commitments, notes, pulses, sealed_answers, teams
from bot.records.away import list_away
from bot.records.database import Database

TREND = 3  # check-ins whose figure stands on a closing card


def count_participation(db: Database, checkin: Checkin, secret: bytes) -> tuple[int, int]:
    """Return how many have answered by a tap, in words or by a promise that they marked, of how many: observers,
    guests and people away are not expected, and what guests say is in no figure.
    """
    # Tokens are compared, never names: no code can tell who has tapped, or who has not answered.
    answered = set(sealed_answers.load(db, secret, checkin.id))
    answered |= {_token(secret, checkin, note.user_id) for note in notes.list_latest(db, checkin.id)}
    guests = [each.user_id for each in teams.list_members(db, checkin.team_id) if each.guest]
    answered -= {_token(secret, checkin, user) for user in guests}
    return len(answered), len(answered | {_token(secret, checkin, user) for user in list_expected(db, checkin)})


def list_expected(db: Database, checkin: Checkin) -> list[str]:
    """Return the user ids of those whose answer is waited for."""
    return _list_all_expected(db, [checkin])[checkin.id]


def _list_all_expected(db: Database, asked: Collection[Checkin]) -> dict[str, list[str]]:
    """Return check-in → the user ids of those whose answer is waited for, of these check-ins."""
    people = teams.list_counted_of(db, [each.team_id for each in asked])
    days = {each.id: (each.workspace, team_day(each, each.opened_at)) for each in asked}
    away = list_away(db, days.values())
    return {
        each.id: [user for user in people.get(each.team_id, []) if user not in away[days[each.id]]] for each in asked
    }


def _token(secret: bytes, checkin: Checkin, user: str) -> str:
    return sealed_answers.respondent_token(secret, checkin.id, user)


def list_cards(db: Database, checkin_ids: Collection[str]) -> dict[str, tuple[Checkin, CheckinFigures]]:
    """Return id → the check-in and what its card shows, of these that are there: as many statements for all as for
    one.
    """
    spans = checkins.list_with_span(db, checkin_ids)
    live = _group(commitments.list_live_of(db, [each.team_id for each, _ in spans]))
    kept = _group(commitments.list_kept_of(db, [(each.team_id, span.since, span.until) for each, span in spans]))
    expected = _list_all_expected(db, [each for each, _ in spans if each.expected is None])
    return {
        each.id: (
            each,
            CheckinFigures(
                kept=[one for one in kept.get(each.team_id, []) if _is_within(one, span)],
                live=live.get(each.team_id, []),
                today=_today(each),
                answered=each.answered,
                expected=len(expected[each.id]) if each.expected is None else each.expected,
                last=span.last,
            ),
        )
        for each, span in spans
    }


def _group(commitments: Iterable[Commitment]) -> dict[str, list[Commitment]]:
    """Return them by team, in their order."""
    by_team: dict[str, list[Commitment]] = {}
    for each in commitments:
        by_team.setdefault(each.team_id, []).append(each)
    return by_team


def _is_within(commitment: Commitment, span: CheckinSpan) -> bool:
    at = commitment.state_at
    return (span.since is None or at >= span.since) and (span.until is None or at < span.until)


def result_figures(db: Database, checkin: Checkin) -> CheckinResult | None:
    """Return what came of it; None when nothing happened, so that nobody reads that."""
    said, tally = notes.list_latest(db, checkin.id), pulses.find_tally(db, checkin.id)
    kept, live = _list_kept(db, checkin), commitments.list_live(db, checkin.team_id)
    updated = [each for each in live if each.state_by and each.state_at >= checkin.opened_at]
    today = _today(checkin)
    if not (checkin.answered or said or kept or updated):
        return None
    return CheckinResult(
        kept=kept,
        stuck=[each for each in live if each.state == CommitmentState.STUCK],
        on_track=[each for each in updated if each.state == CommitmentState.ON_TRACK],
        overdue=sum(is_overdue(each, today) for each in live),
        in_a_row=_count_in_a_row(db, kept),
        today=today,
        notes=said,
        helping=commitments.list_help(db, checkin.team_id),
        pulse=tally.pulse if tally else None,
        trend=_list_trend(db, checkin),
        factor=_tell_factor(db, checkin),
        leads=teams.list_managers(db, checkin.team_id),
        answered=checkin.answered,
        expected=_shown_expected(db, checkin),
        open=checkins.find_after(db, checkin) is None,
        takes_taps=takes_taps(db, checkin),
    )


def _tell_factor(db: Database, checkin: Checkin) -> str:
    """Return what is shown of a factor since this check-in closed, in a few words; "" for nothing."""
    wave = blocks.find_ended(db, checkin.block_id or "", checkin.closes_at)
    return wave.headline if wave else ""


def _count_in_a_row(db: Database, kept: Sequence[Commitment]) -> int:
    """Return how many the team had kept in a row by the last of these."""
    last = max(kept, key=lambda each: each.state_at, default=None)
    return commitments.count_in_a_row(db, last) if last else 0


def _list_trend(db: Database, checkin: Checkin) -> list[tuple[date, float]]:
    tallies = reversed(pulses.list_last(db, checkin.team_id, TREND, checkin.opened_at))
    return [(team_day(checkin, tally.opened_at), tally.mean) for tally in tallies if tally.mean is not None]


def takes_taps(db: Database, checkin: Checkin) -> bool:
    """Return True while a tap counts: in the latest check-in while it is open, then until it has a figure."""
    # A figure that is out stays as it is: one more tap could be worked out from the change.
    return pulses.find_tally(db, checkin.id) is None and checkins.find_after(db, checkin) is None


def days(checkin: Checkin) -> CheckinDays:
    """Return its days on the team's own calendar."""
    regular = team_day(checkin, checkin.due_at) if checkin.due_at > checkin.opened_at else None
    opened, closes, upcoming = (
        team_day(checkin, moment) for moment in (checkin.opened_at, checkin.closes_at, checkin.next_checkin_at)
    )
    return CheckinDays(opened, closes, upcoming, regular)


def team_day(checkin: Checkin, moment: datetime) -> date:
    """Return the team's own date at this moment."""
    return moment.astimezone(ZoneInfo(checkin.zone)).date()


def _list_kept(db: Database, checkin: Checkin) -> list[Commitment]:
    """Return what was done since it opened, until the next one did."""
    later = checkins.find_after(db, checkin)
    return commitments.list_kept(db, checkin.team_id, checkin.opened_at, later.opened_at if later else None)


def _today(checkin: Checkin) -> date:
    """Return the check-in's last day so far: how long something is stuck, or late, is seen from it."""
    return team_day(checkin, checkin.closed_at or checkin.opened_at)


def _shown_expected(db: Database, checkin: Checkin) -> int:
    """Return of how many people its cards speak."""
    return len(list_expected(db, checkin)) if checkin.expected is None else checkin.expected
