"""What may be read of a survey asked one factor a week: which factors are shown, and how many answers others need."""

from collections.abc import Sequence

from bot.coaching.shapes.survey.facts import WeeklyPicture
from bot.coaching.shapes.survey.shape import Survey
from bot.coaching.waves.blocks import gather_blocks, read_figures
from bot.coaching.waves.sheets import Sheet
from bot.model.blocks import Block, BlockAnswer, WeeklySurvey
from bot.model.teams import Role, Side
from bot.records import blocks, sealed_answers, teams
from bot.records.database import Database

ROOM = 80  # bytes of one person's answer in a sealed box

Box = dict[str, BlockAnswer]


def load_box(db: Database, secret: bytes, block: Block) -> Box:
    """Return respondent token → answer. Call it in a transaction that has locked the block, to change it."""
    return {token: BlockAnswer.from_row(given) for token, given in sealed_answers.load(db, secret, block.id).items()}


def list_sheets(db: Database, secret: bytes, block: Block) -> list[Sheet]:
    """Return the answers in a block, each on the side on which it was given."""
    return [Sheet(answer.side, {block.factor: answer.level}) for answer in load_box(db, secret, block).values()]


def count_askable(db: Database, team_id: str, sides: Sequence[Side]) -> dict[Side, int]:
    """Return side → how many of a team are asked: observers are not."""
    members = [each.side for each in teams.list_members(db, team_id) if each.role is not Role.OBSERVER]
    return {side: members.count(side) for side in sides}


def find_picture(db: Database, weekly: WeeklySurvey, survey: Survey) -> WeeklyPicture:
    """Return the whole picture: of each factor what its last block shows."""
    all_blocks = blocks.list_of_team(db, weekly.team_id, weekly.playbook)
    last = {each.factor: each for each in reversed(all_blocks) if each.figures}
    figures = {factor: read_figures(each.figures or "") for factor, each in last.items()}
    return WeeklyPicture(
        weekly,
        survey,
        gather_blocks(list(survey.items), figures, weekly.sides, weekly.threshold),
        {factor: each.ended_on for factor, each in last.items() if each.ended_on},
        {each.factor: each.missing for each in all_blocks if not each.figures},
    )
