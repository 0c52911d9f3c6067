"""The windows in which somebody answers a wave: two factors in each, or all pots in one."""

from collections.abc import Sequence
from typing import Any

from bot.coaching.shapes.survey.facts import WaveFacts
from bot.coaching.shapes.survey.model import LEVELS, Factor
from bot.coaching.side_names import SIDE_NAMES, capitalize_first
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import Block, View
from bot.messages.block_kit.open_views import redraw_view
from bot.messages.block_kit.render import compose_message
from bot.messages.waves.wave_posts import tell_wave
from bot.messages.waves.waves import KEEP, PAGE, START, ToWave, ToWavePage
from bot.model.teams import Side
from bot.model.waves import REMARK, WaveAnswers

UNKNOWN = "unknown"  # the option for “I don’t know”
REST, REMARK_FIELD = "rest", "remark"


def compose_page(facts: WaveFacts, number: int, answers: WaveAnswers, other: Side | None) -> View:
    """Return page `number` (from 0), filled in as answered. `other` is the side whose answers are guessed; None: no
    guess is asked.
    """
    pages = facts.survey.list_pages(facts.wave.factors)
    fields = _list_pots(facts, answers) if facts.survey.is_split else _list_factors(pages[number], answers, other)
    last = number >= len(pages) - 1
    remark = [_remark_field(facts, answers)] if last and facts.survey.remark and not facts.wave.is_again else []
    words = compose_message("wave_page", {**tell_wave(facts), "page": number + 1, "pages": max(len(pages), 1)})[
        "blocks"
    ]
    return controls.modal(
        facts.survey.title,
        [*words, *fields, *remark],
        PAGE,
        ToWavePage(facts.wave.id, number),
        submit=_submit(facts, last=last),
        close="Save for later",
        closing=True,
    )


def show_rest(view: View, given: int, complete: bool) -> View:
    """Return the window of a split with what is left of the hundred points, its fields as they are."""
    shown = {"block_id": REST, **_rest_words(given, complete)}
    return redraw_view(view, [shown if block.get("block_id") == REST else block for block in view["blocks"]])


def show_saved(facts: WaveFacts, answered: int) -> View:
    """Return the last window: all is answered, or so much of it."""
    values = {**tell_wave(facts), "answered": answered, "total": len(facts.wave.factors)}
    again = controls.button(
        "Change my answers" if answered == values["total"] else "Go on", START, ToWave(facts.wave.id)
    )
    words = compose_message("wave_saved", values, {"buttons": [blocks.actions(again)]})["blocks"]
    return blocks.modal(facts.survey.title, words, callback="wave:saved", metadata="")


def name_level(factor: str) -> str:
    """Return the field of a factor's level."""
    return f"level.{factor}"


def name_guess(factor: str) -> str:
    """Return the field of the guess what the other side says of a factor."""
    return f"guess.{factor}"


def name_pot(pot: str) -> str:
    """Return the field of a pot's points."""
    return f"pot.{pot}"


def _submit(facts: WaveFacts, *, last: bool) -> str:
    if facts.survey.is_split:
        return "Send my split"
    return "Send answers" if last else "Next"


def _list_factors(factors: Sequence[Factor], answers: WaveAnswers, other: Side | None) -> list[Block]:
    fields: list[Block] = []
    for factor in factors:
        fields.append(_level_field(factor, answers))
        if factor.guess and other:
            fields.append(_guess_field(factor, answers, other))
    return fields


def _level_field(factor: Factor, answers: WaveAnswers) -> Block:
    options = [*_list_levels(factor), (UNKNOWN, "I don’t know")]
    value = None
    if factor.name in answers.levels:
        level = answers.levels[factor.name]
        value = UNKNOWN if level is None else str(level)
    radio = blocks.radio(options, value)
    return blocks.field(name_level(factor.name), factor.ask, radio, hint=factor.hint or None, keep=KEEP.name)


def _guess_field(factor: Factor, answers: WaveAnswers, other: Side) -> Block:
    guess = answers.guesses.get(factor.name)
    label = f"What will {SIDE_NAMES[other]} say, on average? {capitalize_first(factor.title)}"
    menu = blocks.menu(_list_levels(factor), None if guess is None else str(guess), "Your guess")
    hint = "The guess is often the better story."
    return blocks.field(name_guess(factor.name), label, menu, hint=hint, optional=True, keep=KEEP.name)


def _list_levels(factor: Factor) -> list[tuple[str, str]]:
    return [(str(level), factor.levels[level - 1]) for level in range(1, LEVELS + 1)]


def _list_pots(facts: WaveFacts, answers: WaveAnswers) -> list[Block]:
    fields = [
        blocks.field(
            name_pot(pot.name),
            pot.ask,
            _points_input(answers.split.get(pot.name), pot.example),
            hint=pot.hint or None,
            keep=KEEP.name,
        )
        for pot in facts.survey.pot
    ]
    given = sum(answers.split.values())
    return [*blocks.focus_first(fields), {"block_id": REST, **_rest_words(given, bool(answers.split))}]


def _points_input(points: int | None, example: int) -> dict[str, Any]:
    return blocks.text_input(None if points is None else str(points), limit=3, example=str(example))


def _rest_words(given: int, complete: bool) -> Block:
    return compose_message("wave_rest", {"given": given, "complete": complete})["blocks"][0]


def _remark_field(facts: WaveFacts, answers: WaveAnswers) -> Block:
    text = blocks.text_input(answers.remark or None, limit=REMARK, multiline=True, example=facts.survey.remark_example)
    hint = "Shown word for word with the result, without your name. Leave out what gives you away."
    return blocks.field(REMARK_FIELD, facts.survey.remark or "", text, hint=hint, optional=True, keep=KEEP.name)
