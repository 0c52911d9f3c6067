"""Changed profiles: an account that is switched off, a guest, new or no more; a status as a hint that somebody is away,
which is asked about in the Home tab, never acted upon unasked.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.actions import absences, members
from bot.actions.guests import note_guest
from bot.slack.payloads import unescape_text
from bot.slack.people.profiles import read_name, read_profile
from bot.slack.request import Event
from bot.slack.shapes import MalformedError


def hear_profile(event: Event) -> None:
    """Look at what a changed profile says: whether they are here, as what, and their status."""
    # Slack sends every change of every profile in the workspace, also of people whom Align does not know.
    user = event.fields.get("user")
    if not isinstance(user, dict):
        raise MalformedError("event.user: nobody")
    event.coach.people.forget(event.workspace, user["id"])
    if user.get("deleted"):
        members.lose_person(event.context, event.workspace, user["id"])
        return
    works_here = read_profile(user["id"], user).works_in(event.workspace)
    note_guest(event.context, event.workspace, user["id"], guest=not works_here)
    members.rename_person(event.context, event.workspace, user["id"], read_name(user))
    _hear_status(event, user)


def _hear_status(event: Event, user: Mapping[str, Any]) -> None:
    profile = user.get("profile") or {}
    absences.hear_status(
        event.context,
        event.workspace,
        user["id"],
        text=unescape_text(profile.get("status_text") or ""),
        emoji=profile.get("status_emoji") or "",
        last_day=_last_day(profile.get("status_expiration") or 0, user.get("tz") or "UTC"),
        zone=user.get("tz") or "",
    )


def _last_day(expires: int, zone: str) -> date | None:
    """Return the last whole or part day before a status ends (seconds since 1970, 0 for never)."""
    # A second before, since a status that ends at midnight ends with the day before.
    return datetime.fromtimestamp(expires - 1, UTC).astimezone(ZoneInfo(zone)).date() if expires else None
