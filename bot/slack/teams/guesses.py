"""A guess at who is on which side of a channel that nobody has set up, by the job titles of those who are in it."""

import logging
from collections.abc import Mapping, Sequence

from slack_sdk.errors import SlackApiError

from bot import deadline
from bot.coaching.job_titles import guess_side
from bot.model.teams import Side
from bot.slack.client import LEAST
from bot.slack.people.profiles import Profile
from bot.slack.request import Request

PATIENCE = 0.8  # seconds for all of it: a window waits, and Slack may have closed its trigger by then
MOST = 30  # people: in a larger channel titles say little about who works together
log = logging.getLogger(__name__)


def guess_sides(request: Request, channel: str) -> Mapping[Side, Sequence[str]]:
    """Return side → people, as far as Slack tells their titles in time; nothing of it is recorded."""
    found: dict[Side, list[str]] = {}
    if deadline.left(PATIENCE) < LEAST:  # a call would take that from the window itself
        return found
    with deadline.within(deadline.left(PATIENCE)):
        for user in _list_people(request, channel):
            if deadline.left(PATIENCE) <= 0:
                break
            profile = request.coach.people.peek_profile(request.client, request.actor.workspace, user)
            side = guess_side(profile.title) if _counts(request, profile) else None
            if side:
                found.setdefault(side, []).append(user)
    return found


def _list_people(request: Request, channel: str) -> list[str]:
    """Return who is in the channel; nobody where it is large, or Slack does not tell."""
    try:
        answer = request.client.conversations_members(channel=channel, limit=MOST + 1)
    except (SlackApiError, OSError) as error:
        log.info("conversations.members for %s: %s", channel, error)
        return []
    people: list[str] = answer["members"]
    return people if len(people) <= MOST else []


def _counts(request: Request, profile: Profile) -> bool:
    """Return whether they work here: no bot, no guest, nobody of another company."""
    return profile.known and profile.can_own and not profile.guest and profile.home == request.actor.workspace
