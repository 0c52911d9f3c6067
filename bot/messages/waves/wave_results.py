"""What came of a wave of factors, in the channel: what to talk about first, and where the whole stands."""

from collections.abc import Mapping
from typing import Any

from bot.coaching.shapes.survey.facts import ShownLevels, ShownSplit, WaveFacts
from bot.coaching.shapes.survey.shape import Survey
from bot.coaching.side_names import SIDE_NAMES, capitalize_first
from bot.coaching.waves.agreement import Agreement
from bot.coaching.waves.factors import FactorFigures, Verdict
from bot.coaching.waves.publication import Publication
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import Block
from bot.messages.block_kit.charts import compose_chart
from bot.messages.block_kit.render import Message, compose_message
from bot.messages.block_kit.short_posts import compose_short, draw_bar
from bot.messages.waves.wave_posts import tell_wave
from bot.messages.waves.waves import EVERYTHING, METHOD, SET_UP, ToWave, ToWavePage, join_words
from bot.model.teams import Side

SIZES = ((2, 6), (2, 4), (1, 4), (1, 0))  # factors in the post: told, and in its chart
SURPRISE = 0.5  # levels from which on a wrong guess is worth a line


def compose_result(shown: ShownLevels) -> Message:
    """Return the post of a closed wave, or why it shows nothing."""
    if not shown.publication.shown:
        return compose_locked(shown.facts, shown.publication.handed_in, shown.publication.missing)
    values = {
        **tell_wave(shown.facts),
        **_describe_first(shown),
        **describe_level(shown),
        "answered": count_answered(shown.facts, shown.publication.handed_in),
        "taken": shown.taken,
    }
    buttons = [_buttons(shown)]

    def compose(size: tuple[int, int]) -> Message:
        told = [tell_factor(shown.facts.survey, name, shown.publication) for name in shown.order[: size[0]]]
        parts = {"buttons": buttons, "chart": chart_levels(shown, size[1])}
        return compose_message("wave_result", {**values, "factors": told}, parts)

    return compose_short(compose, SIZES)


def chart_levels(shown: ShownLevels, most: int) -> list[Block]:
    """Return both sides' means of the first factors as a chart, of those that every side in it is shown of."""
    factors = shown.publication.factors
    sides = list(factors[shown.order[0]].sides)
    names = [name for name in shown.order if set(sides) <= set(factors[name].sides)][:most]
    means = {capitalize_first(SIDE_NAMES[side]): [factors[name].sides[side].mean for name in names] for side in sides}
    title = "What each side says, from 1 to 5, widest gap first"
    return compose_chart(title, [capitalize_first(shown.facts.survey.find_label(name)) for name in names], means)


def compose_locked(facts: WaveFacts, handed_in: Mapping[Side, int], missing: Mapping[Side, int]) -> Message:
    """Return the post of a wave that had too few answers: it shows nothing, as it was promised."""
    values = {
        **tell_wave(facts),
        "lacking": join_words(f"{SIDE_NAMES[side]} had {_say_answers(handed_in[side])}" for side in missing),
        "answered": count_answered(facts, handed_in),
        "instead": facts.survey.instead,
    }
    return compose_message("wave_locked", values)


def tell_factor(survey: Survey, name: str, publication: Publication) -> dict[str, Any]:
    """Return a factor as the post and the window say it."""
    figures = publication.factors[name]
    return {
        "title": capitalize_first(survey.find_title(name)),
        "verdict": tell_verdict(figures),
        "sides": [
            (capitalize_first(SIDE_NAMES[side]), draw_bar(each.mean, 5), each) for side, each in figures.sides.items()
        ],
        "guesses": tell_guesses(figures),
    }


def tell_verdict(figures: FactorFigures) -> str:
    """Return what the sides' answers to a factor come to, in words."""
    split = [SIDE_NAMES[side] for side, each in figures.sides.items() if each.spread.agreement is Agreement.SPLIT]
    match figures.verdict:
        case Verdict.DISAGREE:
            agreed = all(each.spread.agreement is Agreement.AGREED for each in figures.sides.values())
            inside = ", each side of one mind" if agreed else f", and {join_words(split)} split" if split else ""
            return f"you disagree by {figures.gap} levels{inside}"
        case Verdict.SPLIT:
            return f"{join_words(split)} {'is' if len(split) == 1 else 'are'} split"
        case Verdict.AGREE_LOW:
            return "you agree, and it is low"
        case Verdict.AGREE_HIGH:
            return "you agree, and it is good"
    return "you agree, somewhere in the middle"


def tell_guesses(figures: FactorFigures) -> list[str]:
    """Return what sides had guessed of each other, where that was wrong enough."""
    said = []
    for side, each in figures.sides.items():
        error = figures.compute_error(side)
        if each.guess and error is not None and abs(error) >= SURPRISE:
            who = capitalize_first(SIDE_NAMES[side])
            said.append(f"{who} had guessed that {SIDE_NAMES[each.guess.of]} says {each.guess.mean}.")
    return said


def count_answered(facts: WaveFacts, handed_in: Mapping[Side, int]) -> str:
    """Return `9 of 11 in marketing and 6 of 7 in IT`."""
    return join_words(f"{handed_in[side]} of {number} in {SIDE_NAMES[side]}" for side, number in facts.asked.items())


def _describe_first(shown: ShownLevels) -> dict[str, Any]:
    first = shown.first
    return {
        "first": shown.facts.survey.find_title(first) if first else "",
        "talk": shown.talk or "",
        "who": shown.facts.wave.launched_by,
    }


def describe_level(shown: ShownLevels) -> dict[str, Any]:
    """Return what templates say of the level of the whole."""
    publication, changes = shown.publication, shown.changes
    level = changes.level if changes else None
    return {
        "level": publication.level,
        "stage": publication.stage or "",
        "before": shown.before.strftime("%B") if shown.before and level else "",
        "level_before": changes.level_before if changes else None,
        "noise": level.is_noise if level else False,
    }


def _buttons(shown: ShownLevels) -> Block:
    wave = shown.facts.wave
    to, number = ToWave(wave.id), len(wave.factors)
    setup = compose_setup(shown)
    everything = controls.button(f"All {_spell(number)}", EVERYTHING, ToWavePage(wave.id), of="what all factors say")
    return blocks.actions(*setup, everything, controls.button("How to read it", METHOD, to))


def compose_setup(shown: ShownLevels | ShownSplit) -> list[Block]:
    """Return the button by which somebody sets up the talk, as long as there is one to set up and nobody has."""
    if not shown.first or shown.taken:
        return []
    return [controls.button("I’ll set it up", SET_UP, ToWave(shown.facts.wave.id), "primary")]


def _spell(number: int) -> str:
    return {12: "twelve", 10: "ten", 8: "eight", 6: "six"}.get(number, str(number))


def _say_answers(number: int) -> str:
    return "no answer" if not number else "one answer" if number == 1 else f"{number} answers"
