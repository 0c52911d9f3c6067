"""Surveys asked one factor a week: chosen by whoever leads, answered with a check-in, decided when it closes."""

from collections.abc import Mapping
from datetime import date

from bot.actions.audit import note_act
from bot.actions.context import Context
from bot.actions.waves import GUEST
from bot.actions.waves_again import has_led_on
from bot.coaching.schedule.dates import today_in
from bot.coaching.schedule.day_printing import format_day
from bot.coaching.shapes.survey.shape import Survey
from bot.coaching.side_names import SIDE_NAMES, capitalize_first
from bot.coaching.waves.blocks import can_end_block, end_block
from bot.coaching.waves.disclosure import LEAST, count_missing_sheets
from bot.coaching.waves.sheets import count_sheets
from bot.errors import UserError
from bot.model.audit import AuditEvent
from bot.model.blocks import Block, BlockAnswer, WeeklySurvey
from bot.model.checkins import Checkin
from bot.model.outbox import Address, Kind
from bot.model.teams import Side, Team
from bot.model.waves import Wave
from bot.records import blocks, checkins, sealed_answers, teams, waves
from bot.reports import weekly as reports
from bot.reports.checkins import team_day

SIDES = (Side.MARKETING, Side.IT)
CLOSED = "That check-in has closed, and nothing can be added. Another question comes with the next."


def begin_weekly(context: Context, team: Team, survey: Survey, threshold: int, user: str) -> WeeklySurvey:
    """Have every check-in ask one factor from now on, and say so in the channel; where they do already, it stays as it
    is.

    UserError, at the field where there is one, for what cannot work.
    """
    with context.db.atomic():
        # Before anything is read: a launch locks the team as well, and one of the two finds the other.
        team = teams.lock_row(context.db, team.id)
        found = blocks.find_by_press(context.db, team.id, context.press) or find_running(context, team.id, survey)
        if found:
            return found
        check_beginning(context, team, survey)
        _check_threshold(context, team, threshold)
        today = today_in(team.zone, context.now)
        weekly = blocks.begin_weekly(
            context.db, team.id, survey.word, SIDES, threshold, by=user, on=today, press=context.press
        )
        note_act(context, AuditEvent.WEEKLY_BEGUN, actor=user, team_id=team.id)
        _say(context, team, weekly, begun=True, by=user)
    return weekly


def end_weekly(context: Context, team: Team, weekly_id: str, user: str) -> bool:
    """Have check-ins ask it no more: what is shown stays, what is not is forgotten. False when it has ended."""
    with context.db.atomic():
        team = teams.lock_row(context.db, team.id)
        weekly = blocks.get_weekly(context.db, team.id, weekly_id)
        if weekly is None or not blocks.end_weekly(context.db, weekly.id, today_in(team.zone, context.now)):
            return False
        for block_id in blocks.drop_open(context.db, weekly.id):
            sealed_answers.delete(context.db, block_id)
        note_act(context, AuditEvent.WEEKLY_ENDED, actor=user, team_id=team.id)
        _say(context, team, weekly, begun=False, by=user)
    return True


def find_running(context: Context, team_id: str, survey: Survey) -> WeeklySurvey | None:
    """Return the survey where a team's check-ins ask it one factor a week; None where they ask another, or none."""
    weekly = blocks.find_weekly(context.db, team_id)
    return weekly if weekly and weekly.playbook == survey.word else None


def check_beginning(context: Context, team: Team, survey: Survey) -> None:
    """Raise UserError where a team's check-ins cannot ask a survey one factor a week, with what to do."""
    if survey.is_split:
        raise UserError(f"{survey.title} is one question, so there is nothing to spread over weeks.")
    running = blocks.find_weekly(context.db, team.id)
    if running:
        raise UserError(
            f"Check-ins ask `{running.playbook}` one factor a week. End that first: "
            f"/align {running.playbook} weekly off."
        )
    wave = waves.find_open(context.db, team.id, survey.word)
    if wave:
        raise UserError(_tell_open(wave, today_in(team.zone, context.now)))
    counts = reports.count_askable(context.db, team.id, SIDES)
    small = min(SIDES, key=lambda side: counts[side])
    if counts[small] < LEAST:
        raise UserError(
            f"{capitalize_first(SIDE_NAMES[small])}: {counts[small]} in this team, and a side is shown from {LEAST} "
            "answers on, so nothing would ever be. Add people with /align team first."
        )


def ask_factor(context: Context, team_id: str, checkin_id: str) -> None:
    """Have a check-in that opens ask the next factor in the order of the file, where its team has chosen that."""
    weekly = blocks.take_turn(context.db, team_id)
    survey = Survey.of(context.library.get(weekly.playbook)) if weekly else None
    if weekly is None or survey is None:
        return
    names = list(survey.items)
    day = today_in(teams.get(context.db, team_id).zone, context.now)
    block = blocks.open_block(context.db, weekly, names[(weekly.number - 1) % len(names)], day)
    # Sealed anew in any case: else the first answer in a block could be told from later ones.
    reports.save_box(context.db, context.secret, block, reports.load_box(context.db, context.secret, block), day)
    blocks.ask(context.db, checkin_id, block)


