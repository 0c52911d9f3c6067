"""What a team has told other playbooks about a subject, weeks later included."""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.coaching import followup_rules
from bot.coaching.interview import variants
from bot.coaching.shapes.table import Playbook
from bot.records import followups, runs
from bot.records.database import Database


def told(
    db: Database, team_id: str, library: Mapping[str, Playbook], words: Iterable[str], subject: str
) -> dict[str, dict[str, Any]]:
    """Playbook → question → answer, of those of `words` that the team has finished about this subject."""
    found = {word: _of(db, team_id, library[word], subject) for word in words if word in library}
    return {word: answers for word, answers in found.items() if answers}


def _of(db: Database, team_id: str, playbook: Playbook, subject: str) -> dict[str, Any]:
    run = runs.find_latest(db, team_id, playbook.word, subject)
    if run is None:
        return {}
    went, answers = variants.went_through(playbook, run.variant, runs.get_answers(db, run.id))
    return {**followup_rules.values(went, answers), **followups.get_last_answers(db, run.id)}
