"""What may be read of a survey asked one factor a week: which factors are shown, and how many answers others need."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date

from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.survey.facts import ShownBlock, WeeklyPicture
from bot.coaching.shapes.survey.shape import Survey
from bot.coaching.side_names import SIDE_NAMES, capitalize_first
from bot.coaching.waves.blocks import gather_blocks, is_in_window
from bot.coaching.waves.changes import compare
from bot.coaching.waves.movement import tell_movement
from bot.coaching.waves.publication import Publication
from bot.coaching.waves.sheets import Sheet
from bot.model.blocks import Block, BlockAnswer, WeeklySurvey
from bot.model.teams import Side
from bot.model.waves import Asked, Wave, WaveMode
from bot.records import blocks, sealed_answers, teams, waves
from bot.records.database import Database
from bot.reports.waves import find_facts, find_levels, is_shown, read_levels

ROOM = 120  # bytes of one person's answer in a sealed box

Box = dict[str, BlockAnswer]


def load_box(db: Database, secret: bytes, block: Block) -> Box:
    """Return respondent token → answer. Call it in a transaction that has locked the block, to change it."""
    return {token: BlockAnswer.from_row(given) for token, given in sealed_answers.load(db, secret, block.id).items()}


def save_box(db: Database, secret: bytes, block: Block, box: Box, day: date) -> None:
    """Seal all answers anew that count on that day, always in the same length: it would tell how many there are."""
    room = sum(count_askable(db, block.team_id, block.sides).values()) * ROOM
    given = {
        token: {**asdict(answer), "asked_on": answer.asked_on.isoformat()}
        for token, answer in box.items()
        if is_in_window(answer.asked_on, day)
    }
    sealed_answers.save(db, secret, block.id, given, room)


def list_sheets(db: Database, secret: bytes, block: Block) -> list[Sheet]:
    """Return the answers in a block, each on the side on which it was given."""
    return [Sheet(answer.side, {block.factor: answer.level}) for answer in load_box(db, secret, block).values()]


def count_askable(db: Database, team_id: str, sides: Sequence[Side]) -> dict[Side, int]:
    """Return side → how many of a team are asked: observers and guests are not."""
    members = [each.side for each in teams.list_counted(db, team_id)]
    return {side: members.count(side) for side in sides}


def find_picture(db: Database, weekly: WeeklySurvey, survey: Survey) -> WeeklyPicture:
    """Return the whole picture: of each factor what its last block shows, and what others still need."""
    ended = [each for each in _list_ended(db, weekly.team_id, survey) if each.factors[0] in survey.items]
    last = {each.factors[0]: each for each in reversed(ended) if is_shown(read_levels(each))}
    figures = {factor: read_levels(wave).factors[factor] for factor, wave in last.items()}
    return WeeklyPicture(
        weekly,
        survey,
        gather_blocks(list(survey.items), figures, weekly.sides, weekly.threshold),
        {factor: wave.closed_on for factor, wave in last.items() if wave.closed_on},
        {factor: moved for factor, wave in last.items() if (moved := _tell_moved(db, wave))},
        {each.factor: each.missing for each in blocks.list_open(db, weekly.id)},
        {each.factors[0] for each in ended} - {*last},
    )


def find_block(db: Database, library: Mapping[str, Playbook], wave: Wave) -> ShownBlock | None:
    """Return a block that has ended, with how far the picture is by now; None where its playbook has gone."""
    levels, facts = find_levels(db, library, wave), find_facts(db, library, wave)
    if levels is None or facts is None:
        return None
    shown = {each.factors[0] for each in _list_ended(db, wave.team_id, facts.survey) if is_shown(read_levels(each))}
    return ShownBlock(levels, len(shown & {*facts.survey.items}))


def find_earlier(db: Database, team_id: str, playbook: str, factor: str, until: date | None = None) -> Wave | None:
    """Return the last wave, in whatever way it asked, that shows a factor and has closed (before the day `until`)."""
    closed = waves.list_closed(db, team_id, playbook, waves.LOOKED_BACK)
    earlier = (each for each in closed if until is None or (each.closed_on and each.closed_on < until))
    return next((each for each in earlier if _shows(each, factor)), None)


def find_last_day(db: Database, team_id: str, playbook: str, factor: str) -> date | None:
    """Return the day on which answers to a factor were worked out last, shown or not."""
    closed = waves.list_closed(db, team_id, playbook, waves.LOOKED_BACK)
    return next((each.closed_on for each in closed if factor in each.factors), None)


def tell_headline(survey: Survey, factor: str, shown: Publication, earlier: Wave | None) -> str:
    """Return what a block comes to in a few words, for lists."""
    title, figures = capitalize_first(survey.find_title(factor)), shown.factors[factor]
    if not figures.sides:
        return f"{title}: too few know"
    means = ", ".join(f"{SIDE_NAMES[side]} {each.mean}" for side, each in figures.sides.items())
    if earlier is None:
        return f"{title}: {means}"
    return f"{title}: {tell_movement(compare(shown, read_levels(earlier)).factors[factor])} ({means})"


def _list_ended(db: Database, team_id: str, survey: Survey) -> list[Wave]:
    closed = waves.list_closed(db, team_id, survey.word, waves.LOOKED_BACK)
    return [each for each in closed if each.mode is WaveMode.WEEKLY]


def _shows(wave: Wave, factor: str) -> bool:
    return wave.asks is Asked.LEVELS and factor in wave.factors and bool(read_levels(wave).factors[factor].sides)


def _tell_moved(db: Database, wave: Wave) -> str:
    """Return how a factor has moved since it was shown before; "" where it was not."""
    factor = wave.factors[0]
    earlier = find_earlier(db, wave.team_id, wave.playbook, factor, wave.closed_on)
    return tell_movement(compare(read_levels(wave), read_levels(earlier)).factors[factor]) if earlier else ""
