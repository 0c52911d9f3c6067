"""A person is forgotten: asked for by a press, done by the clock, said once; then even that is deleted."""

from bot.actions import canvases, members, redraw
from bot.actions.context import Context
from bot.actions.taking_back import take_back_answers
from bot.model.audit import AuditEvent
from bot.model.outbox import Address, Kind, Operation
from bot.model.people import ForgetRequest
from bot.records import audit, posts, runs, teams
from bot.records import canvases as canvas_records
from bot.records import forgetting as records
from bot.records.data_map import RULES

CLOCK = "clock"  # the actor, in the audit: whoever was forgotten stands nowhere
# What the team is told of is composed from these: they change in the transaction in which it is said.
_NEWS = ("outbox", "commitments")


def ask(context: Context, workspace: str, user: str) -> None:
    """Have somebody forgotten, soon; once however often they ask."""
    records.ask(context.db, workspace, user, context.now)


def forget_due(context: Context) -> int:
    """Forget whoever has asked, and then that they were told. Return how many steps that was."""
    open_, said = records.list_open(context.db), records.list_said(context.db)
    for request in open_:
        _forget(context, request)
    for request in said:
        _end(context, request)
    return len(open_) + len(said)


def _forget(context: Context, request: ForgetRequest) -> None:
    take_back_answers(context, request.workspace, request.user_id)
    _leave_teams(context, request)
    _sweep(context, request)
    with context.db.atomic():
        if not records.lock_row(context.db, request):
            return
        _redraw(context, request)
        audit.note(context.db, AuditEvent.PERSON_FORGOTTEN, actor=CLOCK, now=context.now, workspace=request.workspace)
        at = Address.to_person(request.workspace, request.user_id)
        context.say(Kind.FORGOTTEN, request.id, at)
        # What stood there goes, though it is not known any more that they have ever opened it.
        redraw.home(context, request.workspace, request.user_id)
        records.note_done(context.db, request, context.now)


def _end(context: Context, request: ForgetRequest) -> None:
    """Forget what came in since, the message that said it is done, and the wish."""
    _sweep(context, request)
    with context.db.atomic():
        _redraw(context, request)
        records.delete_direct(context.db, request)
        records.take_out(context.db, "outbox", request)
        records.end(context.db, request)


def _leave_teams(context: Context, request: ForgetRequest) -> None:
    """Take them out of their teams, which hear of it without their name."""
    with context.db.atomic():
        if not records.lock_row(context.db, request):
            return
        members.lose_person(context, request.workspace, request.user_id)
        records.delete_direct(context.db, request)
        for table in _NEWS:
            _take_out(context, table, request)


def _sweep(context: Context, request: ForgetRequest) -> None:
    """Take them out of every table, one after the other, so that nobody waits long. A process that is behind stops: it
    would take out what another one has just told them.
    """
    with context.db.atomic():
        if records.lock_row(context.db, request):
            records.delete_private(context.db, request)
    for table in RULES:
        with context.db.atomic():
            if records.lock_row(context.db, request):
                _take_out(context, table, request)


def _take_out(context: Context, table: str, request: ForgetRequest) -> None:
    # What is changed and what is to be drawn stand or fall together, wherever a process ends.
    if changed := records.take_out(context.db, table, request):
        records.note_undrawn(context.db, request, changed)


def _redraw(context: Context, request: ForgetRequest) -> None:
    """Draw the messages of ours anew that named them."""
    changed = records.take_undrawn(context.db, request)
    places = posts.list_places(context.db, request.workspace, runs.list_roots(context.db, changed))
    for kind, ref, channel in places:
        team = teams.find(context.db, request.workspace, channel)
        at = Address(request.workspace, channel, team.id if team else None)
        if kind is not Kind.CANVAS:
            context.say(kind, ref, at, op=Operation.UPDATE)
    for ref in sorted(changed):
        redraw.reminders(context, ref)
    for team_id in sorted({ref for kind, ref, _ in places if kind is Kind.INTRODUCTION}):
        agreed = canvas_records.list_agreed(context.db, team_id)
        if agreed and posts.find(context.db, Kind.CANVAS, team_id):
            canvases.keep_at_hand(context, agreed[-1])
