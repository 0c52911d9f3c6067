"""What came of a wave of pots, in the channel: both splits, the largest difference first."""

from typing import Any

from bot.coaching.shapes.survey.facts import ShownSplit
from bot.coaching.side_names import SIDE_NAMES, capitalize_first
from bot.coaching.waves.splits import HUNDRED, SAME
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import Block
from bot.messages.block_kit.charts import compose_chart
from bot.messages.block_kit.render import Message, compose_message
from bot.messages.block_kit.short_posts import compose_short, draw_bar
from bot.messages.waves.wave_posts import tell_wave
from bot.messages.waves.wave_results import compose_locked, compose_setup, count_answered
from bot.messages.waves.waves import METHOD, ToWave
from bot.model.teams import Side

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
        "since": tell_since(shown),
    }
    parts = {"buttons": [_buttons(shown)], "chart": _chart(shown)}

    def compose(size: int) -> Message:
        apart = [pot for pot in pots if not pot["same"]][:size]
        rest = [pot for pot in pots if pot not in apart]
        return compose_message("wave_split", {**values, "apart": apart, "rest": rest}, parts)

    return compose_short(compose, SIZES)


def tell_pot(shown: ShownSplit, name: str) -> dict[str, Any]:
    """Return a pot as the post and the window say it."""
    publication = shown.publication
    difference = publication.compute_difference(name)
    sides = [_tell_side(shown, side, name) for side in publication.splits]
    return {
        "title": capitalize_first(shown.facts.survey.find_title(name)),
        "difference": difference,
        "before": shown.earlier.find_difference(name, publication.splits) if shown.earlier else None,
        "same": difference <= SAME,
        "start": name == publication.agreed,
        "sides": sides,
        "alike": len({(side["points"], side["moved"]) for side in sides}) == 1,
    }


def tell_since(shown: ShownSplit) -> str:
    """Return the month of the last wave; "" without one."""
    return shown.before.strftime("%B") if shown.before else ""


def _tell_side(shown: ShownSplit, side: Side, pot: str) -> dict[str, Any]:
    points = shown.publication.splits[side][pot]
    return {
        "name": capitalize_first(SIDE_NAMES[side]),
        "bar": draw_bar(points, HUNDRED),
        "points": points,
        "moved": _say_moved(points, shown.moves.get(side, {}).get(pot), tell_since(shown)),
    }


def _say_moved(points: int, move: int | None, since: str) -> str:
    """Return what a side said last time, "" where that is not known; a few points are no move, as with two sides."""
    if move is None:
        return ""
    if abs(move) <= SAME:
        return f"{'about ' if move else ''}as in {since}"
    return f"in {since} {points - move}"


def _chart(shown: ShownSplit) -> list[Block]:
    publication = shown.publication
    points = {
        capitalize_first(SIDE_NAMES[side]): [split[pot] for pot in publication.order]
        for side, split in publication.splits.items()
    }
    labels = [capitalize_first(shown.facts.survey.find_label(pot)) for pot in publication.order]
    return compose_chart("What each side splits a hundred points into", labels, points)


def _buttons(shown: ShownSplit) -> Block:
    to = ToWave(shown.facts.wave.id)
    return blocks.actions(*compose_setup(shown), controls.button("How to read it", METHOD, to))
