"""The file of the check-in: what it asks in words, a question a time, and whose turn it is."""

import hashlib
from collections.abc import Sequence
from typing import Literal

from pydantic import Field

from bot.coaching.playbook.parts import Part

SHAPE, FILE = "checkin", "checkin.toml"  # one file of a folder, and no playbook: its word is the check-in's


class WeeklyQuestion(Part):
    """Asked in words at a check-in, beside its one tap."""

    ask: str = Field(min_length=1, max_length=120, description="The question, as the card and the window say it.")
    note: Literal["moved", "stuck", "need"] | None = Field(
        None,
        description='What an answer is: something that `"moved"`, that is `"stuck"`, or a `"need"` of the other side; '
        "none for a thought that wants no words.",
    )
    example: str | None = Field(None, max_length=150, description="An answer, shown in the empty field.")


class WeeklyQuestions(Part):
    """What the check-in asks in words: every question once before the first comes again."""

    shape: Literal["checkin"] = Field(description='`"checkin"`, by which editors know the file.')
    question: tuple[WeeklyQuestion, ...] = Field(min_length=1, max_length=60, description="The questions.")


def choose_question(questions: Sequence[WeeklyQuestion], team_id: str, number: int) -> WeeklyQuestion | None:
    """Return the question of a team's check-in of this number, from 1; None where there are none.

    Each team has an order of its own, in which none comes a second time before all have come.
    """
    # By their words, so that a new question in the file does not put the others into another order.
    ordered = sorted(questions, key=lambda each: hashlib.sha256(f"{team_id}:{each.ask}".encode()).digest())
    return ordered[(number - 1) % len(ordered)] if ordered else None
