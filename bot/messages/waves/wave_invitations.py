"""The private messages of a wave: the invitation, and one more before it closes, the same for everybody asked."""

from dataclasses import asdict
from math import ceil

from bot.coaching.shapes.survey.facts import Done, WaveFacts
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import Block
from bot.messages.block_kit.render import Message, compose_message
from bot.messages.block_kit.short_posts import draw_bar
from bot.messages.front.reminders import Frame
from bot.messages.waves.wave_posts import tell_done, tell_wave
from bot.messages.waves.waves import HOW, LEAVE, START, ToWave
from bot.model.waves import RespondentState


def compose_invitation(
    facts: WaveFacts, state: RespondentState, answered: int, frame: Frame, done: Done | None = None
) -> Message:
    """Return what somebody is asked, or how far they are: `answered` of what the wave asks, for their eyes alone.

    `done`: what was done about what the last one showed.
    """
    wave, total = facts.wave, len(facts.wave.factors)
    closed = not wave.is_open
    values = {
        **tell_wave(facts),
        **tell_done(done),
        "state": state,
        "answered": answered,
        "total": total,
        "bar": draw_bar(answered, total),
        "left": ceil(facts.survey.minutes * (total - answered) / total),
        **asdict(frame),
        "closed": closed,
    }
    return compose_message("wave_invitation", values, {"buttons": [] if closed else [_buttons(facts, state, answered)]})


def _buttons(facts: WaveFacts, state: RespondentState, answered: int) -> Block:
    to, total = ToWave(facts.wave.id), len(facts.wave.factors)
    if state is RespondentState.LEFT:
        return blocks.actions(controls.button("I’ll answer after all", START, to))
    out = controls.button("Not for me", LEAVE, to, of="and forget what I have answered")
    if answered == total:
        return blocks.actions(controls.button("Change my answers", START, to), out)
    if answered:
        return blocks.actions(controls.button("Go on", START, to, "primary"), out)
    return blocks.actions(
        controls.button("Start", START, to, "primary"), controls.button("How it stays confidential", HOW, to), out
    )
