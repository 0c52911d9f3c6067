"""Where a team stands, as the choice of the next play sees it."""

from collections.abc import Mapping
from datetime import datetime

from bot.coaching.format.shapes import Playbook
from bot.coaching.outcomes import counsel
from bot.coaching.outcomes.plays import Standing
from bot.records import standing
from bot.records.database import Database, moment
from bot.reports.results import came_to


def of_team(db: Database, team_id: str, library: Mapping[str, Playbook], now: datetime) -> Standing:
    latest = standing.latest(db, team_id)
    known = {word: found for word, found in latest.items() if word in library}
    return Standing(
        done=tuple(latest),
        sides=tuple(standing.sides(db, team_id)),
        days={word: (now - moment(run["finished_at"])).days for word, run in known.items()},
        last={word: counsel.facts(*came_to(db, library[word], run)) for word, run in known.items()},
        **standing.promises(db, team_id),
    )
