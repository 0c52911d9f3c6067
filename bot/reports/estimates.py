"""A team's own factor: what its estimates came to, for the next one."""

from collections.abc import Iterable, Iterator, Mapping

from bot.coaching.followup_rules import Factor, factor, read_effort
from bot.coaching.playbook.base import PlaybookModel
from bot.coaching.playbook.followup_models import FollowUp
from bot.records import followups
from bot.records.database import Database


def find_factors(db: Database, team_id: str, playbook: PlaybookModel) -> Mapping[str, Factor]:
    """Return question that is estimated → what the team's earlier estimates came to, where it has any."""
    found = {
        followup.estimate: factor(_iterate_ended(db, team_id, playbook, followup, followup.estimate))
        for followup in playbook.followup
        if followup.estimate and followup.took
    }
    return {question: known for question, known in found.items() if known}


def _iterate_ended(
    db: Database, team_id: str, playbook: PlaybookModel, followup: FollowUp, question: str
) -> Iterator[tuple[float, list[int]]]:
    """(estimate, what everybody said it took) of what has ended."""
    for estimate, told in followups.list_estimates(db, team_id, playbook.word, followup.name, question):
        took = _latest_efforts((day, read_effort(playbook, followup, mine)) for day, mine in told)
        if took:
            yield estimate, took


def _latest_efforts(said: Iterable[tuple[int, int | None]]) -> list[int]:
    """Of the latest day on which somebody could tell."""
    known = [(day, took) for day, took in said if took is not None]
    return [took for day, took in known if day == known[0][0]]
