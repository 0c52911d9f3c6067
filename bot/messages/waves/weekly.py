"""A survey asked one factor a week: said in the channel, asked behind a tap, and the picture as it grows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.coaching.shapes.survey.facts import WeeklyPicture
from bot.coaching.shapes.survey.model import Factor
from bot.coaching.shapes.survey.shape import Survey
from bot.coaching.side_names import SIDE_NAMES
from bot.coaching.waves.ranking import order_factors
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import Block, View
from bot.messages.block_kit.payloads import Act, Payload
from bot.messages.block_kit.render import Message, compose_message
from bot.messages.waves.wave_results import tell_factor
from bot.messages.waves.waves import join_words, tell_missing
from bot.model.blocks import WeeklySurvey
from bot.model.rights import Target, TargetKind
from bot.model.teams import Side

DONT_KNOW = 0  # the level of “I don’t know” in a payload


@dataclass(frozen=True)
class ToAnswer(Payload):
    """A check-in, and what somebody answers to its factor: 1 to 5, or DONT_KNOW."""

    checkin: str
    level: int

    @property
    def target(self) -> Target:
        """This check-in."""
        return Target(TargetKind.CHECKIN, self.checkin)


@dataclass(frozen=True)
class ToWeekly(Payload):
    """A team whose check-ins ask a survey."""

    team: str

    @property
    def target(self) -> Target:
        """The team."""
        return Target(TargetKind.TEAM, self.team)


ANSWER = Act("weekly:answer", ToAnswer)
HOW = Act("weekly:how", ToWeekly)


def compose_said(survey: Survey, team_id: str, detail: Mapping[str, Any]) -> Message:
    """Return the post that says what is asked from now on, or no more."""
    row = blocks.actions(controls.button("How it stays confidential", HOW, ToWeekly(team_id)))
    return compose_message("weekly_said", {"survey": survey, **detail}, {"buttons": [row]})


def ask_factor(checkin_id: str, factor: Factor, threshold: int, *, answered: bool, level: int | None) -> list[Block]:
    """Return what follows a tap: one factor, and what this person has said of it so far."""
    options = [*enumerate(factor.levels, start=1), (DONT_KNOW, "I don’t know")]
    entries = [controls.entry(text, ANSWER, ToAnswer(checkin_id, number)) for number, text in options]
    chosen = controls.entry("", ANSWER, ToAnswer(checkin_id, level or DONT_KNOW))[0] if answered else None
    radio = blocks.field("weekly", factor.ask, blocks.radio(entries, chosen), keep=controls.MENU)
    words = compose_message("weekly_question", {"threshold": threshold}, {"radio": [radio]})
    shown: list[Block] = words["blocks"]
    return shown


def thank(title: str, closes: date) -> Message:
    """Thank whoever has answered, alone."""
    return compose_message("weekly_kept", {"title": title, "closes": closes})


def explain_confidence(survey: Survey, weekly: WeeklySurvey) -> View:
    """Return the window that says what is kept, who sees what, and when."""
    values = {"survey": survey, "threshold": weekly.threshold, "sides": _name(weekly.sides)}
    words = compose_message("weekly_confidential", values)["blocks"]
    return blocks.modal("Confidential", words, callback="weekly:confidential", metadata="")


def show_picture(picture: WeeklyPicture) -> View:
    """Return the window with every factor: what is shown, widest gap first, and what others still need."""
    shown = set(picture.publication.shown)
    ordered = [name for name in order_factors(picture.publication) if name in shown]
    values = {
        "survey": picture.survey,
        "weekly": picture.weekly,
        "publication": picture.publication,
        "stage": picture.publication.stage or "",
        "shown": [(tell_factor(picture.survey, name, picture.publication), picture.days[name]) for name in ordered],
        "locked": [_tell_locked(picture, name) for name in picture.survey.items if name not in shown],
        "total": len(picture.survey.items),
    }
    row = blocks.actions(controls.button("How it stays confidential", HOW, ToWeekly(picture.weekly.team_id)))
    words = compose_message("weekly_picture", values, {"buttons": [row]}, limit=blocks.VIEW_BLOCKS)["blocks"]
    return blocks.modal(picture.survey.title, words, callback="weekly:picture", metadata="")


def show_ended(survey: Survey) -> View:
    """Return the window for whoever has ended it."""
    words = compose_message("weekly_ended", {"survey": survey})["blocks"]
    return blocks.modal(survey.title, words, callback="weekly:ended", metadata="")


def _tell_locked(picture: WeeklyPicture, name: str) -> tuple[str, str]:
    title, missing = picture.survey.find_title(name), picture.missing.get(name)
    if missing is None:
        return title, "too few know" if name in picture.days else "not asked yet"
    return title, tell_missing(missing) if missing else "enough answers, shown when its turn comes again"


def _name(sides: tuple[Side, ...]) -> str:
    return join_words(SIDE_NAMES[side] for side in sides)
