"""The two-key handshake, and what is told of a document: in the channel, to one person, as a file, pinned."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.actions import redraw
from bot.coaching.schedule.reminder_policy import UNAPPROVED_FOR
from bot.coaching.shapes.charter.shape import Charter
from bot.coaching.side_names import SIDE_NAMES
from bot.errors import UserError
from bot.model.outbox import Address, Kind, Operation
from bot.model.teams import Side, Team
from bot.records import approvals, outbox, people, runs, teams, versions
from bot.records.database import Row
from bot.slack.actor import Actor
from bot.slack.coach import Coach
from bot.slack.router import make_context

Body = Mapping[str, Any]


def agree(coach: Coach, run: Row, charter: Charter, asker: Actor, body: Body) -> None:
    """A person turns their side's key. UserError for an earlier version, and for somebody who has no key to it."""
    with coach.db.atomic():
        story = versions.story(coach.db, run)
        if story[-1]["id"] != run["id"]:
            raise UserError(f"There is a newer version by now, version {len(story)}. Type /align {charter.word}.")
        teams.join(coach.db, run["team_id"], asker.user, coach.now())
        side = teams.side(coach.db, run["team_id"], asker.user)
        _check_key(coach, run, charter, asker.user, side)
        if approvals.turn(coach.db, run["id"], side, asker.user, coach.now()):
            if approvals.settle(coach.db, run["id"], coach.now()):
                tell(coach, run, Kind.DOCUMENT_AGREED)
            tell(coach, run, Kind.DOCUMENT, op=Operation.UPDATE)
            redraw.reminders(make_context(coach), run["id"])
            redraw.homes(make_context(coach), run["workspace"], asker.user)
        _show_copy(coach, run, asker, body)


def post(coach: Coach, run: Row, charter: Charter) -> None:
    """A new version, in the channel, with a lock for each side."""
    approvals.shut(coach.db, run["id"], charter.sides)
    tell(coach, run, Kind.DOCUMENT)
    named = {run["started_by"], *charter.evaluate(runs.answers(coach.db, run["id"])).persons}
    members = teams.members(coach.db, run["team_id"])
    for side in charter.sides:
        _think_of(coach, run, [member.user_id for member in members if member.side == side], named)


def _think_of(coach: Coach, run: Row, side: list[str], named: set[str]) -> None:
    """When the key of a side stays away: whom the document names is thought of first, the others a day later."""
    first = named.intersection(side) or set(side)
    for user in side:
        wait = UNAPPROVED_FOR if user in first else UNAPPROVED_FOR + timedelta(days=1)
        people.consider(coach.db, run["workspace"], user, coach.now() + wait)


def replace(coach: Coach, earlier: Row, run: Row) -> None:
    """The earlier version says so; what was pinned is the new one."""
    approvals.drop(coach.db, earlier["id"])
    if earlier["pinned_at"]:
        tell(coach, earlier, Kind.DOCUMENT, op=Operation.UNPIN)
    tell(coach, earlier, Kind.DOCUMENT, op=Operation.UPDATE)
    redraw.reminders(make_context(coach), earlier["id"])
    if earlier["pinned_at"] and versions.pin(coach.db, run["id"], coach.now()):
        tell(coach, run, Kind.DOCUMENT, op=Operation.PIN)


def pin(coach: Coach, run: Row, asker: Actor) -> None:
    with coach.db.atomic():
        if versions.pin(coach.db, run["id"], coach.now()):
            tell(coach, run, Kind.DOCUMENT, op=Operation.PIN, notify=asker.user)
            tell(coach, run, Kind.DOCUMENT, op=Operation.UPDATE)


def export(coach: Coach, run: Row, asker: Actor) -> None:
    """As a Markdown file, to the one who asked."""
    tell(coach, run, Kind.DOCUMENT_FILE, op=Operation.FILE, channel=asker.user)


def whisper(coach: Coach, asker: Actor, team: Team, kind: Kind, ref: str) -> None:
    """For one person: here in the channel, or in their direct messages where this is none."""
    here = asker.channel and not asker.direct
    at = Address(asker.workspace, asker.channel if here else asker.user, team.id)
    op = Operation.EPHEMERAL if here else Operation.POST
    detail = {"user": asker.user, **({"response_url": asker.response_url} if here else {})}
    outbox.say(coach.db, kind, ref, at, coach.now(), op=op, detail=detail)


def tell(
    coach: Coach,
    run: Row,
    kind: Kind,
    *,
    op: Operation = Operation.POST,
    channel: str = "",
    notify: str = "",
    detail: Mapping[str, object] | None = None,
) -> None:
    """A row about this run; in the team's channel unless said otherwise."""
    team = teams.get(coach.db, run["team_id"])
    at, notify = Address(team.workspace, channel or team.channel, team.id), notify or run["started_by"]
    outbox.say(coach.db, kind, run["id"], at, coach.now(), op=op, notify_on_failure=notify, detail=detail)


def _check_key(coach: Coach, run: Row, charter: Charter, user: str, side: Side) -> None:
    """Whoever the document names may agree too, whatever their side: it is then on record, and opens no lock."""
    if side in charter.sides or user in charter.evaluate(runs.answers(coach.db, run["id"])).persons:
        return
    wanted = " and one from ".join(SIDE_NAMES[Side(each)] for each in charter.sides)
    mine = "for neither" if side == Side.OTHER else f"for {SIDE_NAMES[side]}"
    raise UserError(
        f"This waits for a key from {wanted}, and I have you down {mine}. "
        "If that is wrong, whoever leads the team can mend it with /align team. "
        "If something here should say something else, press Change."
    )


def _show_copy(coach: Coach, run: Row, asker: Actor, body: Body) -> None:
    """Where the button was not in the channel's own message, what was pressed shows the key as well."""
    if (body.get("container") or {}).get("is_ephemeral"):
        whisper(coach, asker, teams.get(coach.db, run["team_id"]), Kind.DOCUMENT, run["id"])
    elif asker.direct and "message" in body:
        tell(coach, run, Kind.DOCUMENT, op=Operation.UPDATE, channel=asker.channel, detail=_there(body))


def _there(body: Body) -> dict[str, object]:
    return {"channel": body["channel"]["id"], "ts": body["message"]["ts"]}
