"""What a team's estimates came to: its own factor, for the next one."""

from collections.abc import Mapping

from bot.coaching.format.playbook import Base
from bot.coaching.outcomes.following import Factor, factor
from bot.records import followups
from bot.records.database import Database


def factors(db: Database, team_id: str, playbook: Base) -> Mapping[str, Factor]:
    """Question that is estimated → what the team's earlier estimates came to, where it has any."""
    found = {
        followup.estimate: factor(followups.came_to(db, team_id, playbook.word, followup.estimate, followup.took))
        for followup in playbook.followup
        if followup.estimate and followup.took
    }
    return {question: known for question, known in found.items() if known}
