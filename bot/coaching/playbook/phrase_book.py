"""What texts are read for, put together: every wording of slots, phrases, guards and topics, and whose it is."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from bot.coaching.playbook.phrases import Guard, Phrase, Slot, Topic
from bot.coaching.reading.reader import Reader


class Entry(NamedTuple):
    """A wording and whose it is: `spares` for one of its unless, `asked` for a question that claims it."""

    wording: str
    owner: Phrase | Guard | Topic
    spares: bool = False
    asked: bool = False


class Spot(NamedTuple):
    """An entry as a sentence says it, its words from `first` to before `last`."""

    entry: Entry
    first: int
    last: int

    @property
    def phrase(self) -> Phrase | None:
        """The phrase that it says; None for any other entry."""
        return self.entry.owner if isinstance(self.entry.owner, Phrase) else None

    @property
    def guard(self) -> Guard | None:
        """The guard that it is; None for any other entry."""
        return self.entry.owner if isinstance(self.entry.owner, Guard) else None

    def covers(self, other: "Spot") -> bool:
        return self.first <= other.first and other.last <= self.last


@dataclass(frozen=True, eq=False)
class PhraseBook:
    """What a playbook reads texts for; equal only to itself, since to compare thousands of wordings takes time."""

    slots: tuple[Slot, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    guards: tuple[Guard, ...] = ()
    topics: tuple[Topic, ...] = ()

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every wording with whose it is."""
        return tuple(self._list_entries())

    @cached_property
    def reader(self) -> Reader:
        """Finds the entries by their number."""
        slots = {slot.name: slot.words for slot in self.slots}
        return Reader([entry.wording for entry in self.entries], slots)

    def _list_entries(self) -> Iterator[Entry]:
        for phrase in self.phrases:
            yield from (Entry(wording, phrase, asked=True) for wording in phrase.asked)
        owners: tuple[Phrase | Guard, ...] = (*self.phrases, *self.guards)
        for owner in owners:
            yield from (Entry(wording, owner) for wording in owner.says)
            yield from (Entry(wording, owner, spares=True) for wording in owner.unless)
        for topic in self.topics:
            yield from (Entry(wording, topic) for wording in topic.says)
