"""The rights that depend on what Slack says of a person: to lead, and to join."""

from markupsafe import Markup

from bot.errors import UserError
from bot.messages.block_kit.markup import mention_user
from bot.model.rights import Access
from bot.records import admins, teams
from bot.slack import refusals
from bot.slack.people.profiles import CANNOT_OWN, Profile
from bot.slack.request import Request


def check_may_lead(request: Request, access: Access | None) -> None:
    """Raise UserError for guests, and for others unless nobody has set the team up, or they lead it, or nobody does.

    Whoever leads is not kept waiting while Slack does not answer.
    """
    profile = profile_of(request, request.actor.user)
    if access and access.leads and not profile.guest:
        return
    refuse_guest(profile)
    if access is None or access.team_id is None:
        return
    # Who has left may press an old button, or have the window still open.
    if access.left_at or not (access.is_member or request.actor.channel in ("", access.channel)):
        raise UserError(refusals.outside(access))
    if access.confirmed_at:
        _refuse_others(request, access.team_id)


def _refuse_others(request: Request, team_id: str) -> None:
    """Raise UserError as long as somebody leads the team."""
    managers = teams.list_managers(request.context.db, team_id)
    # Managers who have left the company are none: otherwise nobody could ever change the team again.
    here = [manager for manager in managers if profile_of(request, manager).can_own]
    if here:
        whom = Markup(" or ").join(mention_user(manager) for manager in here)
        way = Markup(" As an admin you can hand the lead over with /align workspace.") if is_admin(request) else ""
        raise UserError(Markup("Whoever leads this team can change that. Ask {}.{}").format(whom, way))


def check_may_join(request: Request) -> None:
    """Raise UserError for guests, and while Slack does not tell whether somebody is one."""
    if is_guest(request):
        raise UserError(refusals.GUEST)
    refuse_unknown(profile_of(request, request.actor.user))


def is_guest(request: Request) -> bool:
    """Return whether Slack says that they are a guest."""
    return profile_of(request, request.actor.user).guest


def comes_as_guest(request: Request, team_id: str) -> bool:
    """Return whether somebody who says that they are in is a guest, as Slack says now; of a member nothing is asked.

    UserError while Slack does not tell.
    """
    user, workspace = request.actor.user, request.actor.workspace
    if teams.get_role(request.context.db, team_id, user) is not None:
        return False
    # Kept from here on, and changed by what Slack sends alone: what it said up to an hour ago is not enough.
    request.coach.people.forget(workspace, user)
    profile = profile_of(request, user)
    refuse_unknown(profile)
    return not profile.works_in(workspace)


def is_admin(request: Request) -> bool:
    """Return whether they look after Align in this workspace; nobody does while Slack does not tell who they are."""
    profile, actor = profile_of(request, request.actor.user), request.actor
    if not profile.known or profile.guest or not profile.can_own:
        return False
    return profile.admin or admins.is_named(request.context.db, actor.workspace, actor.user)


def check_admin(request: Request) -> None:
    """Raise UserError for whoever is no admin of the workspace."""
    if is_admin(request):
        return
    refuse_unknown(profile_of(request, request.actor.user))
    raise UserError(refusals.ADMIN)


def check_can_look_after(request: Request, user: str, field: str) -> None:
    """Raise UserError at the field for who cannot be an admin: a bot, a guest, somebody of another company."""
    profile = profile_of(request, user)
    refuse_unknown(profile, field)
    check_can_take_part(request, user, field)
    if profile.guest:
        raise UserError("A guest cannot be an admin. Choose somebody who works here.", field)


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


def check_can_lead(request: Request, user: str) -> None:
    """Raise UserError at the field that names who is to lead, unless they work here and are no guest."""
    profile = profile_of(request, user)
    refuse_unknown(profile, "manager")
    if not profile.can_own:
        raise UserError(CANNOT_OWN, "manager")
    if not profile.works_in(request.actor.workspace):
        raise UserError("A guest cannot lead a team. Choose somebody who works here.", "manager")


def check_can_take_part(request: Request, user: str, field: str) -> None:
    """Raise UserError at the field for who can never say that they are in; who is not known yet may turn out to."""
    profile = profile_of(request, user)
    if profile.known and (fault := profile.explain_not_owning(request.actor.workspace)):
        raise UserError(fault, field)


def profile_of(request: Request, user: str) -> Profile:
    """Return what Slack says of a person of this workspace."""
    return request.coach.people.get_profile(request.client, request.actor.workspace, user)
