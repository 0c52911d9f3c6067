"""A survey asked one factor a week: chosen, said in the channel, asked behind a tap, and the picture as it grows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.coaching.shapes.survey.facts import ShownBlock, WeeklyPicture
from bot.coaching.shapes.survey.model import Factor
from bot.coaching.shapes.survey.shape import Survey
from bot.coaching.side_names import SIDE_NAMES
from bot.coaching.waves.disclosure import propose_threshold
from bot.coaching.waves.ranking import order_factors
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import Block, View
from bot.messages.block_kit.payloads import Act, Payload
from bot.messages.block_kit.render import Message, compose_message
from bot.messages.waves.wave_launch import threshold_field
from bot.messages.waves.wave_results import compose_setup, tell_factor
from bot.messages.waves.wave_taps import UNKNOWN, list_levels
from bot.messages.waves.waves import METHOD, ToLaunch, ToWave, count_sides, join_words, tell_missing
from bot.model.blocks import WeeklySurvey
from bot.model.rights import TargetKind
from bot.model.teams import Side


@dataclass(frozen=True)
class ToAnswer(Payload, target_kind=TargetKind.CHECKIN):
    """A check-in, and what somebody answers to its factor: 1 to 5, or 0 for “I don’t know”."""

    checkin: str
    level: int


@dataclass(frozen=True)
class ToWeekly(Payload, target_kind=TargetKind.TEAM):
    """A team, and a survey that its check-ins ask, or have asked."""

    team: str
    weekly: str


BEGIN = Act("weekly:begin", ToLaunch)
ANSWER = Act("weekly:answer", ToAnswer)
HOW = Act("weekly:how", ToWeekly)
PICTURE = Act("weekly:picture", ToWeekly)
ASK_END = Act("weekly:ask_end", ToWeekly)
END = Act("weekly:end", ToWeekly)


def ask_begin(to: ToLaunch, channel: str, survey: Survey, counts: Mapping[Side, int]) -> View:
    """Return the window in which it is chosen; `counts` are those who would be asked."""
    words = compose_message("weekly_begin", {"survey": survey, "counts": count_sides(counts)})["blocks"]
    end = compose_message("weekly_begin_end", {"channel": channel})["blocks"]
    shown = [*words, threshold_field(propose_threshold(counts)), *end]
    return controls.modal(survey.title, shown, BEGIN, to, submit="Ask one a week", close="Not now")


def confirm_end(weekly: WeeklySurvey, survey: Survey, number: int, free: date) -> View:
    """Return the window that asks whether it is to end; answers to a `number` of factors are not shown yet, and from
    the day `free` on all may be asked at once.
    """
    words = compose_message("weekly_end", {"survey": survey, "open": number, "free": free})["blocks"]
    to = ToWeekly(weekly.team_id, weekly.id)
    return controls.modal(survey.title, words, END, to, submit="End it", close="Keep it")


def show_ended(survey: Survey) -> View:
    """Return the window for whoever has ended it."""
    words = compose_message("weekly_ended", {"survey": survey})["blocks"]
    return blocks.modal(survey.title, words, callback="weekly:ended", metadata="")


def compose_said(survey: Survey, to: ToWeekly, detail: Mapping[str, Any]) -> Message:
    """Return the post that says what is asked from now on, or no more."""
    how = controls.button("How it stays confidential", HOW, to)
    picture = controls.button("The whole picture", PICTURE, to)
    row = blocks.actions(how) if detail["begun"] else blocks.actions(picture)
    return compose_message("weekly_said", {"survey": survey, **detail}, {"buttons": [row]})


def compose_first(block: ShownBlock, to: ToWeekly) -> Message:
    """Return the post of a block whose factor is the one to talk about first."""
    levels, facts = block.levels, block.levels.facts
    name = facts.wave.factors[0]
    values = {
        "first": facts.survey.find_title(name),
        "talk": levels.talk or "",
        "who": facts.wave.launched_by,
        "taken": levels.taken,
        "factor": tell_factor(facts.survey, name, levels.publication),
        "shown": block.shown,
        "total": len(facts.survey.items),
        "answered": count_sides(levels.publication.handed_in),
    }
    row = blocks.actions(
        *compose_setup(levels),
        controls.button("The whole picture", PICTURE, to),
        controls.button("How to read it", METHOD, ToWave(facts.wave.id)),
    )
    return compose_message("weekly_first", values, {"buttons": [row]})


def ask_factor(checkin_id: str, factor: Factor, threshold: int, *, answered: bool, level: int | None) -> list[Block]:
    """Return what follows a tap: one factor, and what this person has said of it so far."""

    def press(number: int) -> str:
        return controls.entry("", ANSWER, ToAnswer(checkin_id, number))[0]

    radio = list_levels(factor, press, (level or UNKNOWN) if answered else None)
    words = compose_message("weekly_question", {"threshold": threshold}, {"radio": [radio]})
    shown: list[Block] = words["blocks"]
    return shown


def thank(title: str, closes: date) -> Message:
    """Thank whoever has answered, alone."""
    return compose_message("weekly_kept", {"title": title, "closes": closes})


def explain_confidence(survey: Survey, weekly: WeeklySurvey) -> View:
    """Return the window that says what is kept, who sees what, and when."""
    sides = join_words(SIDE_NAMES[side] for side in weekly.sides)
    words = compose_message("weekly_confidential", {"threshold": weekly.threshold, "sides": sides})["blocks"]
    return blocks.modal(survey.title, words, callback="weekly:confidential", metadata="")


def show_picture(picture: WeeklyPicture, *, may_end: bool) -> View:
    """Return the window with every factor: what is shown, widest gap first, and what others still need."""
    shown = set(picture.publication.shown)
    ordered = [name for name in order_factors(picture.publication) if name in shown]
    values = {
        "weekly": picture.weekly,
        "publication": picture.publication,
        "stage": picture.publication.stage or "",
        "shown": [
            (tell_factor(picture.survey, name, picture.publication), picture.days[name], picture.moved.get(name, ""))
            for name in ordered
        ],
        "locked": [_tell_locked(picture, name) for name in picture.survey.items if name not in shown],
        "total": len(picture.survey.items),
    }
    parts = {"buttons": [_buttons(picture.weekly, may_end=may_end)]}
    words = compose_message("weekly_picture", values, parts, limit=blocks.VIEW_BLOCKS)["blocks"]
    return blocks.modal(picture.survey.title, words, callback="weekly:all", metadata="")


def _buttons(weekly: WeeklySurvey, *, may_end: bool) -> Block:
    to = ToWeekly(weekly.team_id, weekly.id)
    end = [controls.button("End it", ASK_END, to)] if may_end and not weekly.ended_on else []
    return blocks.actions(controls.button("How it stays confidential", HOW, to), *end)


def _tell_locked(picture: WeeklyPicture, name: str) -> tuple[str, str]:
    title, missing = picture.survey.find_title(name), picture.missing.get(name)
    if missing:
        return title, tell_missing(missing)
    if missing is not None:
        return title, "enough answers, shown when it is asked again"
    return title, "too few know" if name in picture.unknown else "not asked yet"
