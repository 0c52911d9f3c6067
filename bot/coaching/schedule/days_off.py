"""Days on which a country does not work: public holidays and weekends, from the `holidays` package.

A country is written like DE, or DE-BE for a part of it (ISO 3166).
"""

from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files


def get_holiday(country: str, day: date) -> str:
    """Return the English name of that day's public holiday, "" without one. ValueError for a country nobody knows."""
    return _load_year(country, day.year)[1].get(day, "") if country else ""


def is_weekend(country: str, day: date) -> bool:
    """Return True when offices are closed on that weekday there; Saturday and Sunday where no country is given."""
    return day.weekday() in (_load_year(country, day.year)[0] if country else (5, 6))


@cache
def normalize_country(country: str) -> str:
    """Return the country as it is kept: " de-be " → "DE-BE", "" stays. ValueError for one that nobody knows."""
    # Imported at the first question: the package alone costs more than a tenth of a second at start.
    from holidays import list_supported_countries

    known = list_supported_countries()
    code, _, part = country.strip().partition("-")
    code, part = code.strip().upper(), part.strip().upper()
    if not (code or part):
        return ""
    if part not in ("", *map(str.upper, known.get(code, ()))) or code not in known:
        raise ValueError(f"no holidays are known for {country.strip()!r}")
    return "-".join([code, *(each for each in known.get(code, ()) if part and each.upper() == part)])


@cache
def country_of(zone: str) -> str:
    """Return the country that a time zone is named for (IANA's zone.tab), a guess to be confirmed; "" without one."""
    # From the tzdata package, which is always installed: not every system has files of its own.
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in table if not line.startswith("#"))
    code = next((row[0] for row in rows if row[2] == zone), "")
    try:
        return normalize_country(code)
    except ValueError:
        return ""


@cache
def list_parts(country: str, year: int) -> tuple[str, ...]:
    """Return the parts of a country, like GB-ENG, where some have holidays in that year which others have not.

    () for a country that is the same everywhere, for a part, and for one that nobody knows.
    """
    from holidays import list_supported_countries

    names = list_supported_countries().get(country, ())
    parts = tuple(f"{country}-{name}" for name in names)
    common = _load_year(country, year)[1].keys() if parts else frozenset()
    return parts if any(_load_year(part, year)[1].keys() != common for part in parts) else ()


@lru_cache(maxsize=4096)
def _load_year(country: str, year: int) -> tuple[frozenset[int], Mapping[date, str]]:
    """Return the weekdays that are weekend (Monday is 0), and date → name of every holiday of that year."""
    # Copied at once: the package's own objects fill themselves while they are read, which is not for threads.
    from holidays import country_holidays

    code, _, part = country.partition("-")
    try:
        found = country_holidays(code, subdiv=part or None, years=year, language="en_US")
    except NotImplementedError as error:
        raise ValueError(f"no holidays are known for {country!r}") from error
    return frozenset(found.weekend), {day: name.split("; ")[0] for day, name in found.items()}
