"""Sentences for whoever may not do something: each says what to do instead."""

from markupsafe import Markup

from bot.messages.block_kit.markup import mention_channel, mention_user
from bot.model.rights import Access

STRANGER = "I work for the people of one company here, and you belong to another. Ask one of them to do this for you."
GUEST = "You are a guest here. Ask whoever leads the team to add you with /align team; then you can join in."
OBSERVER = "You only read along in this team. Whoever leads it can change that with /align team."
ANOTHERS = "These are somebody else's answers. Start your own with /align."
DISCARD = "Only the person who started this, or whoever leads the team, can change it or take it away."
ADMIN = (
    "This is for the admins of this workspace: Slack’s own admins and owners, and whom they have named with "
    "/align workspace. Ask one of them."
)
NOT_ASKED = (
    "Who is asked was settled when this began, and you are not among them, so I can take no answers of yours. You see "
    "the result in the channel, as everybody does."
)
TOO_LATE = "This is settled by now, or it is for somebody else to say."


def outside(access: Access) -> Markup:
    """Return why somebody who is neither in the team nor in its channel gets nothing."""
    return Markup(
        "You are not in the team of {0}, so I cannot do this for you. Go to {0} and type /align join. "
        "If you cannot see the channel, ask somebody there to invite you."
    ).format(mention_channel(access.channel or ""))


def not_theirs(access: Access) -> Markup:
    """Return whose a commitment is to change."""
    owners = Markup(" or ").join(mention_user(user) for user in (access.owner, access.partner) if user)
    return Markup("Only whoever promised it, or leads the team, can change this. Ask {}.").format(owners)