def answer_factor(context: Context, checkin_id: str, level: int | None, user: str, response_url: str) -> None:
    """Keep what somebody answers, 1 to 5 or None for “I don’t know”, in the place of what they said before.

    UserError once the check-in has closed, and for who is a guest, or on a side that is not asked.
    """
    with context.db.atomic():
        checkins.lock_row(context.db, checkin_id)
        checkin = checkins.get(context.db, checkin_id)
        block = blocks.lock_open(context.db, checkin.block_id or "")
        if block is None or checkin.closed_at or checkin.closes_at <= context.now:
            raise UserError(CLOSED)
        if teams.is_guest(context.db, block.team_id, user):
            raise UserError(GUEST)
        side = find_asked_side(context, block, user)
        if side is None:
            raise UserError(f"This one asks {' and '.join(SIDE_NAMES[each] for each in block.sides)} only.")
        day = team_day(checkin, checkin.opened_at)
        box = reports.load_box(context.db, context.secret, block)
        token = sealed_answers.respondent_token(context.secret, block.id, user)
        answers = {**box, token: BlockAnswer(side, level, day)}
        reports.save_box(context.db, context.secret, block, answers, day)
    said = {"block": block, "closes": team_day(checkin, checkin.closes_at)}
    at = Address(checkin.workspace, checkin.channel, checkin.team_id)
    context.whisper(Kind.WEEKLY, checkin_id, at, user, response_url=response_url, detail=said)


def find_asked_side(context: Context, block: Block, user: str) -> Side | None:
    """Return the side on which a block asks somebody; None for who is on none of them, and who counts nowhere."""
    counted = {each.user_id: each.side for each in teams.list_counted(context.db, block.team_id)}
    side = counted.get(user)
    return side if side in block.sides else None


def tell_question(context: Context, checkin: Checkin, user: str) -> Mapping[str, object]:
    """Return what a check-in asks somebody behind their tap, and what they have said so far; empty for nothing."""
    block = blocks.find_open(context.db, checkin.block_id or "")
    if block is None or checkin.closed_at or find_asked_side(context, block, user) is None:
        return {}
    token = sealed_answers.respondent_token(context.secret, block.id, user)
    return {"block": block, "given": reports.load_box(context.db, context.secret, block).get(token)}


def close_factor(context: Context, checkin: Checkin, *, quietly: bool) -> None:
    """Show a factor when enough of every side have answered, else say how many are missing: at a check-in's close only.
    Unless `quietly` it gets a post of its own where something was done about it, or it is the first to talk about.

    Call it in a transaction that has closed the check-in.
    """
    block = blocks.lock_open(context.db, checkin.block_id or "")
    survey = Survey.of(context.library.get(block.playbook)) if block else None
    if block is None or survey is None:
        return
    sheets = reports.list_sheets(context.db, context.secret, block)
    day = today_in(checkin.zone, context.now)
    last = reports.find_last_day(context.db, block.team_id, block.playbook, block.factor)
    if not can_end_block(block.factor, sheets, block.sides, block.threshold, day, last):
        missing = count_missing_sheets(count_sheets(sheets, block.sides), block.threshold)
        return blocks.show_missing(context.db, block, missing)
    shown = end_block(block.factor, sheets, block.sides, block.threshold)
    earlier = reports.find_earlier(context.db, block.team_id, block.playbook, block.factor)
    done = earlier if earlier and shown.shown and has_led_on(context, earlier, block.factor) else None
    headline = reports.tell_headline(survey, block.factor, shown, earlier)
    blocks.end(context.db, block, day, checkin.closes_at, shown.to_json(), headline, done.id if done else None)
    sealed_answers.delete(context.db, block.id)
    if not quietly and (done or _comes_first(context, block, survey)):
        at = Address(checkin.workspace, checkin.channel, checkin.team_id)
        context.say(Kind.WAVE_RESULT, block.id, at, notify_on_failure=block.begun_by)


def _comes_first(context: Context, block: Block, survey: Survey) -> bool:
    """Return whether its factor is the one to talk about first of all by now."""
    weekly = blocks.get_weekly(context.db, block.team_id, block.weekly_id)
    return weekly is not None and reports.find_picture(context.db, weekly, survey).first == block.factor


def _tell_open(wave: Wave, today: date) -> str:
    until = format_day(wave.last_on, today)
    if wave.is_again:
        return f"One factor is asked again until {until}, by direct message. Type this again when that has closed."
    return f"One is open until {until}. It closes first: *Close it now* stands in the menu of its post."


def _check_threshold(context: Context, team: Team, threshold: int) -> None:
    counts = reports.count_askable(context.db, team.id, SIDES)
    small = min(SIDES, key=lambda side: counts[side])
    if counts[small] < threshold:
        raise UserError(
            f"{capitalize_first(SIDE_NAMES[small])}: {counts[small]} in this team, so it would stay locked, and the "
            "other side with it. Choose a lower number.",
            "threshold",
        )


def _say(context: Context, team: Team, weekly: WeeklySurvey, *, begun: bool, by: str) -> None:
    detail = {"team": team.id, "playbook": weekly.playbook, "threshold": weekly.threshold, "begun": begun, "by": by}
    at = Address(team.workspace, team.channel, team.id)
    context.say(Kind.WEEKLY if begun else Kind.WEEKLY_ENDED, weekly.id, at, detail=detail, notify_on_failure=by)
