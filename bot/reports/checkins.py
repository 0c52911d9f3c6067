"""The figures behind a check-in's cards: who is expected, what was kept, what may be shown of the pulse."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.coaching.pulse import LEAST, pulse
from bot.model.commitments import Commitment, CommitmentState
from bot.records import checkins, commitments, notes, teams
from bot.records.away import away_on
from bot.records.database import Database, Row, moment


def participation(db: Database, checkin: Row, secret: bytes) -> tuple[int, int]:
    """How many have answered by a tap or in words, of how many: observers and people away that day are not expected.

    Tokens are compared, never names: nobody can be told who has not answered.
    """
    people = [m["user_id"] for m in teams.members(db, checkin["team_id"]) if m["role"] != "observer"]
    away = away_on(db, checkin["workspace"], people, day(checkin, checkin["opened_at"]))
    answered = checkins.respondents(db, checkin["id"])
    answered |= {_token(secret, checkin, note["user_id"]) for note in notes.of(db, checkin["id"])}
    expected = {_token(secret, checkin, user) for user in people if user not in away}
    return len(answered), len(answered | expected)


def card(db: Database, checkin: Row, secret: bytes) -> dict[str, Any]:
    """What the card shows: the promises to go through, what was kept before it and since, and how many answered."""
    earlier = checkins.before(db, checkin)
    answered, expected = participation(db, checkin, secret)
    return {
        "did": commitments.kept(db, checkin["team_id"], _opened(earlier), _opened(checkin)),
        "promises": commitments.live(db, checkin["team_id"]),
        "kept": _kept(db, checkin),
        "answered": answered,
        "expected": expected,
        "today": _today(checkin),
    }


def closing(db: Database, checkin: Row, secret: bytes) -> dict[str, Any] | None:
    """What came of it; None when nothing happened, so that nobody is told so."""
    tallies = checkins.tallies(db, checkin["id"])
    said, kept = notes.of(db, checkin["id"]), _kept(db, checkin)
    live, opened = commitments.live(db, checkin["team_id"]), moment(checkin["opened_at"])
    updated = [each for each in live if each.state_by and each.state_at >= opened]
    if not (tallies or said or kept or updated):
        return None
    answered, expected = participation(db, checkin, secret)
    return {
        "kept": kept,
        "notes": said,
        "stuck": [each for each in live if each.state == CommitmentState.STUCK],
        "moving": [each for each in updated if each.state == CommitmentState.ON_TRACK],
        "pulse": pulse(tallies),
        "tapping": takes_taps(db, checkin),
        "answered": answered,
        "expected": expected,
        "today": _today(checkin),
    }


def takes_taps(db: Database, checkin: Row) -> bool:
    """Until the figure is out: a tap that changed it afterwards could be read from the change."""
    taps = sum(count for count, _ in checkins.tallies(db, checkin["id"]).values())
    return checkins.after(db, checkin) is None and (not checkin["closed_at"] or taps < LEAST)


def day(checkin: Row, at: str) -> date:
    """The team's own date at this moment (UTC text)."""
    return moment(at).astimezone(ZoneInfo(checkin["zone"])).date()


def _kept(db: Database, checkin: Row) -> list[Commitment]:
    """Return what was done since it opened, until the next one did."""
    return commitments.kept(db, checkin["team_id"], _opened(checkin), _opened(checkins.after(db, checkin)))


def _opened(checkin: Row | None) -> datetime | None:
    return moment(checkin["opened_at"]) if checkin else None


def _today(checkin: Row) -> date:
    """Return the check-in's last day so far: how long something is stuck, or late, is seen from it."""
    return day(checkin, checkin["closed_at"] or checkin["opened_at"])


def _token(secret: bytes, checkin: Row, user: str) -> str:
    return checkins.respondent(secret, checkin["id"], user)
