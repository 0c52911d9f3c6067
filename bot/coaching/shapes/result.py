"""The result of a run, as messages, promises, follow-ups and the choice of the next play read it."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from bot.coaching.advice import Recommendation
from bot.coaching.interview.route import Answers
from bot.coaching.interview.variants import Variant, values_for


class Headline(NamedTuple):
    """The subject of a run and what came out, a few words each, for summaries."""

    subject: str
    text: str


class Button(StrEnum):
    """A button below a result."""

    COMMIT = "commit"
    SCORE = "score"
    AGAIN = "again"
    FULL = "full"
    HOW = "how"


@dataclass(frozen=True)
class Presentation:
    """The message of a result: its template, what that is filled in with, and the buttons, the first one primary.

    Values may hold `Person` and `FilledText`. The template also gets title, by, shown, measures, whether there is
    advice, and the parts [[advice]] and [[buttons]].
    """

    template: str
    values: Mapping[str, Any]
    buttons: tuple[Button, ...] = (Button.COMMIT, Button.AGAIN, Button.HOW)


@dataclass(frozen=True)
class Result(ABC):
    """The result of a run, worked out once and handed around. `live` are the answers that count."""

    variant: Variant
    live: Answers

    @property
    @abstractmethod
    def headline(self) -> Headline:
        """The line for summaries."""

    @property
    @abstractmethod
    def facts(self) -> Mapping[str, Any]:
        """The answers with what came out, by the names that conditions and texts read."""

    @property
    @abstractmethod
    def recommendations(self) -> list[Recommendation]:
        """Things to do next, the first ones first."""

    @property
    def presentation(self) -> Presentation | None:
        """The message that says it; None for a document, which has a message of its own."""
        return None

    @property
    def answers(self) -> Mapping[str, Any]:
        """The plain answers, by question, that a result repeats and follow-ups are about."""
        return values_for(self.variant, self.live)

    @property
    def has_choice(self) -> bool:
        """False when nothing was picked: then nothing is asked about it later."""
        return True

    @property
    def unknown(self) -> int:
        """The number of the `asked` questions whose answer nobody knew."""
        return 0

    @property
    def asked(self) -> int:
        """The number of scored questions that were answered, `unknown` included."""
        return 0
