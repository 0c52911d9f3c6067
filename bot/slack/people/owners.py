"""Who can be named to own something: in a commitment, in a playbook's fields for one person or for several."""

from collections.abc import Iterable

from bot import deadline
from bot.slack.people.profiles import PATIENCE
from bot.slack.request import Request


def explain_owners(request: Request, workspace: str, users: Iterable[str]) -> str:
    """Return why the first who cannot own anything there cannot, as words for the person; "" where everybody can.

    Whom Slack does not tell of in time may.
    """
    people, client = request.coach.people, request.client
    with deadline.within(deadline.left(PATIENCE)):  # for all of them together
        profiles = [people.get_profile(client, workspace, user) for user in dict.fromkeys(users)]
    return next((fault for each in profiles if (fault := each.explain_not_owning(workspace))), "")
