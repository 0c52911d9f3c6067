"""A status in Slack as a hint that somebody is away: asked about in the Home tab, never acted upon unasked."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.actions.absences import hear_status
from bot.actions.context import Context


def changed(context: Context, workspace: str, event: Mapping[str, Any]) -> None:
    """Slack reports every change of every profile."""
    user, profile = event["user"], event["user"].get("profile", {})
    last_day = _last_day(profile.get("status_expiration", 0), user.get("tz") or "UTC")
    text, emoji = profile.get("status_text", ""), profile.get("status_emoji", "")
    hear_status(context, workspace, user["id"], text=text, emoji=emoji, last_day=last_day)


def _last_day(expires: int, zone: str) -> date | None:
    """Return the last whole or part day before a status ends (seconds since 1970, 0 for never)."""
    return datetime.fromtimestamp(expires - 1, UTC).astimezone(ZoneInfo(zone)).date() if expires else None
