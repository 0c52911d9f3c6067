"""The state of a team, as the choice of the next play sees it."""

from collections.abc import Mapping
from datetime import datetime

from bot.coaching.next_play import TeamState
from bot.coaching.shapes.base import Playbook
from bot.records import commitments, team_state, waves
from bot.records.database import Database
from bot.reports.results import evaluate_run


def of_team(db: Database, team_id: str, library: Mapping[str, Playbook], now: datetime) -> TeamState:
    """Return the state of a team at `now`, UTC. Playbooks that have gone since count as done, and no more;
    so does a survey that is open."""
    latest, counts = team_state.get_latest_runs(db, team_id), commitments.count_states(db, team_id)
    asked = waves.list_days(db, team_id)
    known = {word: found for word, found in latest.items() if word in library}
    return TeamState(
        done=(*latest, *asked),
        sides=tuple(team_state.list_sides(db, team_id)),
        days={
            **{word: (now - run.end).days for word, run in known.items()},
            **{word: (now.date() - day).days for word, day in asked.items() if day and word in library},
        },
        last={word: evaluate_run(db, library[word], run).facts for word, run in known.items()},
        open=counts.open,
        stuck=counts.stuck,
        kept=counts.kept,
    )
