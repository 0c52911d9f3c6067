"""A person is forgotten: asked for by a press, done by the clock, said once; then even that is deleted."""

from bot.actions import canvases, members, redraw
from bot.actions.context import Context
from bot.coaching.schedule.dates import today_in
from bot.model.audit import AuditEvent
from bot.model.outbox import Address, Kind, Operation
from bot.model.people import ForgetRequest
from bot.records import audit, blocks, checkins, posts, runs, sealed_answers, teams, waves
from bot.records import canvases as canvas_records
from bot.records import forgetting as records
from bot.records import members as member_records
from bot.records.data_map import RULES
from bot.reports import waves as wave_reports
from bot.reports import weekly as weekly_reports

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
    _take_back_taps(context, request)
    changed = _leave_teams(context, request) | _sweep(context, request)
    # Whoever has changed it: of several processes each draws what it has done.
    _redraw(context, request, changed)
    with context.db.atomic():
        if not records.lock_row(context.db, request):
            return
        audit.note(context.db, AuditEvent.PERSON_FORGOTTEN, actor=CLOCK, now=context.now, workspace=request.workspace)
        at = Address.to_person(request.workspace, request.user_id)
        context.say(Kind.FORGOTTEN, request.id, at)
        redraw.homes(context, request.workspace, request.user_id)
        records.note_done(context.db, request, context.now)


def _end(context: Context, request: ForgetRequest) -> None:
    """Forget what came in since, the message that said it is done, and the wish."""
    _sweep(context, request)
    with context.db.atomic():
        records.delete_direct(context.db, request)
        records.take_out(context.db, "outbox", request)
        records.end(context.db, request)


def _leave_teams(context: Context, request: ForgetRequest) -> set[str]:
    """Take them out of their teams, which hear of it without their name. Return what has changed."""
    with context.db.atomic():
        members.lose_person(context, request.workspace, request.user_id)
        records.delete_direct(context.db, request)
        return set().union(*(records.take_out(context.db, table, request) for table in _NEWS))


def _sweep(context: Context, request: ForgetRequest) -> set[str]:
    """Take them out of every table, one after the other, so that nobody waits long. Return what has changed."""
    changed: set[str] = set()
    with context.db.atomic():
        records.delete_private(context.db, request)
    for table in RULES:
        with context.db.atomic():
            changed |= records.take_out(context.db, table, request)
    return changed


def _take_back_taps(context: Context, request: ForgetRequest) -> None:
    """Take their answers out of whatever is open, and seal the others anew, whether they had answered or not."""
    theirs = member_records.list_teams_of(context.db, request.workspace, request.user_id)
    for ref in checkins.list_uncounted(context.db, request.workspace):
        _take_back_tap(context, request, ref, theirs)
    for team_id in theirs:
        _take_back_block_answers(context, team_id, request.user_id)
    for wave in waves.list_waiting(context.db, request.workspace, request.user_id):
        with context.db.atomic():
            locked = waves.lock_row(context.db, wave.id)
            if locked.is_open:
                box = wave_reports.load_box(context.db, context.secret, locked)
                box.pop(wave_reports.make_token(context.secret, locked, request.user_id), None)
                wave_reports.save_box(context.db, context.secret, locked, box)


def _take_back_tap(context: Context, request: ForgetRequest, checkin_id: str, theirs: list[str]) -> None:
    token = sealed_answers.respondent_token(context.secret, checkin_id, request.user_id)
    with context.db.atomic():
        checkins.lock_row(context.db, checkin_id)
        scores = sealed_answers.load(context.db, context.secret, checkin_id)
        # Also where nothing was said, or the row would tell; of a team that is not theirs only what is.
        if scores and (token in scores or checkins.get(context.db, checkin_id).team_id in theirs):
            rest = {each: score for each, score in scores.items() if each != token}
            sealed_answers.save(context.db, context.secret, checkin_id, rest)
            redraw.checkin_later(context, checkin_id)


def _take_back_block_answers(context: Context, team_id: str, user: str) -> None:
    weekly, team = blocks.find_weekly(context.db, team_id), teams.get(context.db, team_id)
    for each in blocks.list_open(context.db, weekly.id) if weekly else ():
        with context.db.atomic():
            block = blocks.lock_open(context.db, each.id)
            if block:
                box = weekly_reports.load_box(context.db, context.secret, block)
                box.pop(sealed_answers.respondent_token(context.secret, block.id, user), None)
                weekly_reports.save_box(context.db, context.secret, block, box, today_in(team.zone, context.now))


def _redraw(context: Context, request: ForgetRequest, changed: set[str]) -> None:
    """Draw the messages of ours anew that named them."""
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
