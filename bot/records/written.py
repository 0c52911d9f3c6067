"""What a team has written down so far, playbook by playbook: of each subject what stands now."""

from collections.abc import Collection

from bot.model.runs import Answers, Visibility
from bot.model.subjects import fold_subject
from bot.records import run_answers
from bot.records.bulk_values import list_values
from bot.records.database import Database
from bot.records.run_sql import select_runs


def list_written(db: Database, team_id: str, playbooks: Collection[str]) -> dict[str, dict[str, Answers]]:
    """Return playbook → subject → answers of what the team has finished and shared last, in these playbooks."""
    values, params = list_values(db, ((each,) for each in sorted(playbooks)))
    if not values:
        return {}
    current = select_runs(
        db,
        f"""
        WHERE r.team_id = :team AND r.finished_at IS NOT NULL AND r.visibility = '{Visibility.CHANNEL}'
            AND r.list_id IS NULL AND r.playbook IN (SELECT column1 FROM ({values}) AS wanted)
            AND NOT EXISTS (
                SELECT 1 FROM runs n
                WHERE n.replaces = r.id AND n.finished_at IS NOT NULL AND n.visibility = '{Visibility.CHANNEL}')
        ORDER BY r.finished_at, r.id""",
        {"team": team_id, **params},
    )
    answers = run_answers.get_of_runs(db, [run.id for run in current])
    written: dict[str, dict[str, Answers]] = {}
    for run in current:
        written.setdefault(run.playbook, {})[fold_subject(run.subject)] = answers.get(run.id, {})
    return written
