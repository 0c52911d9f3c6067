"""The right to change a team."""

from markupsafe import Markup

from bot.errors import UserError
from bot.messages.markup import mention_user
from bot.model.teams import Team
from bot.records import teams
from bot.slack.people.profiles import Profile
from bot.slack.request import Request


def check_may_change(request: Request, team: Team | None) -> None:
    """Raise UserError for guests, and for others unless nobody has set the team up, or they lead it, or nobody does."""
    refuse_guest(profile_of(request, request.actor.user))
    if team is None or not team.confirmed_at:
        return
    managers = teams.list_managers(request.context.db, team.id)
    # Managers who have left the company are none: otherwise nobody could ever change the team again.
    here = [manager for manager in managers if profile_of(request, manager).can_own]
    if request.actor.user not in managers and here:
        whom = Markup(" or ").join(mention_user(manager) for manager in here)
        raise UserError(Markup("Whoever leads this team can change that. Ask {}.").format(whom))


def refuse_guest(profile: Profile) -> None:
    """Raise UserError for a guest, and while Slack does not tell whether somebody is one."""
    if profile.guest:
        raise UserError(
            "You are a guest here. Ask somebody from the team to type /align team once; then you can join in."
        )
    refuse_unknown(profile)


def refuse_unknown(profile: Profile, field: str | None = None) -> None:
    """Raise UserError, at the field that names them, while Slack does not tell who somebody is."""
    if not profile.known:
        who = "this person is" if field else "you are"
        raise UserError(
            f"Slack does not tell me just now who {who}, and I need to know before I change a team. "
            "Nothing is lost; please try again in a minute.",
            field,
        )


def profile_of(request: Request, user: str) -> Profile:
    """Return what Slack says of a person of this workspace."""
    return request.coach.people.get_profile(request.client, request.actor.workspace, user)
