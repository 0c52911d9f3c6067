"""A script: what is played in a team, and how its people tap at the check-ins."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random

from bot.simulation.steps import Scene, Taps
from bot.trial import company


@dataclass(frozen=True)
class Script:
    """What is played in the `channel`: its scenes, and the mood of its weeks, 1 to 5 by person, 0 for no tap."""

    channel: str
    scenes: Sequence[Scene]
    moods: Mapping[company.Person, Sequence[int]] = field(default_factory=dict)
    asked: str = "Tue"

    def list_taps(self, weeks: int, random: Random) -> list[Scene]:
        """Return a tap of everybody in each week, somewhat beside the mood; a mood lasts when it ends."""
        return [
            Scene(week, f"{self.asked} {random.randint(13, 16)}:{random.randint(0, 59):02}", who, (Taps(tap),))
            for who, moods in self.moods.items()
            for week in range(2, weeks + 1)
            if (tap := _draw_tap(moods[min(week, len(moods)) - 1], random))
        ]


def _draw_tap(mood: int, random: Random) -> int:
    return min(5, max(1, mood + random.choice((-1, 0, 0, 0, 1)))) if mood else 0
