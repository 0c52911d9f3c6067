"""A file that says where a team stands, for asking what is next outside Slack. `docs/next.md` describes it."""

from collections.abc import Mapping
from pathlib import Path

from pydantic import Field, ValidationError

from bot.coaching.library import error_messages
from bot.coaching.library.folders import blame_file, read_file
from bot.coaching.library.toml_errors import parse_toml
from bot.coaching.next_play.state import Dated, DateKind, FactorState, TeamState
from bot.coaching.playbook.parts import Name, Part
from bot.coaching.shapes.base import Playbook
from bot.errors import UserError
from bot.model.teams import Side


class Commitments(Part):
    """The team's promises, counted."""

    open: int = Field(0, ge=0, description="Taken, and not stuck.")
    stuck: int = Field(0, ge=0, description="Marked as stuck.")
    stuck_days: int = Field(0, ge=0, description="For how many days the oldest of them has been.")
    late: int = Field(0, ge=0, description="Past their day, of those that are open or stuck.")
    kept: int = Field(0, ge=0, description="Kept so far.")


class Done(Part):
    """A playbook that the team has been through and shared."""

    play: Name = Field(description="Its word, as after /align.")
    days: int = Field(0, ge=0, description="How many days ago.")
    answers: Mapping[str, str | int | float | bool | list[str]] = Field(
        default_factory=dict, description="Answers and facts that count, by name: `score = 61`."
    )


class Date(Part):
    """Something that has a day."""

    kind: DateKind = Field(description="What it is.")
    days: int = Field(ge=0, description="Days until it; under [[overdue]] the days since.")
    of: str = Field("", description="What it is about, in words.")


class Leaving(Part):
    """Somebody who leaves."""

    side: Side = Field(description="Their side.")
    days: int = Field(ge=0, description="Days until they do.")


class Document(Part):
    """A document of the team."""

    play: Name = Field(description="The word of its playbook.")
    days: int = Field(ge=0, description="For how many days.")


class Factor(Part):
    """One factor that both sides have rated."""

    title: str = Field(min_length=1, description="What was rated, in words.")
    marketing: float = Field(ge=1, le=5, description="Marketing's mean, 1 to 5.")
    it: float = Field(ge=1, le=5, description="IT's mean, 1 to 5.")
    play: Name = Field(description="The playbook that it leads to.")


class Situation(Part):
    """Where a team stands. All may be left out."""

    sides: tuple[Side, ...] = Field((), description="The sides that somebody of the team is on.")
    hurts: tuple[Name, ...] = Field((), description="Words of playbooks for what the team says that hurts.")
    pulse: tuple[float, ...] = Field((), description="Means of its last check-ins, 1 to 5, the oldest first.")
    commitments: Commitments = Field(Commitments(), description="Its promises.")
    done: tuple[Done, ...] = Field((), description="What it has been through.")
    date: tuple[Date, ...] = Field((), description="What is ahead.")
    overdue: tuple[Date, ...] = Field((), description="What should have been decided.")
    leaving: tuple[Leaving, ...] = Field((), description="Who leaves.")
    waiting: tuple[Document, ...] = Field((), description="Documents that wait for an OK.")
    agreed: tuple[Document, ...] = Field((), description="Documents that are agreed, with no promise made from them.")
    factor: tuple[Factor, ...] = Field((), description="What both sides have rated.")

    def state(self) -> TeamState:
        """Return it as the choice of the next play sees it; of several of a kind the nearest, or the oldest, counts."""
        last_first = sorted(self.done, key=lambda done: -done.days)
        return TeamState(
            done=tuple(done.play for done in last_first),
            days={done.play: done.days for done in last_first},
            last={done.play: done.answers for done in last_first},
            sides=tuple(self.sides),
            **self.commitments.model_dump(),
            pulse=self.pulse,
            upcoming={each.kind: Dated(each.days, each.of) for each in sorted(self.date, key=lambda e: -e.days)},
            overdue={each.kind: Dated(each.days, each.of) for each in sorted(self.overdue, key=lambda e: e.days)},
            leaving={each.side: each.days for each in sorted(self.leaving, key=lambda e: -e.days)},
            unapproved={each.play: each.days for each in self.waiting},
            idle={each.play: each.days for each in self.agreed},
            factors=tuple(FactorState(each.title, each.marketing, each.it, each.play) for each in self.factor),
            hurts=self.hurts,
        )


def read_situation(path: Path, library: Mapping[str, Playbook]) -> TeamState:
    """Return the state that a file describes. UserError with a line for each fault: file, place, what to write."""
    try:
        values = parse_toml(read_file(path))
        situation = Situation.model_validate(values)
    except ValidationError as error:
        raise blame_file(path, error_messages.explain_errors(error, values, Situation)) from None
    except UserError as error:
        raise blame_file(path, error.text.split("\n")) from None
    state = situation.state()
    used = {*state.done, *state.hurts, *(each.play for each in state.factors)}
    unknown = [f"there is no playbook '{word}'. I know: {', '.join(library)}" for word in sorted(used - set(library))]
    if unknown:
        raise blame_file(path, unknown)
    return state
