"""The window in which a wave is launched, and the one where it cannot be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.coaching.shapes.survey.shape import Survey
from bot.coaching.side_names import SIDE_NAMES, capitalize_first
from bot.coaching.waves.disclosure import LEAST, USUAL, propose_threshold
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import Block, View
from bot.messages.block_kit.render import compose_message
from bot.messages.waves.waves import CHOOSE_WEEKLY, LAUNCH, ToLaunch, count_sides
from bot.model.teams import Side

SIDES, UNTIL, THRESHOLD = "sides", "until", "threshold"
FIRST = (Side.MARKETING, Side.IT)  # the sides that are asked unless somebody says otherwise


@dataclass(frozen=True)
class LaunchFacts:
    """What a launch is about: the team with how many of each side could be asked, the last day proposed."""

    team_id: str
    channel: str
    survey: Survey
    counts: Mapping[Side, int]
    until: date

    @property
    def threshold(self) -> int:
        """How many answers a side needs, as proposed."""
        return propose_threshold({side: self.counts[side] for side in FIRST})

    @property
    def may_be_weekly(self) -> bool:
        """Whether it may be asked one factor a week as well."""
        return not self.survey.is_split and min(self.counts[side] for side in FIRST) >= LEAST


def ask_launch(facts: LaunchFacts) -> View:
    """Return the window; without fields where fewer than two sides are large enough ever to be shown."""
    able = {side: number for side, number in facts.counts.items() if number >= LEAST}
    values = {"survey": facts.survey, "counts": count_sides(_list_there(facts)), "able": len(able) > 1, "least": LEAST}
    words = compose_message("wave_launch", {**values, "channel": facts.channel})["blocks"]
    if len(able) < 2:
        return blocks.modal(facts.survey.title, words, callback="wave:too-few", metadata="")
    fields = [_sides_field(facts), _until_field(facts), threshold_field(facts.threshold)]
    end = compose_message("wave_launch_end", {"channel": facts.channel})["blocks"]
    to = ToLaunch(facts.team_id, facts.survey.word)
    shown = [*words, *_offer_weekly(facts, to), *fields, *end]
    return controls.modal(facts.survey.title, shown, LAUNCH, to, submit="Ask both sides", close="Not now")


def show_launched(channel: str, number: int) -> View:
    """Return the window for whoever has launched it."""
    words = compose_message("wave_launched", {"channel": channel, "number": number})["blocks"]
    return blocks.modal("Asked", words, callback="wave:launched", metadata="")


def threshold_field(proposed: int) -> Block:
    """Return the menu of how many answers a side needs."""
    options = [(str(number), f"{number} answers") for number in (*range(LEAST, USUAL + 1), 8, 10)]
    hint = f"Below that I show no side at all. {USUAL} is usual, {LEAST} the least; more keeps it safer."
    return blocks.field(THRESHOLD, "How many answers a side needs", blocks.menu(options, str(proposed)), hint=hint)


def _offer_weekly(facts: LaunchFacts, to: ToLaunch) -> list[Block]:
    if not facts.may_be_weekly:
        return []
    words = compose_message("weekly_offer", {"number": len(facts.survey.items)})["blocks"]
    return blocks.attach_beside(words, controls.button("One a week instead", CHOOSE_WEEKLY, to))


def _list_there(facts: LaunchFacts) -> dict[Side, int]:
    return {side: number for side, number in facts.counts.items() if number or side in FIRST}


def _sides_field(facts: LaunchFacts) -> Block:
    options = [
        (str(side), f"{capitalize_first(SIDE_NAMES[side])}: {_count(number)}", _warn(number))
        for side, number in _list_there(facts).items()
    ]
    ticked = [side for side in FIRST if facts.counts[side] >= LEAST]
    hint = "A side with fewer people than answers needed can never be shown."
    return blocks.field(SIDES, "Who is asked", blocks.checkboxes(options, ticked), hint=hint)


def _until_field(facts: LaunchFacts) -> Block:
    return blocks.field(UNTIL, "Until", blocks.day(facts.until.isoformat()))


def _count(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"


def _warn(number: int) -> str:
    return "" if number >= LEAST else "Too few ever to be shown"
