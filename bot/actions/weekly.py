"""Surveys asked one factor a week: chosen by whoever leads, answered with a check-in, decided when it closes."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date

from bot.actions.context import Context
from bot.coaching.schedule.dates import today_in
from bot.coaching.schedule.day_printing import format_day
from bot.coaching.shapes.survey.shape import Survey
from bot.coaching.side_names import SIDE_NAMES, capitalize_first
from bot.coaching.waves.blocks import can_end_block, end_block, write_figures
from bot.coaching.waves.disclosure import LEAST, USUAL, count_missing_sheets
from bot.coaching.waves.sheets import count_sheets
from bot.errors import UserError
from bot.model.blocks import Block, BlockAnswer, WeeklySurvey
from bot.model.checkins import Checkin
from bot.model.outbox import Address, Kind
from bot.model.teams import Role, Side, Team
from bot.records import blocks, checkins, sealed_answers, teams, waves
from bot.reports import weekly as reports
from bot.reports.checkins import team_day

SIDES = (Side.MARKETING, Side.IT)


def begin_weekly(context: Context, team: Team, survey: Survey, user: str) -> WeeklySurvey:
    """Have every check-in ask one factor from now on, and say so in the channel. Asked for again, it stays as it is.

    UserError where a wave is open, where a side is too small ever to be shown, and for points to split.
    """
    if survey.is_split:
        raise UserError(f"{survey.title} is one question, so there is nothing to spread over weeks.")
    with context.db.atomic():
        # Before anything is read: a launch locks the team as well, and one of the two finds the other.
        team = teams.lock_row(context.db, team.id)
        running = blocks.find_weekly(context.db, team.id)
        if running and running.playbook == survey.word:
            return running
        _check_beginning(context, team, survey, running)
        counts = reports.count_askable(context.db, team.id, SIDES)
        threshold = min(USUAL, *counts.values())
        today = today_in(team.zone, context.now)
        weekly = WeeklySurvey(team.id, survey.word, SIDES, threshold, 0, user, today)
        blocks.begin_weekly(context.db, weekly)
        _say(context, team, weekly, begun=True, by=user)
    return weekly


def end_weekly(context: Context, team: Team, user: str) -> bool:
    """Have check-ins ask no factor any more: what is shown stays, what is not shown yet is forgotten.

    Return False where they ask none.
    """
    with context.db.atomic():
        team = teams.lock_row(context.db, team.id)
        weekly = blocks.find_weekly(context.db, team.id)
        if weekly is None:
            return False
        blocks.end_weekly(context.db, team.id)
        for block_id in blocks.drop_open(context.db, team.id):
            sealed_answers.delete(context.db, block_id)
        _say(context, team, weekly, begun=False, by=user)
    return True


def ask_factor(context: Context, team_id: str, checkin_id: str) -> None:
    """Have a check-in that opens ask the next factor in the order of the file, where its team has chosen that."""
    weekly = blocks.take_turn(context.db, team_id)
    survey = Survey.of(context.library.get(weekly.playbook)) if weekly else None
    if weekly is None or survey is None:
        return
    names = list(survey.items)
    factor = names[(weekly.turn - 1) % len(names)]
    block = blocks.open_block(context.db, weekly, factor, survey.find_title(factor))
    # Sealed anew in any case: else the first answer in a block could be told from later ones.
    _seal(context, block, reports.load_box(context.db, context.secret, block))
    blocks.ask(context.db, checkin_id, block)


def answer_factor(context: Context, checkin_id: str, level: int | None, user: str, response_url: str) -> None:
    """Keep what somebody answers, 1 to 5 or None for “I don’t know”, in the place of what they said before.

    UserError once the check-in has closed, and for who is on a side that is not asked.
    """
    with context.db.atomic():
        checkins.lock_row(context.db, checkin_id)
        checkin = checkins.get(context.db, checkin_id)
        block = blocks.lock_open(context.db, checkin.block_id or "")
        if block is None or checkin.closed_at or checkin.closes_at <= context.now:
            raise UserError("That check-in has closed, and nothing can be added. Another factor comes with the next.")
        side = find_asked_side(context, block, user)
        if side is None:
            raise UserError(f"This one asks {' and '.join(SIDE_NAMES[each] for each in block.sides)} only.")
        box = reports.load_box(context.db, context.secret, block)
        box[sealed_answers.respondent_token(context.secret, block.id, user)] = BlockAnswer(side, level)
        _seal(context, block, box)
    said = {"title": block.title, "closes": team_day(checkin, checkin.closes_at)}
    at = Address(checkin.workspace, checkin.channel, checkin.team_id)
    context.whisper(Kind.WEEKLY, checkin_id, at, user, response_url=response_url, detail=said)


def find_asked_side(context: Context, block: Block, user: str) -> Side | None:
    """Return the side on which a block asks somebody; None for who is on none of them, observes, or is no member."""
    if teams.get_role(context.db, block.team_id, user) in (None, Role.OBSERVER):
        return None
    side = teams.get_side(context.db, block.team_id, user)
    return side if side in block.sides else None


def tell_question(context: Context, checkin: Checkin, user: str) -> dict[str, object]:
    """Return what a check-in asks somebody behind their tap, and what they have said so far; empty for nothing."""
    block = blocks.find_open(context.db, checkin.block_id or "")
    if block is None or checkin.closed_at or find_asked_side(context, block, user) is None:
        return {}
    token = sealed_answers.respondent_token(context.secret, block.id, user)
    given = reports.load_box(context.db, context.secret, block).get(token)
    return {"block": block, "given": given}


def close_factor(context: Context, checkin: Checkin) -> None:
    """Show a factor when enough of every side have answered, else say how many are missing: at a check-in's close only.

    Call it in a transaction that has closed the check-in.
    """
    block = blocks.lock_open(context.db, checkin.block_id or "")
    if block is None:
        return
    sheets = reports.list_sheets(context.db, context.secret, block)
    day = today_in(checkin.zone, context.now)
    if can_end_block(block.factor, sheets, block.sides, block.threshold, day, _find_last(context, block)):
        figures = end_block(block.factor, sheets, block.sides, block.threshold)
        blocks.end(context.db, block, day, write_figures(figures), checkin.id)
        sealed_answers.delete(context.db, block.id)
        return
    missing = count_missing_sheets(count_sheets(sheets, block.sides), block.threshold)
    blocks.show_missing(context.db, block, missing)


def _check_beginning(context: Context, team: Team, survey: Survey, running: WeeklySurvey | None) -> None:
    if running:
        raise UserError(
            f"Check-ins ask `{running.playbook}` one factor a week. End that first: "
            f"/align {running.playbook} weekly off."
        )
    wave = waves.find_open(context.db, team.id, survey.word)
    if wave:
        today = today_in(team.zone, context.now)
        raise UserError(
            f"One is open until {format_day(wave.last_on, today)}. It closes first: *Close it now* stands in the menu "
            "of its post. Then type this again."
        )
    counts = reports.count_askable(context.db, team.id, SIDES)
    small = min(SIDES, key=lambda side: counts[side])
    if counts[small] < LEAST:
        raise UserError(
            f"{capitalize_first(SIDE_NAMES[small])}: {counts[small]} in this team, and a side is shown from {LEAST} "
            "answers on, so nothing would ever be. Add people with /align team first."
        )


def _find_last(context: Context, block: Block) -> date | None:
    """Return the day on which answers to this factor were shown last, in a block or in a wave."""
    ended = [
        each.ended_on
        for each in blocks.list_of_team(context.db, block.team_id, block.playbook)
        if each.factor == block.factor and each.ended_on
    ]
    closed = [each.closed_on for each in waves.list_closed(context.db, block.team_id, block.playbook) if each.closed_on]
    return max([*ended, *closed], default=None)


def _seal(context: Context, block: Block, box: Mapping[str, BlockAnswer]) -> None:
    room = sum(reports.count_askable(context.db, block.team_id, block.sides).values()) * reports.ROOM
    given = {token: asdict(answer) for token, answer in box.items()}
    sealed_answers.save(context.db, context.secret, block.id, given, room)


def _say(context: Context, team: Team, weekly: WeeklySurvey, *, begun: bool, by: str) -> None:
    detail = {"playbook": weekly.playbook, "threshold": weekly.threshold, "begun": begun, "by": by}
    at = Address(team.workspace, team.channel, team.id)
    context.say(Kind.WEEKLY, team.id, at, detail=detail, notify_on_failure=by)
