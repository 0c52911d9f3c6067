"""Handing a promise over: somebody is asked in the channel; until they say yes it stays where it is."""

from bot.errors import UserError
from bot.model.outbox import Address, Kind
from bot.records import commitments, offers, outbox, teams
from bot.records.database import Row
from bot.slack.coach import Coach
from bot.slack.commitments.updates import show


def ask(coach: Coach, one: Row, to: str, by: str) -> None:
    """Offer it; who chooses themselves takes it at once. UserError when it is theirs, or they are asked already."""
    if to == one["owner"]:
        raise UserError("It is theirs already. Choose somebody else.", "to")
    with coach.db.atomic():
        offer = offers.offer(coach.db, one["id"], to, by, coach.now())
        if to == by:
            answer(coach, one, "take", by)
        elif offer is None:
            raise UserError("They are asked already, and have not answered yet.", "to")
        else:
            _tell(coach, one, offer, by)
        show(coach, commitments.get(coach.db, one["id"]), by)


def answer(coach: Coach, one: Row, act: str, by: str) -> bool:
    """take, decline, or kept by who has it. False when it is not offered (to them) any more."""
    with coach.db.atomic():
        if act == "take":
            settled = offers.take(coach.db, one["id"], by, coach.now()) is not None
        else:
            settled = offers.end(coach.db, one["id"], {"decline": "declined"}.get(act, act), by, coach.now())
        if settled and act == "take":
            teams.join(coach.db, one["team_id"], by, coach.now())
        show(coach, commitments.get(coach.db, one["id"]), by, one["owner"], one["offered_to"] or by)
    return settled


def _tell(coach: Coach, one: Row, offer: str, by: str) -> None:
    at = Address(one["workspace"], one["channel"], one["team_id"])
    outbox.say(coach.db, Kind.OFFER, offer, at, coach.now(), notify_on_failure=by)
