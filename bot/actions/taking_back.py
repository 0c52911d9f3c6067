"""What somebody has answered in confidence is taken out of whatever is still open: nobody reads it, and no figure has
it.
"""

from bot.actions import redraw
from bot.actions.context import Context
from bot.coaching.schedule.dates import today_in
from bot.model.waves import WaitingWave
from bot.records import blocks, checkins, members, sealed_answers, teams, waves
from bot.reports import waves as wave_reports
from bot.reports import weekly as weekly_reports


def take_back_answers(context: Context, workspace: str, user: str) -> None:
    """Take their answers out of whatever is open, and seal the others anew, whether they had answered or not."""
    theirs = members.list_teams_of(context.db, workspace, user)
    for ref in checkins.list_uncounted(context.db, workspace):
        _take_back_tap(context, user, ref, theirs)
    for team_id in theirs:
        _take_back_block_answers(context, team_id, user)
    for wave in waves.list_waiting(context.db, workspace, user):
        _take_back_wave_answers(context, wave, user)


def _take_back_tap(context: Context, user: str, checkin_id: str, theirs: list[str]) -> None:
    token = sealed_answers.respondent_token(context.secret, checkin_id, user)
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


def _take_back_wave_answers(context: Context, wave: WaitingWave, user: str) -> None:
    with context.db.atomic():
        locked = waves.lock_row(context.db, wave.id)
        if locked.is_open:
            box = wave_reports.load_box(context.db, context.secret, locked)
            box.pop(wave_reports.make_token(context.secret, locked, user), None)
            wave_reports.save_box(context.db, context.secret, locked, box)
