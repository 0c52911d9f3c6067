"""A team is set up and changed: its people are named, and asked; its rhythm is chosen. Nobody is put into anything."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.actions import redraw, two_sided
from bot.actions.audit import note_act
from bot.actions.context import Context
from bot.actions.leads import hand_over
from bot.coaching.schedule.answer_window import EARLY
from bot.coaching.schedule.cadence import first_occasion, upcoming_occasion
from bot.model.audit import AuditEvent
from bot.model.outbox import Address, Kind
from bot.model.schedule import Occasion, Rule
from bot.model.teams import InvitationState, Member, PauseReason, Role, Side, Team
from bot.records import checkins, invitations, members, outbox, people, team_schedule, teams


@dataclass(frozen=True)
class Naming:
    """Who is put where in a window; `shown` are those whom it named when it opened."""

    seats: Sequence[Member]
    shown: Collection[str] = frozenset()


def create_team(context: Context, workspace: str, channel: str, name: str, rule: Rule, user: str) -> Team:
    """Return the channel's team, made if there is none: nobody is in it, leads it or is asked anything yet."""
    first = first_occasion(rule, context.now)
    at = {"workspace": workspace, "channel": channel}
    return teams.create(context.db, **at, name=name, rule=rule, upcoming=first, by=user, now=context.now)


def skip_setup(context: Context, workspace: str, channel: str, name: str, rule: Rule, user: str) -> Team:
    """Return the channel's team, for somebody who goes on without setting it up: they take part, and lead nobody."""
    with context.db.atomic():
        team = create_team(context, workspace, channel, name, rule, user)
        _sit_down(context, team, user, Side.OTHER)
    return team


def set_up_team(
    context: Context, team: Team, rule: Rule | None, naming: Naming, user: str, *, first: bool
) -> Team | None:
    """Name the team's people and choose its rhythm (None: no check-ins for now); introduce it, the first time.

    None where it was to be the `first` time, and somebody else was quicker. Whoever sets it up leads it, as long as
    nobody does.
    """
    db, now = context.db, context.now
    with db.atomic():
        team = teams.lock_row(db, team.id)
        if teams.was_saved_by(db, team.id, context.press):
            return team
        if first and team.confirmed_at:
            return None
        _change(context, team, team.name, rule or team.rule)
        teams.confirm(db, team.id, now)
        _rest(context, team, asked=rule is not None)
        before = teams.get_sides(db, team.id)
        _seat(context, team, naming, user)
        if not teams.list_managers(db, team.id):
            _sit_down(context, team, user, Side.OTHER)
            hand_over(context, team.id, user, user)
        return _finish(context, team, before, user)


def change_people(context: Context, team: Team, name: str, lead: str, naming: Naming, user: str) -> Team:
    """Name the team and its other people, and hand over the lead: to a member at once, to others when they take it."""
    db = context.db
    with db.atomic():
        team = teams.lock_row(db, team.id)
        if teams.was_saved_by(db, team.id, context.press):
            return team
        _change(context, team, name, team.rule)
        before = teams.get_sides(db, team.id)
        _seat(context, team, naming, user)
        if lead in teams.get_sides(db, team.id):
            hand_over(context, team.id, lead, user)
        elif lead:
            _name(context, team, Member(lead, _side_of(context, team, lead), Role.MANAGER), user)
        return _finish(context, team, before, user)


def change_rhythm(context: Context, team: Team, rule: Rule, user: str) -> Team:
    """Ask the team by another rule from now on; a pause that its manager wanted stays."""
    with context.db.atomic():
        team = teams.lock_row(context.db, team.id)
        if teams.was_saved_by(context.db, team.id, context.press):
            return team
        _change(context, team, team.name, rule)
        return _finish(context, team, teams.get_sides(context.db, team.id), user)


def _change(context: Context, team: Team, name: str, rule: Rule) -> None:
    upcoming = _plan_next(context, team, rule)
    teams.change(context.db, team.id, name=name, rule=rule, upcoming=upcoming, press=context.press)


def _rest(context: Context, team: Team, *, asked: bool) -> None:
    """Pause the team for good where it wants no check-ins, and end such a pause where it wants some."""
    rests = team.pause_reason == PauseReason.MANAGER and team.paused_until is None
    if rests == (not asked):
        return
    if asked:
        paused = teams.get(context.db, team.id)
        team_schedule.resume(context.db, paused, upcoming_occasion(paused.rule, paused.next_checkin_on, context.now))
    else:
        team_schedule.pause_for_manager(context.db, team.id, None, context.now)


