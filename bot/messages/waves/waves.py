"""What can be done about a wave: the acts and what they carry; how its people and sides are counted in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.coaching.side_names import SIDE_NAMES
from bot.messages.block_kit.payloads import Act, Nothing, Payload
from bot.model.rights import TargetKind
from bot.model.teams import Side


@dataclass(frozen=True)
class ToWave(Payload, target_kind=TargetKind.WAVE):
    """A wave."""

    wave: str


@dataclass(frozen=True)
class ToWavePage(Payload, target_kind=TargetKind.WAVE):
    """A wave, and a page of it from 0: of what it asks, or of what it shows."""

    wave: str
    page: int = 0


@dataclass(frozen=True)
class Tap(Payload, target_kind=TargetKind.WAVE):
    """A wave that asks one factor, and the level that somebody taps: 1 to 5, or 0 for “I don’t know”."""

    wave: str
    level: int


@dataclass(frozen=True)
class ToLaunch(Payload, target_kind=TargetKind.TEAM):
    """A team, and the playbook that is asked of it."""

    team: str
    playbook: str


LAUNCH = Act("wave:launch", ToLaunch)
CHOOSE_WEEKLY = Act("weekly:choose", ToLaunch)
START = Act("wave:start", ToWave)
PAGE = Act("wave:page", ToWavePage)
KEEP = Act("wave:keep", Nothing)
TAP = Act("wave:tap", Tap)
LEAVE = Act("wave:leave", ToWave)
HOW = Act("wave:how", ToWave)
CLOSE = Act("wave:close", ToWave)
END = Act("wave:end", ToWave)
EVERYTHING = Act("wave:everything", ToWavePage)
METHOD = Act("wave:method", ToWave)
SET_UP = Act("wave:set_up", ToWave)


def join_words(words: Iterable[str], last: str = "and") -> str:
    """Return `a`, `a and b`, `a, b and c`."""
    *first, end = [*words] or [""]
    return f"{', '.join(first)} {last} {end}" if first else end


def count_sides(counts: Mapping[Side, int]) -> str:
    """Return `11 in marketing and 7 in IT`."""
    return join_words(f"{number} in {SIDE_NAMES[side]}" for side, number in counts.items())


def tell_missing(missing: Mapping[Side, int]) -> str:
    """Return `2 more answers from IT`, or of several sides `2 more from IT and 1 more from sales`."""
    if len(missing) == 1:
        ((side, number),) = missing.items()
        return f"{number} more {'answer' if number == 1 else 'answers'} from {SIDE_NAMES[side]}"
    return join_words(f"{number} more from {SIDE_NAMES[side]}" for side, number in missing.items())
