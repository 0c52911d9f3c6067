"""Checks of wordings: the slots that they name are there, and each slot is named."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from bot.coaching.playbook.phrases import Slot
from bot.coaching.reading.wordings import list_slots


def find_faults(slots: Sequence[Slot], wordings: Iterable[str], shared: Iterable[Slot] = ()) -> Iterator[str]:
    """Yield place, fault, what to write. `shared`: slots of another file, whose wordings name them."""
    own = [slot.name for slot in slots]
    names = list(dict.fromkeys([*own, *(slot.name for slot in shared)]))
    yield from (f"slot '{name}' stands there twice: join them" for name, count in Counter(own).items() if count > 1)
    yield from (f"slot '{slot.name}' has no words: give it some" for slot in slots if not any(slot.words.values()))
    used = {wording: list_slots(wording) for wording in dict.fromkeys(wordings)}
    for wording, named in used.items():
        yield from (
            f'the wording "{wording}": slot {{{name}}} is not defined. Defined are: {", ".join(names) or "none"}'
            for name in sorted(named - set(names))
        )
    said = set[str]().union(*used.values(), (slot.name for slot in shared))
    yield from (f"slot '{name}' is in no wording: remove it, or write {{{name}}}" for name in own if name not in said)
