"""The figures behind a check-in's cards: who is expected, what was kept, what may be shown of the pulse."""

from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from bot.coaching.pulse import LEAST, pulse
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
        "did": commitments.kept(db, checkin["team_id"], earlier["opened_at"] if earlier else "", checkin["opened_at"]),
        "promises": [_aged(checkin, one) for one in commitments.live(db, checkin["team_id"])],
        "kept": _kept(db, checkin),
        "answered": answered,
        "expected": expected,
    }


def closing(db: Database, checkin: Row, secret: bytes) -> dict[str, Any] | None:
    """What came of it; None when nothing happened, so that nobody is told so."""
    tallies = checkins.tallies(db, checkin["id"])
    said, kept = notes.of(db, checkin["id"]), _kept(db, checkin)
    live = [_aged(checkin, one) for one in commitments.live(db, checkin["team_id"])]
    told = [one for one in live if one["state_by"] and one["state_at"] >= checkin["opened_at"]]
    if not (tallies or said or kept or told):
        return None
    answered, expected = participation(db, checkin, secret)
    return {
        "kept": kept,
        "notes": said,
        "stuck": [one for one in live if one["state"] == "stuck"],
        "moving": [one for one in told if one["state"] == "on_track"],
        "pulse": pulse(tallies),
        "tapping": takes_taps(db, checkin),
        "answered": answered,
        "expected": expected,
    }


def takes_taps(db: Database, checkin: Row) -> bool:
    """Until the figure is out: a tap that changed it afterwards could be read from the change."""
    taps = sum(count for count, _ in checkins.tallies(db, checkin["id"]).values())
    return checkins.after(db, checkin) is None and (not checkin["closed_at"] or taps < LEAST)


def day(checkin: Row, at: str) -> date:
    """The team's own date at this moment (UTC text)."""
    return moment(at).astimezone(ZoneInfo(checkin["zone"])).date()


def _kept(db: Database, checkin: Row) -> list[Row]:
    """Done since it opened, until the next one did."""
    following = checkins.after(db, checkin)
    return commitments.kept(db, checkin["team_id"], checkin["opened_at"], following["opened_at"] if following else "~")


def _aged(checkin: Row, one: Row) -> Row:
    """With how many days it is stuck and whether its date is past, seen from the check-in's last day so far."""
    today = day(checkin, checkin["closed_at"] or checkin["opened_at"])
    stuck = max((today - day(checkin, one["stuck_at"] or one["state_at"])).days, 0)
    return {**one, "stuck_days": stuck, "overdue": one["due_on"] < today.isoformat()}


def _token(secret: bytes, checkin: Row, user: str) -> str:
    return checkins.respondent(secret, checkin["id"], user)
