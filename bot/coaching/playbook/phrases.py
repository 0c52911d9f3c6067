"""What a text is read for: phrases that play something down, in wordings with slots; guards; and topics."""

from collections.abc import Iterator
from typing import Annotated, Literal, NamedTuple

from pydantic import AfterValidator, Field

from bot.coaching.playbook.parts import Name, Part
from bot.coaching.reading.languages import Language
from bot.coaching.reading.vocabulary import split_entry
from bot.coaching.reading.wordings import parse_wording


def _check_wording(wording: str) -> str:
    parse_wording(wording)
    return wording


Wording = Annotated[str, Field(min_length=2, max_length=200), AfterValidator(_check_wording)]
Wordings = Annotated[tuple[Wording, ...], Field(max_length=200)]


def _check_entry(entry: str) -> str:
    if not any(word.strip("*") for word in split_entry(entry)):
        raise ValueError(f'"{entry}" has no word to look for: write words, and * only at the begin or the end of one')
    return entry


SlotWords = Annotated[
    tuple[Annotated[str, Field(min_length=1, max_length=60), AfterValidator(_check_entry)], ...], Field(max_length=300)
]


class Slot(Part):
    """Words that may stand in the same place of a wording, as `{name}`."""

    name: Name = Field(description="Wordings say it as `{name}`.")
    en: SlotWords = Field((), description="English: words, or several in a row. `*` is any letters at either end.")
    de: SlotWords = Field((), description="German.")
    fr: SlotWords = Field((), description="French.")
    es: SlotWords = Field((), description="Spanish.")

    @property
    def words(self) -> dict[Language, tuple[str, ...]]:
        """The words of each language."""
        return dict(zip(Language, (self.en, self.de, self.fr, self.es), strict=True))

    def add(self, more: "Slot") -> "Slot":
        """Return it with the words of another one, too."""
        both = {key: (*getattr(self, key), *getattr(more, key)) for key in ("en", "de", "fr", "es")}
        return self.model_copy(update=both)


class Phrase(Part):
    """A family of wordings that play something down, all hiding the same thing."""

    family: str = Field("", max_length=40, description="What such a claim is called, in a few words: effort denied.")
    says: Wordings = Field(
        min_length=1,
        description="The wordings, in any of the four languages. Case, endings and hyphens do not matter; `{slot}` any "
        "word of a [[slot]], `a/b` either, `a?` may be missing, `…` up to three words, `#` a number, `a + b` in either "
        "order, CAPITALS only in capitals, `*` any letters at either end of a word.",
    )
    asked: Wordings = Field((), description="Questions that claim it where the next sentence answers with no.")
    unless: Wordings = Field((), description="Where it stands inside one of these wordings, it is none.")
    hides: Name = Field(description="The [[dimension]] that it hides.")
    why: str = Field(min_length=1, max_length=200, description="What it leaves out, in one sentence.")
    send: str = Field(min_length=1, description="The question to send back.")


class Guard(Part):
    """Wordings that make a claim none: it is denied, asked, quoted, required, or depends on something."""

    where: Literal["before", "after", "start", "sentence", "asked"] = Field(
        description='Where they stand: shortly `"before"` the claim in its clause, right `"after"` it, at the '
        '`"start"` of its sentence, or anywhere in the `"sentence"`. `"asked"`: a question that says it '
        "claims all the same."
    )
    says: Wordings = Field(min_length=1, description="The wordings, written as those of a [[phrase]].")
    unless: Wordings = Field((), description="Where it stands inside one of these wordings, it guards nothing.")
    hides: tuple[Name, ...] = Field((), description="Only for claims that hide one of these; for all if left out.")


class Phrases(Part):
    """A file in the folder `phrases`: what texts are read for, by every playbook that names it."""

    shape: Literal["phrases"] = Field(description='`"phrases"`, by which editors know the file.')
    adds_to: Name | None = Field(
        None, description="The file in a folder `phrases` that this adds to: words to its slots, and more of the rest."
    )
    slot: tuple[Slot, ...] = Field((), description="Words that wordings have a place for.")
    phrase: tuple[Phrase, ...] = Field((), description="Wordings that play something down, and what each hides.")
    guard: tuple[Guard, ...] = Field((), description="Wordings that tell what only looks like a phrase.")

    @property
    def wordings(self) -> Iterator[str]:
        """Every wording in it."""
        owners: tuple[Phrase | Guard, ...] = (*self.phrase, *self.guard)
        for owner in owners:
            yield from (*owner.says, *owner.unless)
        for phrase in self.phrase:
            yield from phrase.asked

    def add(self, more: "Phrases") -> "Phrases":
        """Return both together; of a slot that stands in both, the words of both."""
        changed = {"slot": join_slots(*self.slot, *more.slot)}
        return self.model_copy(
            update={**changed, "phrase": (*self.phrase, *more.phrase), "guard": (*self.guard, *more.guard)}
        )


def join_slots(*slots: Slot) -> tuple[Slot, ...]:
    """Return one slot of each name, with the words of all that have it."""
    joined: dict[str, Slot] = {}
    for slot in slots:
        known = joined.get(slot.name)
        joined[slot.name] = known.add(slot) if known else slot
    return tuple(joined.values())


class Topic(NamedTuple):
    """What a text may speak of, and the wordings by which it does."""

    name: str
    says: tuple[str, ...]
