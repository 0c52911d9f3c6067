"""Peers: what teams elsewhere have come to, from files that people hand each other."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated

from pydantic import ConfigDict, Field, TypeAdapter
from pydantic.dataclasses import dataclass

from bot.coaching.waves.levels import average
from bot.coaching.waves.publication import Publication

LEAST_TEAMS = 5
LEAST_ORGANISATIONS = 3
Level = Annotated[float, Field(ge=1, le=5)]
Name = Annotated[str, Field(min_length=1, max_length=80)]


@dataclass(frozen=True, config=ConfigDict(extra="forbid"))
class PeerFile:
    """What an organisation gives away: averages over its `teams`, to one decimal, both sides weighing the same."""

    organisation: Name
    teams: Annotated[int, Field(ge=1, le=10_000)]
    level: Level
    factors: Annotated[Mapping[Name, Level], Field(max_length=100)]

    def to_json(self) -> str:
        """Return it as the text of a file."""
        return TypeAdapter(PeerFile).dump_json(self, indent=2).decode()

    @classmethod
    def from_json(cls, text: str) -> "PeerFile":
        """Return what a file says. pydantic.ValidationError for anything else."""
        return TypeAdapter(PeerFile).validate_json(text)


@dataclass(frozen=True)
class Peers:
    """What teams of several organisations have come to, each team weighing the same."""

    teams: int
    level: float
    factors: Mapping[str, float]


def is_full(publication: Publication) -> bool:
    """Return whether a wave may go into a file: every side of every factor is shown."""
    return all(figures.level is not None for figures in publication.factors.values())


def summarise(organisation: str, publications: Iterable[Publication]) -> PeerFile | None:
    """Return the averages of the last wave of each team, of one playbook, as far as they are full; None without any."""
    waves = [wave for wave in publications if is_full(wave)]
    levels = [wave.level for wave in waves if wave.level is not None]
    if not levels:
        return None
    common = [name for name in waves[0].factors if all(name in wave.factors for wave in waves)]
    factors = {name: average(_list_levels(name, waves)) for name in common}
    return PeerFile(organisation, len(levels), average(levels), factors)


def combine(files: Sequence[PeerFile]) -> Peers | None:
    """Return what peers say, from the last file of each organisation; None while teams or organisations are few."""
    newest = {file.organisation: file for file in files}.values()
    teams = sum(file.teams for file in newest)
    if teams < LEAST_TEAMS or len(newest) < LEAST_ORGANISATIONS:
        return None
    weights = [file.teams for file in newest]
    names = [name for name in next(iter(newest)).factors if all(name in file.factors for file in newest)]
    factors = {name: average([file.factors[name] for file in newest], weights) for name in names}
    return Peers(teams, average([file.level for file in newest], weights), factors)


def _list_levels(factor: str, waves: Sequence[Publication]) -> list[float]:
    return [level for wave in waves if (level := wave.factors[factor].level) is not None]
