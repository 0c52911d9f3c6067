"""Answers of a team to other playbooks about a subject, those to follow-ups included."""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.coaching.shapes.base import Playbook
from bot.records import followups, runs
from bot.records.database import Database
from bot.reports.results import evaluate_run


def find_answers(
    db: Database, team_id: str, library: Mapping[str, Playbook], words: Iterable[str], subject: str
) -> dict[str, dict[str, Any]]:
    """Return playbook → question → answer, of those of `words` that the team has finished about this subject."""
    known = {word: _answers_of(db, team_id, library[word], subject) for word in words if word in library}
    return {word: answers for word, answers in known.items() if answers}


def _answers_of(db: Database, team_id: str, playbook: Playbook, subject: str) -> dict[str, Any]:
    run = runs.find_latest(db, team_id, playbook.word, subject)
    if run is None:
        return {}
    return {**evaluate_run(db, playbook, run).answers, **followups.get_last_answers(db, run.id)}
