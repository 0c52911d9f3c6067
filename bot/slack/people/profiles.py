"""People as Slack knows them: names, zones, guests; asked for once an hour at most."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

FRESH = timedelta(hours=1)
MOST = 10_000  # people kept in memory
CANNOT_OWN = "Please choose a person who works here: not a bot, not gone."
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Profile:
    """`zone` is IANA, None when Slack does not say. A guest may take part, but not set a team up."""

    user: str
    zone: str | None = None
    guest: bool = False
    bot: bool = False
    deleted: bool = False
    name: str = ""

    @property
    def can_own(self) -> bool:
        """Return whether a commitment can be theirs."""
        return not (self.bot or self.deleted)


class People:
    """A cache of users.info; somebody Slack cannot tell of is taken for an ordinary member.

    `learned(workspace, user, zone)` is called with each zone that Slack tells: planners need it and cannot ask Slack.
    """

    # No lock: at worst two threads ask for the same person at once, and keep the same answer.

    def __init__(self, now: Callable[[], datetime], learned: Callable[[str, str, str], None] = lambda *_: None) -> None:
        self._now, self._learned = now, learned
        self._known: dict[tuple[str, str], tuple[datetime, Profile]] = {}

    def get_profile(self, client: WebClient, workspace: str, user: str) -> Profile:
        """Return what Slack says of a person, at most an hour old."""
        known = self._known.get((workspace, user))
        if known and known[0] > self._now():
            return known[1]
        profile = _fetch_profile(client, user)
        if profile.zone:
            self._learned(workspace, user, profile.zone)
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[workspace, user] = (self._now() + FRESH, profile)
        return profile


def _fetch_profile(client: WebClient, user: str) -> Profile:
    try:
        user_info = client.users_info(user=user)["user"]
    except (SlackApiError, OSError) as error:
        # Nobody is kept from working because Slack does not answer; who does not exist can own nothing, though.
        log.warning("users.info for %s: %s", user, error)
        return Profile(user, deleted=isinstance(error, SlackApiError) and error.response["error"] == "user_not_found")
    return Profile(
        user,
        user_info.get("tz"),
        bool(user_info.get("is_restricted") or user_info.get("is_ultra_restricted") or user_info.get("is_stranger")),
        bool(user_info.get("is_bot")) or user == "USLACKBOT",  # of Slackbot users.info says that it is no bot
        bool(user_info.get("deleted")),
        (user_info.get("profile") or {}).get("display_name") or user_info.get("real_name") or "",
    )
