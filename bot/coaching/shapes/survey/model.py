"""The model of a survey file: factors at five levels, or pots that share a hundred points."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from bot.coaching.playbook.base import PlaybookModel
from bot.coaching.playbook.parts import Name, Part
from bot.coaching.playbook.questions import Page
from bot.coaching.playbook.texts import Wording

LEVELS = 5
# 75: Slack refuses an option with a longer text.
Level = Annotated[str, Field(min_length=1, max_length=75)]


def _check_five(levels: tuple[str, ...]) -> tuple[str, ...]:
    if len(levels) != LEVELS:
        raise ValueError(f"a factor has five levels, from 1 to 5: these are {len(levels)}")
    if len(set(levels)) < LEVELS:
        raise ValueError("two levels say the same: each needs words of its own")
    return levels


class Talk(Part):
    """What a factor and a pot have in common."""

    name: Name = Field(description="Answers and earlier waves are kept by this name.")
    title: str = Field(min_length=1, max_length=40, description="What results call it, in small letters.")
    label: str = Field("", max_length=20, description="What charts call it, where the title has over 20 characters.")
    ask: str = Field(min_length=1, max_length=150, description="What is asked, or what the points are for.")
    hint: str = Field("", max_length=150, description="A sentence under it.")
    talk: Wording = Field(description="The question to talk about where the sides are furthest apart on this.")
    leads_to: tuple[Name, ...] = Field((), description="The playbooks, by their words, that a team takes next for it.")


class Factor(Talk):
    """Something that every side rates at one of five levels; “I don’t know” is offered besides, and counted."""

    levels: Annotated[tuple[Level, ...], AfterValidator(_check_five)] = Field(
        description="Five answers that can be observed, from level 1 to level 5, 75 characters at most."
    )
    guess: bool = Field(False, description="Each side also says what the other one will answer, on average.")


class Pot(Talk):
    """Something that gets a share of a hundred points; in `talk`, {{ higher }} and {{ lower }} are the sides that give
    it most and least, {{ high }} and {{ low }} their points.
    """

    example: int = Field(25, ge=0, le=100, description="The number that stands in the empty field.")


class SurveyModel(PlaybookModel):
    """The keys and tables of a survey."""

    shape: Literal["survey"] = Field(description="What the sides of a team answer apart, and then see side by side.")
    page: tuple[Page, ...] = Field((), max_length=0, description="None: a survey asks its factors or its pots.")
    period: str = Field(min_length=1, max_length=60, description="What answers are about, such as the last four weeks.")
    minutes: int = Field(ge=1, le=30, description="How long answering takes.")
    lasts: int = Field(14, ge=1, le=60, description="For how many days it is usually open.")
    anchor: str | None = Field(
        None, max_length=200, description="A published figure to compare the whole with, with its source and year."
    )
    instead: Name | None = Field(
        None, description="The playbook that two people can take, offered where too few have answered."
    )
    remark: str | None = Field(None, max_length=75, description="An open question at the end, answered in words.")
    remark_example: str = Field("", max_length=100, description="What stands in its empty field.")
    factor: tuple[Factor, ...] = Field(
        (), max_length=24, description="What is rated at five levels, in the order asked."
    )
    # 6: Slack's advice on the inputs of one window.
    pot: tuple[Pot, ...] = Field((), max_length=6, description="What a hundred points are split over.")