def _seat(context: Context, team: Team, naming: Naming, by: str) -> None:
    """Seat who is in the team, name who is not, and take out who is named no more. Who has left meanwhile stays out."""
    here = teams.get_sides(context.db, team.id)
    waiting = {each.user_id for each in invitations.list_of_team(context.db, team.id) if each.waits}
    for each in naming.seats:
        if each.user_id in here:
            role = _change_role(context, team, each)
            if members.move(context.db, team.id, each.user_id, each.side, role):
                detail = {"user": each.user_id, "side": each.side, **({"role": role} if role else {})}
                note_act(context, AuditEvent.MEMBER_MOVED, actor=by, team_id=team.id, detail=detail)
        elif each.user_id == by:
            _sit_down(context, team, by, each.side)
        elif each.user_id in waiting or each.user_id not in naming.shown:
            _name(context, team, each, by)
    for user in sorted(set(naming.shown) - {each.user_id for each in naming.seats}):
        _take_out(context, team, user, by)


def _sit_down(context: Context, team: Team, user: str, side: Side) -> None:
    """Make a member of whoever sets the team up; who is one already keeps side and role."""
    if members.join(context.db, team.id, user, context.now, side=side):
        note_act(context, AuditEvent.MEMBER_JOINED, actor=user, team_id=team.id)


def _change_role(context: Context, team: Team, seat: Member) -> Role | None:
    """Return the role that a member has from now on, None for the one they have: who leads takes part as well."""
    leads = teams.get_role(context.db, team.id, seat.user_id) == Role.MANAGER
    return None if leads and seat.role == Role.MEMBER else seat.role


def _name(context: Context, team: Team, seat: Member, by: str) -> None:
    invitations.name(context.db, team.id, seat, by, context.now)
    detail = {"user": seat.user_id, "side": seat.side, "role": seat.role}
    note_act(context, AuditEvent.PERSON_NAMED, actor=by, team_id=team.id, detail=detail)
    people.consider(context.db, team.workspace, seat.user_id, context.now)
    redraw.homes(context, team.workspace, seat.user_id)


def _side_of(context: Context, team: Team, user: str) -> Side:
    invitation = invitations.find(context.db, team.id, user)
    return invitation.side if invitation else Side.OTHER


def _take_out(context: Context, team: Team, user: str, by: str) -> None:
    invitation = invitations.find(context.db, team.id, user)
    if invitation:
        invitations.answer(context.db, team.id, user, InvitationState.WITHDRAWN, context.now)
        redraw.reminders(context, invitation.id)
        redraw.homes(context, team.workspace, user)
    if members.leave(context.db, team.id, user):
        detail, event = {"user": user}, AuditEvent.MEMBER_REMOVED
        note_act(context, event, actor=by, team_id=team.id, detail=detail)


def _finish(context: Context, team: Team, before: dict[str, Side], by: str) -> Team:
    """Draw what depends on who is where, introduce the team the first time, and return it as it is now."""
    db, after = context.db, teams.get_sides(context.db, team.id)
    changed = {user for user in before.keys() | after.keys() if before.get(user) != after.get(user)}
    if changed:
        # A score counts for the side that its person is on now, and a document waits for that side.
        two_sided.recount(context, team.id)
    redraw.homes(context, team.workspace, *changed, *teams.list_managers(db, team.id))
    earlier, team = team, teams.get(db, team.id)
    detail = _list_changes(earlier, team)
    note_act(context, AuditEvent.TEAM_SAVED, actor=by, team_id=team.id, detail=detail)
    if team.confirmed_at and not outbox.is_posted(db, Kind.INTRODUCTION, team.id):
        context.say(Kind.INTRODUCTION, team.id, Address(team.workspace, team.channel, team.id), notify_on_failure=by)
    else:
        redraw.introduction(context, team)
    return team


def _list_changes(earlier: Team, team: Team) -> dict[str, object]:
    """Return setting → [what it was, what it is]; of a name, which people wrote, only that it is another one."""
    found: dict[str, object] = {
        name: [getattr(earlier, name), getattr(team, name)]
        for name in ("zone", "checkin_day", "checkin_time", "checkin_every", "country")
        if getattr(earlier, name) != getattr(team, name)
    }
    if earlier.days_off != team.days_off:
        found["days_off"] = [sorted(day.isoformat() for day in each.days_off) for each in (earlier, team)]
    return {**found, "renamed": True} if earlier.name != team.name else found


def _plan_next(context: Context, team: Team, rule: Rule) -> Occasion:
    """Return the next check-in by this rule: of the team's series while its day and rhythm stay, else of a new one."""
    # A series goes on as it was, so that a team that is asked every other week is not asked at once for a new name.
    if (team.checkin_day, team.checkin_every) == (rule.weekday, rule.every):
        return upcoming_occasion(rule, team.next_checkin_on, context.now)
    # A new one leaves a team that has just been asked some days of peace.
    latest = checkins.find_latest(context.db, team.id)
    return first_occasion(rule, max(context.now, latest.opened_at + EARLY) if latest else context.now)
