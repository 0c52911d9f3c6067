"""How a promise goes: what Done, On track, Stuck and Drop it mean wherever they are pressed, and who hears of it."""

from collections.abc import Mapping
from typing import Any

from slack_sdk import WebClient

from bot.actions import redraw
from bot.actions.context import Context
from bot.errors import UserError
from bot.messages import commitment_windows as said
from bot.messages.blocks import View
from bot.model.outbox import Address, Kind, Operation
from bot.records import commitments, offers, outbox, teams
from bot.records.commitments import CLOSED
from bot.records.database import Row
from bot.slack.coach import Coach
from bot.slack.commitments.progress import scope_of
from bot.slack.people import home, reminders

Body = Mapping[str, Any]


def act(coach: Coach, commitment_id: str, state: str, by: str, *, reason: str = "") -> bool:
    """done, on_track, stuck or dropped (with a reason), by this person. False when it was so already or is closed.

    Recorded once, its story kept, and everything else that shows it is drawn anew: its message, the newest check-in,
    the Home of those it concerns. The caller wakes delivery.
    """
    with coach.db.atomic():
        acted = commitments.mark(coach.db, commitment_id, state, by, coach.now(), reason)
        show(coach, commitments.get(coach.db, commitment_id), by)
    return acted


def ask_what_blocks(coach: Coach, client: WebClient, body: Body, commitment_id: str) -> None:
    """Stuck asks its one question, in a window. UserError when the promise is closed by now."""
    one = commitments.get(coach.db, commitment_id)
    check_live(one)
    opens(client, body, said.blocked(one, about(one, body)))


def show(coach: Coach, one: Row, *concerned: str) -> None:
    """Whoever looks at this promise anywhere sees what is recorded now."""
    _redraw(coach, one, Kind.COMMITMENT, one["id"])
    for offer in offers.offers(coach.db, one["id"])[:2]:
        _redraw(coach, one, Kind.OFFER, offer)
    redraw.changed_commitments_of(Context(coach.db, coach.library, coach.secret, coach.now()), one["team_id"])
    reminders.show(coach, one["id"])
    home.refresh(coach, one["workspace"], one["owner"], one["partner"], one["offered_to"], *concerned)


def _redraw(coach: Coach, one: Row, kind: Kind, ref: str) -> None:
    if outbox.find_message(coach.db, kind, ref):
        at = Address(one["workspace"], one["channel"], one["team_id"])
        outbox.say(coach.db, kind, ref, at, coach.now(), op=Operation.UPDATE)


def opens(client: WebClient, body: Body, view: View) -> None:
    """A window where this was pressed: in place of one of ours, on top of another, or by itself."""
    here = body.get("view") or {}
    if here.get("callback_id", "").startswith("keeping:"):
        client.views_update(view_id=here["id"], view=view)
    elif here.get("type") == "modal":
        client.views_push(trigger_id=body["trigger_id"], view=view)
    else:
        client.views_open(trigger_id=body["trigger_id"], view=view)


def about(one: Row, body: Body) -> str:
    """What a window travels with: the promise, and the scope of the progress window under it."""
    return f"{one['id']}/{scope_of(body)}"


def check_live(one: Row) -> None:
    """UserError when there is nothing to do about it any more."""
    if one["state"] in CLOSED:
        state = "done" if one["state"] == "done" else "dropped"
        raise UserError(f"This one is {state} already, so there is nothing left to change.")


def check_may_change(coach: Coach, one: Row, user: str) -> None:
    """UserError for people whose promise it is not, who did not note it down and do not lead the team."""
    own = (one["owner"], one["partner"], one["made_by"])
    if user not in own and teams.role(coach.db, one["team_id"], user) != "manager":
        raise UserError("Only whoever promised it, noted it down or leads the team can change this. Ask one of them.")
