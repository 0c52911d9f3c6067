"""A team or a result is deleted, for good; the audit keeps who did it."""

from bot.actions import redraw
from bot.actions.audit import note_act
from bot.actions.context import Context
from bot.coaching.interview.variants import Ending
from bot.errors import OutdatedError
from bot.model.audit import AuditEvent
from bot.model.outbox import Address, Kind, Operation
from bot.model.runs import Run
from bot.model.teams import PauseReason
from bot.records import commitments, erasure, posts, results, runs, seats, teams

AT_ONCE = 20  # portions that somebody waits for: of a team of that size nothing is left; the clock does the rest


def delete_team(context: Context, workspace: str, channel: str, team_id: str, user: str) -> None:
    """Delete a team and say so in its channel, which is free for another one; once however often it is sent."""
    with context.db.atomic():
        team = teams.find(context.db, workspace, channel)
        if team is None or team.id != team_id:
            return
        teams.lock_row(context.db, team_id)
        people = [each.user_id for each in teams.list_members(context.db, team_id)]
        erasure.close_team(context.db, team_id, PauseReason.DELETED)
        at = Address(workspace, channel)
        # By its channel: what waits to be said by the id of the team is said no more.
        context.say(Kind.TEAM_DELETED, channel, at, detail={"by": user, "name": team.name}, notify_on_failure=user)
        detail = {"team": team_id, "channel": channel}
        note_act(context, AuditEvent.TEAM_DELETED, actor=user, workspace=workspace, detail=detail)
        redraw.homes(context, workspace, *people)
    for _ in range(AT_ONCE):
        if not erasure.delete_portion(context.db, team_id):
            break


def delete_result(context: Context, ref: str, user: str) -> None:
    """Delete a result, with its answers, its changes and its post; what was promised because of it stays.

    Once however often somebody presses. OutdatedError for what is no result.
    """
    with context.db.atomic():
        if runs.find(context.db, ref) is None:
            return
        posted = runs.lock_row(context.db, ref)
        _check_result(context, posted)
        place = results.find_current(context.db, ref).find_place(posted.started_by)
        stands, asked = posts.find(context.db, Kind.RESULT, ref), seats.list_seats(context.db, ref)
        promised = commitments.list_of_result(context.db, ref)
        erasure.delete(context.db, "runs", [ref])
        message = {"channel": stands[0], "ts": stands[1]} if stands else {}
        context.say(Kind.RESULT, ref, place, op=Operation.DELETE, detail=message)
        note_act(context, AuditEvent.RESULT_DELETED, actor=user, team_id=posted.team_id, detail={"run": ref})
        for each in promised:
            redraw.changed_commitment(context, commitments.get(context.db, each))
        redraw.homes(context, posted.workspace, posted.started_by, *(each.user_id for each in asked))


def _check_result(context: Context, run: Run) -> None:
    playbook = context.library.get(run.playbook)
    is_document = playbook is not None and playbook.ending is Ending.DOCUMENT
    if run.finished_at is None or run.replaces or run.list_id or is_document:
        raise OutdatedError
