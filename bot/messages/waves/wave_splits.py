"""What came of a wave of pots, in the channel: both splits, the largest difference first."""

from typing import Any

from bot.coaching.shapes.survey.facts import ShownSplit
from bot.coaching.side_names import SIDE_NAMES, capitalize_first
from bot.coaching.waves.splits import HUNDRED, SAME
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import Block
from bot.messages.block_kit.render import Message, compose_message
from bot.messages.block_kit.short_posts import compose_short, draw_bar
from bot.messages.waves.wave_posts import tell_wave
from bot.messages.waves.wave_results import compose_locked, compose_setup, count_answered
from bot.messages.waves.waves import METHOD, ToWave

SIZES = (2, 1)  # pots with a bar for each side


def compose_split(shown: ShownSplit) -> Message:
    """Return the post of a closed wave, or why it shows nothing."""
    facts, publication = shown.facts, shown.publication
    if not publication.splits:
        return compose_locked(facts, publication.handed_in, publication.missing)
    pots = [tell_pot(shown, name) for name in publication.order]
    values = {
        **tell_wave(facts),
        "first": facts.survey.find_title(shown.first) if shown.first else "",
        "talk": shown.talk or "",
        "who": facts.wave.launched_by,
        "answered": count_answered(facts, publication.handed_in),
        "taken": shown.taken,
    }
    parts = {"buttons": [_buttons(shown)]}

    def compose(size: int) -> Message:
        apart = [pot for pot in pots if not pot["same"]][:size]
        rest = [pot for pot in pots if pot not in apart]
        return compose_message("wave_split", {**values, "apart": apart, "rest": rest}, parts)

    return compose_short(compose, SIZES)


def tell_pot(shown: ShownSplit, name: str) -> dict[str, Any]:
    """Return a pot as the post says it."""
    publication = shown.publication
    points = {side: split[name] for side, split in publication.splits.items()}
    sides = [(capitalize_first(SIDE_NAMES[side]), draw_bar(each, HUNDRED), each) for side, each in points.items()]
    difference = publication.compute_difference(name)
    return {
        "title": capitalize_first(shown.facts.survey.find_title(name)),
        "difference": difference,
        "same": difference <= SAME,
        "start": name == publication.agreed,
        "sides": sides,
        "alike": len(set(points.values())) == 1,
    }


def _buttons(shown: ShownSplit) -> Block:
    to = ToWave(shown.facts.wave.id)
    return blocks.actions(*compose_setup(shown), controls.button("How to read it", METHOD, to))
