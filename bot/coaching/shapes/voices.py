"""The people of a team, as far as they add to the answers of a run."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.coaching.interview.route import Answers


@dataclass(frozen=True)
class Voices:
    """Everybody's side (person → side), who has agreed to this version and for which side, and what each person has
    marked of their own on a list.
    """

    sides: Mapping[str, str] = field(default_factory=dict)
    agreed: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, Answers] = field(default_factory=dict)


NOBODY = Voices()
