"""The result of a run, as messages, promises, follow-ups and the choice of the next play read it."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from bot.coaching.advice import Recommendation
from bot.coaching.interview.route import Answers
from bot.coaching.interview.variants import Variant, values_for
from bot.coaching.playbook.questions import Question
from bot.coaching.playbook.texts import FilledText


class Headline(NamedTuple):
    """The subject of a run and what came out, a few words each, for summaries."""

    subject: str
    text: str


class Mail(NamedTuple):
    """The questions that a result leaves open for another party: who gets them, and the sentence before them."""

    receiver: str
    opening: FilledText
    questions: list[FilledText]


class Button(StrEnum):
    """A button that only some results have."""

    SCORE = "score"
    MARK = "mark"
    FULL = "full"
    QUESTIONS = "questions"


@dataclass(frozen=True)
class Presentation:
    """The messages of a result: the template of its short post, the one of everything that stands behind it, what both
    are filled in with, and buttons of its own (`own` in the post, `more` in the other).

    Values may hold `Person` and `FilledText`. Both templates also get title, by, shown, measures, who takes part (see
    result_seats.md), `step`: the first thing to do, "" without one, with `who` does it and `due`, the day by which, and
    `promised`: the commitment that carries it. The post has the part [[buttons]], the other [[advice]] and [[buttons]].
    """

    post: str
    everything: str
    values: Mapping[str, Any]
    own: tuple[Button, ...] = ()
    more: tuple[Button, ...] = ()


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
        """The messages that say it; None for a document, which has a message of its own."""
        return None

    @property
    def mail(self) -> Mail | None:
        """The questions to send to another party; None when there are none."""
        return None

    @property
    def private_notes(self) -> Sequence[str | FilledText]:
        """Things about people that only whoever goes through it is to read, before it is posted."""
        return ()

    @property
    def answers(self) -> Mapping[str, Any]:
        """The plain answers, by question, that a result repeats and follow-ups are about."""
        return values_for(self.variant, self.live)

    @property
    def item(self) -> str:
        """The item that it is about, "" for all of it."""
        return ""

    @property
    def seats(self) -> Mapping[str, str]:
        """Person question → person, of everybody whom it asks to take part: those who are asked for by their side."""
        if not self.has_choice:
            return {}
        asked = (each.name for each in self.variant.questions.values() if each.kind == "person" and each.side)
        return {name: self.answers[name] for name in asked if self.answers.get(name)}

    @property
    def must_haves(self) -> Sequence[Question]:
        """What is said to be true of what was picked: the must-haves that are ticked for it."""
        return ()

    @property
    def has_choice(self) -> bool:
        """False when nothing was picked: then nothing is asked about it later."""
        return True

    @property
    def is_ready(self) -> bool:
        """True when nothing has to be done before it can start."""
        return self.has_choice

    @property
    def unknown(self) -> int:
        """The number of the `asked` questions whose answer nobody knew."""
        return 0

    @property
    def asked(self) -> int:
        """The number of scored questions that were answered, `unknown` included."""
        return 0
