"""People as Slack knows them: names, zones, guests; asked for once an hour at most."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot import deadline
from bot.slack.client import read_retry_after

PATIENCE = 1.0  # seconds
REST = timedelta(seconds=5)  # after an answer that did not come: the next who acts does not wait for another one
LONGEST_REST = 60.0  # seconds, however much longer Slack asks to be left alone
FRESH = timedelta(hours=1)
MOST = 10_000  # people kept in memory
CANNOT_OWN = "Please choose a person who works here: not a bot, not gone."
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Profile:
    """`zone` is IANA, None when Slack does not say. A guest may take part, but not set a team up. `home` is the
    workspace that they belong to, `title` what they say they do there; both may be "". An `admin` is an admin or
    owner of Slack's own.

    Unless it is `known`, Slack has not answered: zone and name are the last that it told, and no right follows from it.
    """

    user: str
    zone: str | None = None
    guest: bool = False
    bot: bool = False
    deleted: bool = False
    home: str = ""
    title: str = ""
    name: str = ""
    known: bool = True
    admin: bool = False

    @property
    def can_own(self) -> bool:
        """Return whether a commitment can be theirs."""
        return not (self.bot or self.deleted)

    def explain_not_owning(self, workspace: str) -> str:
        """Return why nothing in this workspace can be theirs, as words for whoever has named them; "" where it can."""
        if not self.can_own:
            return CANNOT_OWN
        if self.known and self.home not in ("", workspace):
            return f"{self.name} belongs to another company, so I cannot ask them. Please take them out."
        return ""

    def works_in(self, workspace: str) -> bool:
        """Return whether they are of the company, and no guest of it."""
        return not self.guest and self.home in ("", workspace)


class People:
    """A cache of users.info; what Slack does not answer is not kept, and asked again at the next use.

    `learned(workspace, profile)` hears what Slack tells: planners need zones, menus names, and neither can ask it.
    `recall(workspace, user)` returns the zone that was learned last, "" for none.
    """

    # No lock: at worst two threads ask for the same person at once, and keep the same answer.

    def __init__(
        self,
        now: Callable[[], datetime],
        learned: Callable[[str, Profile], None],
        recall: Callable[[str, str], str],
    ) -> None:
        self._now, self._learned, self._recall = now, learned, recall
        self._known: dict[tuple[str, str], tuple[datetime, Profile]] = {}
        self._rests: dict[str, datetime] = {}  # until when Slack is not asked about anybody in a workspace

    def get_profile(self, client: WebClient, workspace: str, user: str) -> Profile:
        """Return what Slack says of a person, at most an hour old; unknown when it does not answer."""
        profile = self.peek_profile(client, workspace, user)
        if profile.known:
            self._learned(workspace, profile)
        return profile

    def peek_profile(self, client: WebClient, workspace: str, user: str) -> Profile:
        """Return the same of somebody who may have nothing to do with Align: nothing of it is recorded."""
        known = self._known.get((workspace, user))
        if known and known[0] > self._now():
            return known[1]
        profile = self._ask(client, workspace, user)
        if profile is None:
            last = known[1] if known else Profile(user, self._recall(workspace, user) or None)
            return replace(last, known=False, admin=False)
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[workspace, user] = (self._now() + FRESH, profile)
        return profile

    def _ask(self, client: WebClient, workspace: str, user: str) -> Profile | None:
        """Return what Slack says; None when it does not answer, or is not asked because it would take too long."""
        # Several may be asked about in one act: windows need what is left then.
        late = deadline.left(PATIENCE) <= 0
        if late or self._rests.get(workspace, self._now()) > self._now():
            return None
        try:
            with deadline.within(deadline.left(PATIENCE)):  # half of what a listener may take
                return _fetch_profile(client, user)
        except (SlackApiError, OSError) as error:
            log.warning("users.info for %s: %s", user, error)
            if rest := _find_rest(error):
                self._rests[workspace] = self._now() + rest
            return None

    def forget(self, workspace: str, user: str) -> None:
        """Ask anew the next time: Slack says that something has changed."""
        self._known.pop((workspace, user), None)


def _find_rest(error: Exception) -> timedelta:
    """Return for how long Slack is to be left alone after this; a fault that came at once costs nobody much."""
    if isinstance(error, TimeoutError):
        return REST
    return timedelta(seconds=min(read_retry_after(error), LONGEST_REST))


def _fetch_profile(client: WebClient, user: str) -> Profile:
    """Return what Slack says. SlackApiError or OSError when it does not answer."""
    try:
        user_info = client.users_info(user=user)["user"]
    except SlackApiError as error:
        if error.response.get("error") == "user_not_found":
            return Profile(user, deleted=True)
        raise
    return read_profile(user, user_info)


def read_profile(user: str, user_info: Mapping[str, Any]) -> Profile:
    """Return what a user of Slack's says of this person."""
    return Profile(
        user,
        user_info.get("tz"),
        bool(user_info.get("is_restricted") or user_info.get("is_ultra_restricted") or user_info.get("is_stranger")),
        bool(user_info.get("is_bot")) or user == "USLACKBOT",  # of Slackbot users.info says that it is no bot
        bool(user_info.get("deleted")),
        user_info.get("team_id") or "",
        (user_info.get("profile") or {}).get("title") or "",
        read_name(user_info),
        admin=bool(user_info.get("is_admin") or user_info.get("is_owner")),
    )


def read_name(user_info: Mapping[str, Any]) -> str:
    """Return what people call this user of Slack's; "" where it does not say."""
    return (user_info.get("profile") or {}).get("display_name") or user_info.get("real_name") or ""
