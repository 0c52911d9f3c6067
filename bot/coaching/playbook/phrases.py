"""What a text is read for: phrases that play something down, in wordings with slots; guards; and topics."""

from typing import Annotated, Literal, NamedTuple

from pydantic import AfterValidator, Field

from bot.coaching.playbook.parts import Name, Part
from bot.coaching.reading.languages import Language
from bot.coaching.reading.reader import split_entry
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


class Topic(NamedTuple):
    """What a text may speak of, and the wordings by which it does."""

    name: str
    says: tuple[str, ...]
