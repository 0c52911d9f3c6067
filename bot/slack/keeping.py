"""How a promise goes: what Done, On track, Stuck and Drop it mean wherever they are pressed, and who hears of it."""

from collections.abc import Iterable

from bot.records import checkins, commitments, handovers, outbox
from bot.records.commitments import CLOSED
from bot.records.database import Row
from bot.slack.coach import Coach


def act(coach: Coach, commitment_id: str, state: str, by: str, *, reason: str = "", card: str = "") -> bool:
    """done, on_track, stuck or dropped (with a reason), by this person. False when it was so already or is closed.

    Recorded once, its story kept, and everything else that shows it is drawn anew: its message, the open check-in,
    the Home of those it concerns. `card` is the check-in whose card the caller redraws. The caller wakes delivery.
    """
    with coach.db.atomic():
        acted = commitments.mark(coach.db, commitment_id, state, by, coach.now(), reason)
        show(coach, commitments.get(coach.db, commitment_id), by, card=card)
    return acted


def show(coach: Coach, one: Row, *concerned: str, card: str = "") -> None:
    """Whoever looks at this promise anywhere sees what is recorded now."""
    _redraw(coach, one, "commitment", one["id"])
    for offer in handovers.offers(coach.db, one["id"])[:1]:
        _redraw(coach, one, "handover", offer)
    latest = checkins.latest(coach.db, one["team_id"])
    if latest and not latest["closed_at"] and latest["id"] != card:
        _redraw(coach, one, "checkin", latest["id"])
    homes(coach, one["workspace"], one["owner"], one["partner"], one["offered_to"], *concerned)


def homes(coach: Coach, workspace: str, *users: str | None) -> None:
    """Their Home tabs, drawn anew."""
    for user in _each(users):
        outbox.add(coach.db, workspace=workspace, channel=user, kind="home", ref=user, now=coach.now(), op="home")


def _each(users: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(user for user in users if user))


def _redraw(coach: Coach, one: Row, kind: str, ref: str) -> None:
    if outbox.message(coach.db, kind, ref):
        outbox.add(
            coach.db,
            workspace=one["workspace"],
            channel=one["channel"],
            kind=kind,
            ref=ref,
            now=coach.now(),
            op="update",
            team_id=one["team_id"],
        )


def is_closed(one: Row) -> bool:
    return one["state"] in CLOSED
