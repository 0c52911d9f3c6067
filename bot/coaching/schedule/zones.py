"""Time zones by the names of places, whose clocks are those on the wall there."""

from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

UTC_NAMES = ("UTC", "Etc/UTC")
# Etc/GMT+2 is two hours behind, EST has no summer time, localtime is the server's: none says what people read in it.
_AREAS = frozenset(
    {
        *("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian", "Pacific"),
        *("Brazil", "Canada", "Chile", "Mexico", "US"),
    }
)


class MisleadingZoneError(ValueError):
    """A name that the zone database knows, and that people read as another zone than it is."""


@lru_cache(maxsize=1000)
def normalize_zone(text: str) -> str:
    """Return a zone as it is kept: "America/New York" → "America/New_York".

    MisleadingZoneError for a name that is no place, ValueError for one that nobody knows.
    """
    name = text.strip().replace(" ", "_")
    try:
        ZoneInfo(name)
    # KeyError for a name that is not known, OSError for a folder: "Europe".
    except (KeyError, OSError):
        raise ValueError(f"no such zone: {text!r}") from None
    area, _, place = name.partition("/")
    if name not in UTC_NAMES and not (area in _AREAS and place and name in available_timezones()):
        raise MisleadingZoneError(name)
    return name
