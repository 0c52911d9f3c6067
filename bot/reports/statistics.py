"""Medians that playbooks keep of a team's answers, for results and the summary."""

from datetime import datetime

from bot.coaching.interview.route import select_current
from bot.coaching.interview.variants import Variant
from bot.coaching.shapes.base import Playbook
from bot.coaching.statistics import Measure, list_recorded, measure_answers
from bot.records import answer_history
from bot.records.database import Database


def list_measures(db: Database, team_id: str, playbook: Playbook, until: datetime) -> list[Measure]:
    """Return the medians of one playbook by `until`; none while there are too few answers."""
    questions = list_recorded(playbook)
    if not questions:
        return []
    everything = Variant(playbook.page)  # a run in full has answered the same questions
    runs = [
        select_current(everything, answers)
        for answers in answer_history.list_answers(db, team_id, playbook.word, until)
    ]
    measures = [measure_answers(playbook, each, [run.get((each.name, ""), "") for run in runs]) for each in questions]
    return [each for each in measures if each]
