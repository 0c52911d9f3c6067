"""A team's own factors: how its estimates turned out, for the next one."""

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
    """Yield (estimate, what everybody said it took) of each run that somebody could tell about."""
    for estimate, replies in followups.list_estimates(db, team_id, playbook.word, followup.name, question):
        took = _latest_efforts((day, read_effort(playbook, followup, given)) for day, given in replies)
        if took:
            yield estimate, took


def _latest_efforts(efforts: Iterable[tuple[int, int | None]]) -> list[int]:
    """Return those of the latest day on which somebody could tell. `efforts` come with the latest day first."""
    known = [(day, took) for day, took in efforts if took is not None]
    return [took for day, took in known if day == known[0][0]]
