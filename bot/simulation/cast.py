"""Who plays in a team: the company's people, and for every team after the second people of the same names."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from bot.simulation.script import Script
from bot.simulation.steps import Scene
from bot.simulation.story import SCRIPTS
from bot.simulation.workspace import Profile
from bot.trial import company


@dataclass(frozen=True)
class Cast:
    """A team: the `number` of its channel, which the company's people are in it, and what is played there."""

    number: int
    channel: str
    name: str
    people: Sequence[company.Person]
    script: Script

    def find(self, who: company.Person) -> Profile:
        """Return who plays them: themselves in the first two teams, a namesake in others."""
        twin = "" if self.number < len(SCRIPTS) else str(self.number)
        name = f"{who.name} {twin}".strip()
        return Profile(f"{who.id}{twin}", name, f"{who.handle}{twin}", who.zone)

    @property
    def profiles(self) -> list[Profile]:
        return [self.find(each) for each in self.people]

    def scenes(self, weeks: int, random: Random) -> list[Scene]:
        """Return what happens in the first so many weeks; `random` says who taps what at a check-in."""
        return [each for each in (*self.script.scenes, *self.script.list_taps(weeks, random)) if each.week <= weeks]


def hire(teams: int, after: int = 0) -> list[Cast]:
    """Return the casts of so many teams, which play the scripts in turn, those after the first `after`."""
    return [_hire(number) for number in range(after, after + teams)]


def _hire(number: int) -> Cast:
    script = SCRIPTS[number % len(SCRIPTS)]
    if number < len(SCRIPTS):
        name, people = company.TEAMS[script.channel]
        return Cast(number, script.channel, name, people, script)
    name, people = company.TEAMS[script.channel]
    return Cast(number, f"{script.channel}{number}", f"{name}-{number // len(SCRIPTS) + 1}", people, script)
