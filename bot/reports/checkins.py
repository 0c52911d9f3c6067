"""The figures behind a check-in's cards: participation, commitments kept, and the pulse as far as it may be shown."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.coaching.pulse import compute_pulse, still_takes_taps
from bot.model.checkins import Checkin, CheckinDays, CheckinFigures, CheckinResult
from bot.model.commitments import Commitment, CommitmentState
from bot.model.teams import Role
from bot.records import checkins, commitments, notes, teams
from bot.records.away import away_on
from bot.records.database import Database


def count_participation(db: Database, checkin: Checkin, secret: bytes) -> tuple[int, int]:
    """Return how many have answered by a tap or in words, of how many: observers and people away are not expected."""
    # Tokens are compared, never names: no code can tell who has tapped, or who has not answered.
    people = [member.user_id for member in teams.list_members(db, checkin.team_id) if member.role != Role.OBSERVER]
    away = away_on(db, checkin.workspace, people, team_day(checkin, checkin.opened_at))
    answered = checkins.list_respondents(db, checkin.id)
    answered |= {
        checkins.respondent_token(secret, checkin.id, note.user_id) for note in notes.list_latest(db, checkin.id)
    }
    expected = {checkins.respondent_token(secret, checkin.id, user) for user in people if user not in away}
    return len(answered), len(answered | expected)


def card_figures(db: Database, checkin: Checkin, secret: bytes) -> CheckinFigures:
    """Return what its card shows."""
    answered, expected = count_participation(db, checkin, secret)
    earlier = checkins.find_before(db, checkin)
    return CheckinFigures(
        kept_before=commitments.list_kept(
            db, checkin.team_id, earlier.opened_at if earlier else None, checkin.opened_at
        ),
        kept=_list_kept(db, checkin),
        live=commitments.list_live(db, checkin.team_id),
        today=_today(checkin),
        answered=answered,
        expected=expected,
    )


def result_figures(db: Database, checkin: Checkin, secret: bytes) -> CheckinResult | None:
    """Return what came of it; None when nothing happened, so that nobody reads that."""
    tallies, said = checkins.count_scores(db, checkin.id), notes.list_latest(db, checkin.id)
    kept, live = _list_kept(db, checkin), commitments.list_live(db, checkin.team_id)
    updated = [each for each in live if each.state_by and each.state_at >= checkin.opened_at]
    if not (tallies or said or kept or updated):
        return None
    answered, expected = count_participation(db, checkin, secret)
    return CheckinResult(
        kept=kept,
        stuck=[each for each in live if each.state == CommitmentState.STUCK],
        on_track=[each for each in updated if each.state == CommitmentState.ON_TRACK],
        today=_today(checkin),
        notes=said,
        pulse=compute_pulse(tallies),
        answered=answered,
        expected=expected,
        open=checkins.find_after(db, checkin) is None,
        takes_taps=takes_taps(db, checkin),
    )


def takes_taps(db: Database, checkin: Checkin) -> bool:
    """Return True while a tap counts."""
    taps = sum(count for count, _ in checkins.count_scores(db, checkin.id).values())
    return still_takes_taps(taps, open=not checkin.closed_at, latest=checkins.find_after(db, checkin) is None)


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
