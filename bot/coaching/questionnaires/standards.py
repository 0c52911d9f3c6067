"""Which standard questionnaire a sheet is, since an item of the same name asks something else in another version."""

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass

from bot.coaching.questionnaires.given import Says, fold_key
from bot.coaching.questionnaires.tables import Table

# Groups of items that only other versions have.
_ELSEWHERE = {
    "caiq v4": frozenset(["aac", "dsi", "ekm", "grm", "mos"]),
    "hecvat 4.1": frozenset(["qual", "hlaa", "hlap", "hlcs", "hlda", "hlnw", "hlpp", "hlsy", "hlvu"]),
}
_NAMED = re.compile(r"\b(caiq|hecvat)\b\D{0,60}?v?(\d)\.\d", re.IGNORECASE)
_GROUP = re.compile(r"[a-z&]+(?=-\d)")
_FIRST = 40  # rows in which a questionnaire says what it is


@dataclass(frozen=True)
class Standard:
    """A questionnaire with its version, as `also_in` names it, one item of it, and which answer is good news."""

    name: str
    item: str
    good: Says = Says.YES

    @classmethod
    def parse(cls, named: str) -> "Standard":
        """Read the item out of its full name: CAIQ v4 DSP-19.1, or HECVAT 4.1 AISC-02 = no where a no is good news."""
        full, _, good = named.partition(" = ")
        name, _, item = full.rpartition(" ")
        return cls(name, item, Says(good or Says.YES))

    @property
    def label(self) -> str:
        """Its full name, for a sheet."""
        return f"{self.name} {self.item}" + (" (a no is good news)" if self.good is Says.NO else "")

    @property
    def key(self) -> str:
        return fold_key(self.item)


def find_other_versions(names: Iterable[str], tables: Iterable[Table], items: Set[str]) -> frozenset[str]:
    """Return those of the questionnaires that the sheets hold in another version; `items` are their folded ids."""
    groups = {start[0] for item in items if (start := _GROUP.match(item))}
    stated = set(_list_stated(tables))
    return frozenset(name for name in names if _is_other(name.casefold(), groups, stated))


def _is_other(name: str, groups: Set[str], stated: Set[tuple[str, str]]) -> bool:
    if groups & _ELSEWHERE.get(name, frozenset()):
        return True
    kind, _, version = name.partition(" ")
    versions = {number for each, number in stated if each == kind}
    return bool(versions) and version.lstrip("v")[:1] not in versions


def _list_stated(tables: Iterable[Table]) -> Iterator[tuple[str, str]]:
    for table in tables:
        for text in (table.name, *(cell for row in table.rows[:_FIRST] for cell in row)):
            yield from ((kind.casefold(), number) for kind, number in _NAMED.findall(text))
