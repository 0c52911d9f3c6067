"""Peers: what teams elsewhere have come to, from files that people hand each other."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, Field, TypeAdapter
from pydantic.dataclasses import dataclass

from bot.coaching.waves.levels import average
from bot.coaching.waves.publication import Publication
from bot.model.subjects import fold_subject

LEAST_TEAMS = 5
LEAST_ORGANISATIONS = 3
FORMAT: Literal[1] = 1


def _check_decimals(level: float) -> float:
    if round(level, 1) != level:
        raise ValueError("one decimal at the most")
    return level


def _check_printable(name: str) -> str:
    # What nobody sees makes two names of one, and what moves the cursor rewrites a terminal.
    if not name.isprintable() or name != " ".join(name.split()):
        raise ValueError("letters, digits and signs that people see, with single blanks")
    return name


Level = Annotated[float, Field(ge=1, le=5), AfterValidator(_check_decimals)]
Name = Annotated[str, Field(min_length=1, max_length=80), AfterValidator(_check_printable)]
FactorName = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,79}$")]


@dataclass(frozen=True, config=ConfigDict(extra="forbid", strict=True))
class PeerFile:
    """What an organisation gives away: averages over its `teams`, to one decimal, both sides weighing the same."""

    format: Literal[1]
    playbook: FactorName
    organisation: Name
    made_on: date
    teams: Annotated[int, Field(ge=1, le=10_000)]
    level: Level
    factors: Annotated[Mapping[FactorName, Level], Field(max_length=100)]

    def to_json(self) -> str:
        """Return it as the text of a file."""
        return json.dumps(TypeAdapter(PeerFile).dump_python(self, mode="json"), indent=2, ensure_ascii=False) + "\n"

    @classmethod
    def from_json(cls, text: str | bytes) -> "PeerFile":
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


def summarise(playbook: str, organisation: str, made_on: date, publications: Iterable[Publication]) -> PeerFile | None:
    """Return the averages of one wave of each team, as far as they are full; None without any.

    pydantic.ValidationError for an organisation whose name cannot stand in a file.
    """
    waves = [wave for wave in publications if is_full(wave)]
    levels = [wave.level for wave in waves if wave.level is not None]
    if not levels:
        return None
    common = [name for name in waves[0].factors if all(name in wave.factors for wave in waves)]
    factors = {name: average(_list_levels(name, waves)) for name in common}
    return PeerFile(FORMAT, playbook, organisation, made_on, len(levels), average(levels), factors)


def combine(files: Sequence[PeerFile]) -> Peers | None:
    """Return what peers say, from the last file of each organisation; None while teams or organisations are few."""
    newest = {fold_subject(file.organisation): file for file in files}.values()
    teams = sum(file.teams for file in newest)
    if teams < LEAST_TEAMS or len(newest) < LEAST_ORGANISATIONS:
        return None
    weights = [file.teams for file in newest]
    names = [name for name in next(iter(newest)).factors if all(name in file.factors for file in newest)]
    factors = {name: average([file.factors[name] for file in newest], weights) for name in names}
    return Peers(teams, average([file.level for file in newest], weights), factors)


def _list_levels(factor: str, waves: Sequence[Publication]) -> list[float]:
    return [level for wave in waves if (level := wave.factors[factor].level) is not None]
