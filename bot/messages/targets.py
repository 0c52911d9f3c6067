"""Payloads that buttons of several messages share: a run, one of its pages, a playbook."""

from dataclasses import dataclass

from bot.coaching.interview.route import Step
from bot.messages.payloads import Payload
from bot.model.rights import Target, TargetKind


@dataclass(frozen=True)
class ToPage(Payload):
    """A page of a run: its number in the playbook, and the item that it is about where it is repeated."""

    run: str
    page: int
    item: str = ""

    @property
    def step(self) -> Step:
        """This page as a step of the interview."""
        return Step(self.page, self.item)

    @property
    def target(self) -> Target:
        """Its run."""
        return Target(TargetKind.RUN, self.run)


@dataclass(frozen=True)
class ToRun(Payload):
    """A run."""

    run: str

    @property
    def target(self) -> Target:
        """This run."""
        return Target(TargetKind.RUN, self.run)


@dataclass(frozen=True)
class ToPlaybook(Payload):
    """A playbook, by its word."""

    word: str
