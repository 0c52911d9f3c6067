"""What is left of a run whose file has become a survey since: it says nothing any more."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.coaching.advice import Recommendation
from bot.coaching.shapes.result import Headline, Result


@dataclass(frozen=True)
class NothingCounted(Result):
    """No result: a survey is answered by the sides of a team, in waves, and never by one person's run."""

    @property
    def headline(self) -> Headline:
        return Headline("", "")

    @property
    def facts(self) -> Mapping[str, Any]:
        return {}

    @property
    def recommendations(self) -> list[Recommendation]:
        return []

    @property
    def has_choice(self) -> bool:
        return False
