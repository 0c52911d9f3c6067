"""Where a team stands, as the choice of the next play sees it."""

from collections.abc import Mapping
from datetime import datetime

from bot.coaching import advice
from bot.coaching.next_play import Standing
from bot.coaching.shapes.table import Playbook
from bot.records import commitments, team_state
from bot.records.database import Database, moment
from bot.reports.results import came_to


def of_team(db: Database, team_id: str, library: Mapping[str, Playbook], now: datetime) -> Standing:
    latest, counts = team_state.latest(db, team_id), commitments.counts(db, team_id)
    known = {word: found for word, found in latest.items() if word in library}
    return Standing(
        done=tuple(latest),
        sides=tuple(team_state.sides(db, team_id)),
        days={word: (now - moment(run["finished_at"])).days for word, run in known.items()},
        last={word: advice.facts(*came_to(db, library[word], run)) for word, run in known.items()},
        open=counts.open,
        stuck=counts.stuck,
        kept=counts.kept,
    )
