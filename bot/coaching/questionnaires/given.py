"""What stands at an item of a questionnaire, and what it plainly says. Whether that is good is for people to judge."""

import html
import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from bot.coaching.reading.figures import says_nothing


class Says(StrEnum):
    """What the other side has answered, as far as it is plain."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not applicable"
    WORDS = "words"
    DIFFERS = "differs"


_PLAIN = {
    **dict.fromkeys(["yes", "y", "ja", "oui", "sí", "si", "true"], Says.YES),
    **dict.fromkeys(["no", "n", "nein", "non", "false"], Says.NO),
    **dict.fromkeys(("na", "notapplicable", "doesnotapply", "entfällt", "sansobjet", "noaplica"), Says.NOT_APPLICABLE),
}
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_LOOSE = re.compile(r"[^\w&.-]+")


@dataclass(frozen=True)
class Given:
    """One item with its answer: the item as the sheet writes it, the sheet's own question, answer and comment."""

    item: str
    asked: str
    answer: str
    comment: str
    sheet: str

    @property
    def says(self) -> Says | None:
        """None where the cell is empty, or holds what people type in place of leaving it empty."""
        plain = read_plain(self.answer)
        if plain:
            return plain
        return None if says_nothing(self.answer) and says_nothing(self.comment) else Says.WORDS


def read_plain(answer: str) -> Says | None:
    """Return what a cell says when it is a plain yes, no or N/A, and nothing more."""
    return _PLAIN.get(fold_key(answer).replace(".", "").strip("-"))


def combine(said: Collection[Says]) -> Says | None:
    """Return what several items come to: what all of them say, or that they differ. None when nobody has answered."""
    kinds = set(said)
    return kinds.pop() if len(kinds) == 1 else Says.DIFFERS if kinds else None


def fold_key(text: str) -> str:
    """Return an item's id or a question so that case, blanks, dashes and quotes make no other one."""
    plain = unicodedata.normalize("NFKC", html.unescape(text)).casefold()
    return _LOOSE.sub("", _DASHES.sub("-", plain)).rstrip(".-")
