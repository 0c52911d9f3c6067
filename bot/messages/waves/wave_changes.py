"""What one factor says when it was asked again, in the channel: before, after, whose doing it was, what is next."""

from collections.abc import Mapping
from typing import Any

from bot.coaching.shapes.survey.facts import ShownAgain
from bot.coaching.side_names import SIDE_NAMES, capitalize_first
from bot.coaching.waves.movement import find_movement, tell_movement
from bot.coaching.waves.noise import Change
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import Block
from bot.messages.block_kit.render import Message, compose_message
from bot.messages.block_kit.short_posts import compose_short, draw_bar, quote
from bot.messages.front.front import Line, start_button
from bot.messages.waves.wave_posts import tell_wave
from bot.messages.waves.wave_results import compose_locked
from bot.messages.waves.waves import METHOD, ToWave, join_words
from bot.model.commitments import CommitmentState
from bot.model.teams import Side

SIZES = (160, 80, 40)  # characters of the promise in the post
UP, DOWN, INSIDE = "▲", "▼", "●"


def compose_change(shown: ShownAgain, lines: Mapping[str, Line]) -> Message:
    """Return the post, or why it shows nothing. `lines` are the words of /align."""
    if not shown.publication.shown:
        return compose_locked(shown.facts, shown.publication.handed_in, shown.publication.missing)
    values = {
        **tell_wave(shown.facts),
        **_describe_doing(shown),
        "title": capitalize_first(shown.facts.survey.find_title(shown.factor)),
        "verdict": tell_movement(shown.changes),
        "movement": find_movement(shown.changes),
        "sides": [_tell_side(shown, side, change) for side, change in shown.changes.items()],
        "before": shown.earlier_on,
        "now": shown.facts.wave.closed_on,
        "noise": _tell_noise(shown),
        "next": shown.next_play,
    }
    buttons = [_buttons(shown, lines)]

    def compose(room: int) -> Message:
        promised = quote(shown.talk.action, room) if shown.talk else ""
        return compose_message("wave_change", {**values, "promised": promised}, {"buttons": buttons})

    return compose_short(compose, SIZES)


def _describe_doing(shown: ShownAgain) -> dict[str, Any]:
    """Return whose promise it was, how often it was kept, and which plays were taken."""
    talk = shown.talk
    return {
        "people": [user for user in (talk.owner, talk.partner) if user] if talk else [],
        "made": talk.made_at.date() if talk else None,
        "kept": shown.kept,
        "marked": shown.marked,
        "done": talk is not None and talk.state is CommitmentState.DONE,
        "plays": join_words(f"/align {play}" for play in shown.plays),
    }


def _tell_side(shown: ShownAgain, side: Side, change: Change) -> dict[str, Any]:
    now, before = (each.factors[shown.factor].sides[side] for each in (shown.publication, shown.earlier))
    mark = INSIDE if change.is_noise else UP if change.by > 0 else DOWN
    moved = f"{'up' if change.by > 0 else 'down'} {abs(change.by)}" if change.by else "unchanged"
    return {
        "name": capitalize_first(SIDE_NAMES[side]),
        "before": before,
        "now": now,
        "bars": (draw_bar(before.mean, 5), draw_bar(now.mean, 5)),
        "moved": f"{mark} {moved}: {'within noise' if change.is_noise else 'more than noise'}",
    }


def _tell_noise(shown: ShownAgain) -> str:
    """Return `1.1 for IT, 0.9 for marketing`."""
    return join_words(f"±{change.noise:.1f} for {SIDE_NAMES[side]}" for side, change in shown.changes.items())


def _buttons(shown: ShownAgain, lines: Mapping[str, Line]) -> Block:
    play = shown.next_play.word if shown.next_play else ""
    start = [start_button(play, lines[play].label(play), True)] if play in lines else []
    return blocks.actions(*start, controls.button("How to read it", METHOD, ToWave(shown.facts.wave.id)))
