"""Payloads that buttons of several messages share: a run, one of its pages, a playbook."""

from dataclasses import dataclass
from typing import Self

from bot.coaching.interview.route import Step
from bot.messages.block_kit.payloads import Payload
from bot.model.rights import TargetKind


@dataclass(frozen=True)
class ToPage(Payload, target_kind=TargetKind.RUN):
    """A view of a run: its page's number, the item that it is about where it is repeated, its part of a long page."""

    run: str
    page: int
    item: str = ""
    part: int = 0

    @classmethod
    def of(cls, run_id: str, step: Step) -> Self:
        """Return the payload of a step of a run."""
        return cls(run_id, step.page, step.item, step.part)

    @property
    def step(self) -> Step:
        """This view as a step of the interview."""
        return Step(self.page, self.item, self.part)


@dataclass(frozen=True)
class ToRun(Payload, target_kind=TargetKind.RUN):
    """A run."""

    run: str


@dataclass(frozen=True)
class ToFinished(Payload, target_kind=TargetKind.FINISHED):
    """A finished run: a result, a list, a version of a document."""

    run: str


@dataclass(frozen=True)
class ToPlaybook(Payload):
    """A playbook, by its word."""

    word: str
