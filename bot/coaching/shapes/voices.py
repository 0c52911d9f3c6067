"""The people of a team, as far as they add to the answers of a run."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.coaching.interview.route import Answers
from bot.model.teams import Side

SIDES = (Side.MARKETING, Side.IT)  # those that mark a list


@dataclass(frozen=True)
class Voices:
    """Person → side of everybody in the team (`sides`), and the one for which they agreed to this version (`agreed`);
    person → the marks they gave on a list (`marks`). `written`: playbook → subject → answers that the team has given
    elsewhere, of playbooks that this one is compared with.
    """

    sides: Mapping[str, Side] = field(default_factory=dict)
    agreed: Mapping[str, Side] = field(default_factory=dict)
    marks: Mapping[str, Answers] = field(default_factory=dict)
    written: Mapping[str, Mapping[str, Answers]] = field(default_factory=dict)


NOBODY = Voices()
