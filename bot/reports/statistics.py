"""What playbooks keep as a measure, for one team: as results and the summary show it."""

from collections.abc import Mapping
from datetime import datetime

from bot.coaching.interview.route import current
from bot.coaching.shapes.table import Playbook
from bot.coaching.statistics import Measure, measure, recorded
from bot.records import answer_history
from bot.records.database import Database


def measured(db: Database, team_id: str, playbook: Playbook, until: datetime) -> list[Measure]:
    """The medians of one playbook by `until`; none while there are too few answers."""
    questions = recorded(playbook)
    if not questions:
        return []
    runs = [current(playbook, answers) for answers in answer_history.list_answers(db, team_id, playbook.word, until)]
    found = [measure(playbook, question, [run.get((question.name, ""), "") for run in runs]) for question in questions]
    return [one for one in found if one]


def of_team(db: Database, team_id: str, library: Mapping[str, Playbook], until: datetime) -> list[Measure]:
    """Those of every playbook."""
    return [one for playbook in library.values() for one in measured(db, team_id, playbook, until)]
