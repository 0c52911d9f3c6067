"""Teams: set up, changed and paused; channels lost and regained."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.actions import two_sided
from bot.actions.context import Context
from bot.coaching.schedule.answer_window import EARLY
from bot.coaching.schedule.cadence import first_occasion, upcoming_occasion
from bot.model.audit import AuditEvent
from bot.model.outbox import Address, Kind
from bot.model.schedule import Occasion, Rule
from bot.model.teams import Member, PauseReason, Role, Team
from bot.records import audit, checkins, installations, members, teams


@dataclass(frozen=True)
class TeamSettings:
    """The settings that people choose for their team; `shown` are the members whom the window named when it opened."""

    name: str
    rule: Rule
    seats: Sequence[Member]
    shown: Collection[str] = frozenset()


def create_team(context: Context, workspace: str, channel: str, name: str, rule: Rule, user: str) -> Team:
    """Return the channel's team, made with what is usual if there is none; who makes it leads it for now."""
    with context.db.atomic():
        first = first_occasion(rule, context.now)
        team = teams.create(
            context.db,
            workspace=workspace,
            channel=channel,
            name=name,
            rule=rule,
            upcoming=first,
            by=user,
            now=context.now,
        )
        role = Role.MANAGER if team.created_by == user else Role.MEMBER
        members.join(context.db, team.id, user, context.now, role=role)
    return team


def configure_team(
    context: Context, workspace: str, channel: str, settings: TeamSettings, user: str, *, known: Team | None
) -> Team | None:
    """Set the channel's team up; a pause that its manager wanted stays.

    None when somebody has done so since it was not yet `known`.
    """
    name, rule, now = settings.name, settings.rule, context.now
    with context.db.atomic():
        upcoming = _plan_next(context, teams.find(context.db, workspace, channel), rule)
        team = teams.create(
            context.db, workspace=workspace, channel=channel, name=name, rule=rule, upcoming=upcoming, by=user, now=now
        )
        team = teams.lock_row(context.db, team.id)
        if teams.was_saved_by(context.db, team.id, context.press):
            return team
        if known is None and team.confirmed_at:
            return None
        press = context.press
        teams.configure(context.db, team.id, name=name, rule=rule, upcoming=upcoming, now=now, press=press)
        before = teams.get_sides(context.db, team.id)
        if user not in _seat(context, team, settings, user):
            members.join(context.db, team.id, user, now)
        # A score counts for the side that its person is on now.
        if teams.get_sides(context.db, team.id) != before:
            two_sided.recount(context, team.id)
        audit.note(context.db, AuditEvent.TEAM_SAVED, actor=user, now=now, team_id=team.id)
        return teams.get(context.db, team.id)


def pause_team(context: Context, team: Team, until: datetime | None, user: str) -> Team:
    """Ask nobody in this team until that moment, or until somebody says otherwise."""
    with context.db.atomic():
        teams.pause_for_manager(context.db, team.id, until, context.now)
        audit.note(context.db, AuditEvent.TEAM_PAUSED, actor=user, now=context.now, team_id=team.id)
        return teams.get(context.db, team.id)


def resume_team(context: Context, team: Team, user: str) -> Team:
    """End the pause before its time."""
    upcoming = upcoming_occasion(team.rule, team.next_checkin_on, context.now)
    with context.db.atomic():
        teams.resume(context.db, team, upcoming)
        audit.note(context.db, AuditEvent.TEAM_RESUMED, actor=user, now=context.now, team_id=team.id)
        return teams.get(context.db, team.id)


def end_pause(context: Context, team: Team) -> bool:
    """End a pause that is over. What came due during it is not made up for. Return False when it has ended already."""
    # From the end of the pause on, not from now: what came due between the two is still to be asked.
    after = team.paused_until or context.now
    return teams.resume(context.db, team, upcoming_occasion(team.rule, team.next_checkin_on, after))


def lose_channel(context: Context, workspace: str, channel: str, reason: PauseReason) -> None:
    """Pause the team of a channel in which nothing can be said any more; whoever leads hears of it once."""
    with context.db.atomic():
        team = teams.find(context.db, workspace, channel)
        if team and teams.pause(context.db, team.id, reason, context.now):
            _notify(context, team, reason)


def regain_channel(context: Context, workspace: str, channel: str) -> None:
    """Go on in a channel that can be reached again; a check-in missed meanwhile is not made up for."""
    teams.resume_channel(context.db, workspace, channel)


def enter_channel(context: Context, workspace: str, channel: str) -> None:
    """Say hello in a channel to which the bot was invited, and go on there if it was missed."""
    with context.db.atomic():
        context.say(Kind.HELLO, channel, Address(workspace, channel))
        regain_channel(context, workspace, channel)


def uninstall(context: Context, workspace: str) -> None:
    """Pause every team of a workspace that has removed the bot, and say nothing that waits."""
    installations.remove(context.db, workspace, context.now)


def note_summaries_read(context: Context, read: Sequence[Team], user: str) -> None:
    """Write down that somebody reads these teams' summaries: the teams can see it."""
    with context.db.atomic():
        for team in read:
            audit.note(context.db, AuditEvent.SUMMARY_READ, actor=user, now=context.now, team_id=team.id)


def _seat(context: Context, team: Team, settings: TeamSettings, by: str) -> list[str]:
    """Give everybody their side and role; return whom the window leaves out. Who has left meanwhile stays out."""
    here = teams.get_sides(context.db, team.id)
    seats = [each for each in settings.seats if each.user_id in here or each.user_id not in settings.shown]
    removed = members.seat(context.db, team.id, seats, settings.shown, context.now)
    for user in removed:
        detail, event = {"user": user}, AuditEvent.MEMBER_REMOVED
        audit.note(context.db, event, actor=by, now=context.now, team_id=team.id, detail=detail)
    return removed


def _plan_next(context: Context, team: Team | None, rule: Rule) -> Occasion:
    """Return the next check-in by this rule: of the team's series while its day and rhythm stay, else of a new one."""
    # A series goes on as it was, so that a team that is asked every other week is not asked at once for a new name.
    if team and (team.checkin_day, team.checkin_every) == (rule.weekday, rule.every):
        return upcoming_occasion(rule, team.next_checkin_on, context.now)
    # A new one leaves a team that has just been asked some days of peace.
    latest = checkins.find_latest(context.db, team.id) if team else None
    return first_occasion(rule, max(context.now, latest.opened_at + EARLY) if latest else context.now)


def _notify(context: Context, team: Team, reason: PauseReason) -> None:
    """Tell whoever leads why nothing is posted any more; everybody where nobody leads: the channel is out of reach."""
    for user in teams.list_managers(context.db, team.id) or sorted(teams.get_sides(context.db, team.id)):
        at = Address.to_person(team.workspace, user)
        context.say(Kind.CHANNEL, team.id, at, detail={"what": reason, "channel": team.channel})
