"""The windows behind the post of a closed wave: every factor, page by page, and how to read it."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.coaching.shapes.survey.facts import ShownLevels, ShownSplit, WaveFacts
from bot.coaching.side_names import SIDE_NAMES, capitalize_first
from bot.coaching.waves.agreement import Agreement, Spread
from bot.coaching.waves.factors import FactorFigures, Verdict
from bot.coaching.waves.noise import Change
from bot.coaching.waves.ranking import order_factors
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import View
from bot.messages.block_kit.render import compose_message
from bot.messages.waves.wave_posts import tell_wave
from bot.messages.waves.wave_results import describe_level, tell_factor
from bot.messages.waves.wave_splits import tell_pot, tell_since
from bot.messages.waves.waves import EVERYTHING, ToWavePage, count_sides, tell_missing
from bot.model.teams import Side

PER_PAGE = 6  # factors
HEADINGS: Mapping[Verdict, str] = {
    Verdict.DISAGREE: "You disagree",
    Verdict.SPLIT: "A side is split",
    Verdict.AGREE_LOW: "You agree, and it is low",
    Verdict.AGREE_MIDDLE: "You agree, somewhere in the middle",
    Verdict.AGREE_HIGH: "You agree, and it is good",
    Verdict.LOCKED: "Locked: too few who know",
}


def show_everything(shown: ShownLevels, page: int) -> View:
    """Return one page of all factors, widest gap first; the last one has what people wrote as well."""
    ordered = order_factors(shown.publication)
    pages = max(-(-len(ordered) // PER_PAGE), 1)
    page = min(page, pages - 1)
    last = page == pages - 1
    values = {
        **tell_wave(shown.facts),
        "groups": _group(shown, ordered[page * PER_PAGE : (page + 1) * PER_PAGE]),
        "answered": count_sides(shown.publication.handed_in),
        "texts": shown.facts.wave.texts if last else (),
        "left": len(ordered) - (page + 1) * PER_PAGE,
        "page": page,
        **describe_level(shown),
        "counted": any(
            side.spread.r_wg is not None for each in shown.publication.factors.values() for side in each.sides.values()
        ),
        "peers": shown.peers,
    }
    to = ToWavePage(shown.facts.wave.id, 0 if last else page + 1)
    more = [blocks.actions(controls.button("First page" if last else "Next page", EVERYTHING, to))] if pages > 1 else []
    words = compose_message("wave_everything", values, {"buttons": more}, limit=blocks.VIEW_BLOCKS)["blocks"]
    title = f"All {len(ordered)} factors"
    return controls.modal(title, words, EVERYTHING, ToWavePage(shown.facts.wave.id, page), close="Done")


def show_pots(shown: ShownSplit) -> View:
    """Return all pots with both splits, and how they have moved, the largest difference first."""
    values = {
        **tell_wave(shown.facts),
        "pots": [tell_pot(shown, name) for name in shown.publication.order],
        "answered": count_sides(shown.publication.handed_in),
        "since": tell_since(shown),
    }
    words = compose_message("wave_pots", values)["blocks"]
    return blocks.modal(shown.facts.survey.title, words, callback="wave:pots", metadata="")


def explain_method(facts: WaveFacts) -> View:
    """Return how to read what a wave shows, with where its figures for comparison come from."""
    words = compose_message("wave_method", {**tell_wave(facts), "split": facts.survey.is_split})["blocks"]
    return blocks.modal("How to read it", words, callback="wave:read", metadata="")


def _group(shown: ShownLevels, names: Sequence[str]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return heading → its factors, in order."""
    factors, groups = shown.publication.factors, dict[str, list[dict[str, Any]]]()
    for name in names:
        groups.setdefault(HEADINGS[factors[name].verdict], []).append(_tell(shown, name, factors[name]))
    return list(groups.items())


def _tell(shown: ShownLevels, name: str, figures: FactorFigures) -> dict[str, Any]:
    moved = shown.changes.factors.get(name, {}) if shown.changes else {}
    return {
        **tell_factor(shown.facts.survey, name, shown.publication),
        "fewer": {
            capitalize_first(SIDE_NAMES[side]): each.answers if each.answers != shown.publication.handed_in[side] else 0
            for side, each in figures.sides.items()
        },
        "spreads": {
            capitalize_first(SIDE_NAMES[side]): _say_spread(each.spread) for side, each in figures.sides.items()
        },
        "figures": figures,
        "peers": shown.peers.factors.get(name) if shown.peers else None,
        "missing": tell_missing(figures.missing) if figures.missing else "",
        "moved": _say_moved(moved),
        "since": shown.before.strftime("%B") if shown.before else "",
    }


def _say_spread(spread: Spread) -> str:
    """Return what may be said of a side's spread, as it follows its mean; "" for nothing."""
    deviation = f", ±{spread.deviation:.1f}" if spread.deviation is not None else ""
    number = f" ({spread.r_wg:.2f}{deviation})".replace("0.", ".") if spread.r_wg is not None else ""
    reach = f", from {spread.lowest} to {spread.highest}" if spread.lowest is not None else ""
    words = {Agreement.AGREED: "agreed among themselves", Agreement.MIXED: "mixed", Agreement.SPLIT: "split"}
    return f"{words[spread.agreement]}{number}{reach}" if spread.agreement else ""


def _say_moved(moved: Mapping[Side, Change]) -> str:
    """Return how sides have moved since the last wave."""
    return ", ".join(
        f"{SIDE_NAMES[side]} "
        + (f"{change.by:+} ({'within noise' if change.is_noise else 'more than noise'})" if change.by else "unchanged")
        for side, change in moved.items()
    )
