"""My promises: one's own in one window, marked at once; opened from the check-in, from /align progress, by itself."""

from bot.actions.marks import mark_all
from bot.messages.commitments import my_commitments as messages
from bot.messages.commitments.my_commitments import LONGEST, MARK, MINE, MOST, Whose, field_name
from bot.model.checkins import Checkin
from bot.model.commitments import Commitment, CommitmentState
from bot.model.rights import Right
from bot.model.teams import Role
from bot.records import checkins, commitments, notes, teams
from bot.slack.commitments.drafts import name_people
from bot.slack.commitments.progress import redrawn
from bot.slack.request import Close, Open, Request, Shown
from bot.slack.router import Story, on


def show_mine(request: Request, whose: Whose) -> Shown:
    """Open the window with what this person has promised: in the check-in's team, or in all of theirs."""
    checkin, shown = _find_checkin(request, whose), _list_own(request, whose)
    said = {each.id: each.state for each in shown if _is_fresh(each, checkin)}
    names = name_people(request, request.actor.workspace, filter(None, (each.partner for each in shown[:MOST])))
    sentence = notes.of_person(request.context.db, checkin.id, request.actor.user).moved if checkin else None
    return Open(messages.compose_window(shown, whose, said=said, names=names, sentence=sentence))


def mark(request: Request, whose: Whose) -> Shown:
    """Record what was marked, and the sentence."""
    fields, checkin = request.fields, _find_checkin(request, whose)
    chosen = {each.id: fields.option(field_name(each)) for each in _list_own(request, whose)}
    marks = {key: CommitmentState(state) for key, state in chosen.items() if state}
    sentence = fields.text("sentence")[:LONGEST]
    mark_all(request.context, request.actor.user, marks, sentence, checkin.team_id if checkin else None)
    return Close(beneath=redrawn(request))


STORY = Story(presses=(on(MINE, show_mine, Right.TAKE_PART),), submissions=(on(MARK, mark, Right.TAKE_PART),))


def _list_own(request: Request, whose: Whose) -> list[Commitment]:
    team_id = checkins.get(request.context.db, whose.checkin).team_id if whose.checkin else ""
    return commitments.own_of(request.context.db, request.actor.workspace, request.actor.user, team_id)


def _find_checkin(request: Request, whose: Whose) -> Checkin | None:
    """Return the check-in that a sentence would be said at: the latest of the team; None where that is not clear."""
    db, user = request.context.db, request.actor.user
    if whose.checkin:
        return checkins.find_latest(db, checkins.get(db, whose.checkin).team_id)
    theirs = {each.team_id for each in commitments.own_of(db, request.actor.workspace, user)}
    takes_part = [team for team in theirs if teams.get_role(db, team, user) in (Role.MANAGER, Role.MEMBER)]
    return checkins.find_latest(db, takes_part[0]) if len(theirs) == len(takes_part) == 1 else None


def _is_fresh(commitment: Commitment, checkin: Checkin | None) -> bool:
    """Return whether its state need not be said anew: since the check-in opened it has been; what is stuck still is."""
    if commitment.state == CommitmentState.OPEN:
        return False
    return checkin is None or commitment.state == CommitmentState.STUCK or commitment.state_at >= checkin.opened_at
