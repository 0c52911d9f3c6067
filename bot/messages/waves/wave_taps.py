"""The private message of a wave that asks one factor again: six levels, one tap, and what was tapped, in its place."""

from collections.abc import Callable
from dataclasses import asdict

from bot.coaching.shapes.survey.facts import WaveFacts
from bot.coaching.shapes.survey.model import Factor
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import Block
from bot.messages.block_kit.render import Message, compose_message
from bot.messages.front.reminders import Frame
from bot.messages.waves.wave_posts import tell_wave
from bot.messages.waves.waves import HOW, LEAVE, START, TAP, Tap, ToWave
from bot.model.waves import RespondentState, WaveAnswers

UNKNOWN, UNKNOWN_LABEL = 0, "I don’t know"  # the level of a tap that stands for none


def compose_question(
    facts: WaveFacts, factor: Factor, state: RespondentState, given: WaveAnswers, frame: Frame
) -> Message:
    """Return what somebody is asked by one tap, or what they have tapped, for their eyes alone."""
    wave, closed = facts.wave, not facts.wave.is_open
    answered = factor.name in given.levels
    level = given.levels.get(factor.name) or UNKNOWN
    values = {
        **tell_wave(facts),
        "factor": factor,
        "state": state,
        "answered": answered,
        "said": factor.levels[level - 1] if level else UNKNOWN_LABEL,
        **asdict(frame),
        "closed": closed,
    }
    asked = [] if closed else _ask(ToWave(wave.id), factor, state, level if answered else None)
    return compose_message("wave_question", values, {"buttons": asked})


def _ask(to: ToWave, factor: Factor, state: RespondentState, tapped: int | None) -> list[Block]:
    if state is RespondentState.LEFT:
        return [blocks.actions(controls.button("I’ll answer after all", START, to))]
    levels = list_levels(factor, lambda level: controls.entry("", TAP, Tap(to.wave, level))[0], tapped)
    out = controls.button("Not for me", LEAVE, to, of="and forget what I have answered")
    return [levels, blocks.actions(controls.button("How it stays confidential", HOW, to), out)]


def list_levels(factor: Factor, press: Callable[[int], str], tapped: int | None) -> Block:
    """Return the levels of a factor as they are tapped; `press` gives what a tap at one of them sends."""
    options = [*enumerate(factor.levels, start=1), (UNKNOWN, UNKNOWN_LABEL)]
    chosen = None if tapped is None else press(tapped)
    # No buttons: Slack cuts their words off after some thirty characters.
    radio = blocks.radio([(press(level), words) for level, words in options], chosen)
    return blocks.field("level", factor.ask, radio, keep=controls.MENU)
