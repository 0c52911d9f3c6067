"""The one door: who may do what. Every act and every word of /align passes it before its listener runs."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from bot.actions.waves import GUEST
from bot.errors import OutdatedError, UserError
from bot.messages.teams import members
from bot.messages.teams.members import Asked
from bot.model.rights import Access, Right, Target, TargetKind
from bot.model.teams import InvitationState, Team
from bot.records import invitations, teams
from bot.records.access import find_access
from bot.slack import refusals
from bot.slack.request import Reply, Request
from bot.slack.teams.rights import check_admin, check_may_join, check_may_lead, is_guest

# A press in the small window that asks to join names no channel: it counts as long as that was opened just now.
JUST_NOW = timedelta(minutes=10)


def check_company(request: Request, workspace: str | None) -> None:
    """Raise UserError for people of another company or workspace; `workspace` is the one that Align speaks in."""
    here = workspace or request.actor.workspace
    if not request.actor.workspace == request.actor.home == here:
        raise UserError(refusals.STRANGER)


def check_target(request: Request, target: Target | None, word: Asked | None = None) -> Reply | None:
    """Return None where the person may do to the target what the request's right allows, or an offer to join the team.

    UserError where they may not, with what to do. OutdatedError where there is no such thing.
    """
    if request.right is Right.ADMIN:
        check_admin(request)
    if request.right is Right.NOTHING or target is None:
        return None
    access = find_access(request.context.db, target, request.actor.workspace, request.actor.user)
    if access is None:
        _check_missing(request, target)
        return None
    if access.workspace != request.actor.workspace:
        raise UserError(refusals.STRANGER)
    if request.right is Right.JOIN:
        _check_join(request, access, target.offered)
        return None
    return _CHECKS[request.right](request, access, word or Asked())


def check_team(request: Request, team: Team, word: Asked | None = None) -> Reply | None:
    """Return what `check_target` does, for a team that was chosen by the place."""
    return check_target(request, Target(TargetKind.TEAM, team.id), word)


def _check_missing(request: Request, target: Target) -> None:
    """Let go on who sets up a channel that has no team yet, and who reads in a listener's words that a draft is gone.

    OutdatedError for anything else.
    """
    if target.kind is TargetKind.CHANNEL:
        check_may_lead(request, None)
    elif target.kind is not TargetKind.RUN:
        raise OutdatedError


def _check_see(request: Request, access: Access, _: Asked) -> Reply | None:
    own = request.actor.user in (access.owner, access.partner) and not access.left_at
    if not (access.is_member or own or _is_present(request, access)) or _is_for_another(request, access):
        raise UserError(refusals.outside(access))
    return None


def _check_read(request: Request, access: Access, word: Asked) -> Reply | None:
    if _is_for_another(request, access):
        raise UserError(refusals.ANOTHERS)
    return None if access.is_member else _ask_to_join(request, access, word)


def _check_take_part(request: Request, access: Access, word: Asked) -> Reply | None:
    if _is_for_another(request, access):
        raise UserError(refusals.ANOTHERS)
    if access.is_member and not access.takes_part:
        raise UserError(refusals.OBSERVER)
    return None if access.is_member else _ask_to_join(request, access, word)


def _check_began(request: Request, access: Access, word: Asked) -> Reply | None:
    if access.owner != request.actor.user:
        raise UserError(refusals.ANOTHERS)
    return _check_take_part(request, access, word) if access.team_id else None


def _check_discard(request: Request, access: Access, word: Asked) -> Reply | None:
    if access.is_member and not access.leads and access.owner != request.actor.user:
        raise UserError(refusals.DISCARD)
    return _check_take_part(request, access, word)


def _check_own(request: Request, access: Access, _: Asked) -> Reply | None:
    if access.owner != request.actor.user:
        raise UserError(refusals.ANOTHERS)
    if access.left_at:
        raise UserError(refusals.outside(access))
    return None


def _check_change(request: Request, access: Access, _: Asked) -> Reply | None:
    own = request.actor.user in (access.owner, access.partner) and not access.left_at
    if not (own or access.leads):
        raise UserError(refusals.not_theirs(access))
    return None


def _check_offered(request: Request, access: Access, _: Asked) -> Reply | None:
    user = request.actor.user
    # Of an offer that has ended the act itself says what became of it: whoever presses twice hears it twice.
    ended = access.offered_to is None and (access.is_member or access.owner == user)
    if access.left_at or not (user in (access.offered_to, access.invited) or ended):
        raise UserError(refusals.TOO_LATE)
    return None


def _check_take(request: Request, access: Access, word: Asked) -> Reply | None:
    # Somebody from outside may be asked as well, and hears, pressing twice, what became of it.
    asked = request.actor.user in (access.offered_to, access.invited, access.owner, access.partner)
    return None if asked and not access.left_at else _check_take_part(request, access, word)


def _check_named(request: Request, access: Access, word: Asked) -> Reply | None:
    if access.is_member:
        return None
    named = invitations.find(request.context.db, access.team_id or "", request.actor.user)
    if named and named.state != InvitationState.WITHDRAWN and not access.left_at:
        return None
    return _ask_to_join(request, access, word)


def _check_answer(request: Request, access: Access, _: Asked) -> Reply | None:
    # Who is asked is settled at the launch: also somebody who has changed sides or left the team since.
    if access.invited != request.actor.user:
        raise UserError(refusals.NOT_ASKED)
    if access.left_at:
        raise UserError(refusals.outside(access))
    if access.guest:
        raise UserError(GUEST)
    return None


def _check_lead(request: Request, access: Access, _: Asked) -> Reply | None:
    # Who hands the lead over by it has it no more when the same submission arrives again.
    if not (access.team_id and teams.was_saved_by(request.context.db, access.team_id, request.context.press)):
        check_may_lead(request, access)
    return None


def _check_join(request: Request, access: Access, offered: int) -> None:
    if access.is_member:
        return
    recently = request.in_modal and request.context.now.timestamp() - offered < JUST_NOW.total_seconds()
    if not (_is_present(request, access) or (recently and not access.left_at)):
        raise UserError(refusals.outside(access))
    check_may_join(request)


_CHECKS: Mapping[Right, Callable[[Request, Access, Asked], Reply | None]] = {
    Right.SEE: _check_see,
    Right.READ: _check_read,
    Right.TAKE_PART: _check_take_part,
    Right.BEGAN: _check_began,
    Right.DISCARD: _check_discard,
    Right.OWN: _check_own,
    Right.CHANGE: _check_change,
    Right.OFFERED: _check_offered,
    Right.TAKE: _check_take,
    Right.NAMED: _check_named,
    Right.ANSWER: _check_answer,
    Right.LEAD: _check_lead,
    Right.ADMIN: lambda *_: None,  # whoever they are in the team: see `check_target`
}


def _is_for_another(request: Request, access: Access) -> bool:
    return access.private and access.owner != request.actor.user


def _is_present(request: Request, access: Access) -> bool:
    """Return whether they act in the team's channel: whoever presses or types there is in it now."""
    return request.actor.channel == access.channel


def _ask_to_join(request: Request, access: Access, word: Asked) -> Reply:
    """Return the offer to a visitor. UserError for whoever is not in the channel, and for guests."""
    if not _is_present(request, access):
        raise UserError(refusals.outside(access))
    if is_guest(request):
        raise UserError(refusals.GUEST)
    return Reply(members.compose_ask(access.team_id or "", request.actor.channel, word, request.context.now))
