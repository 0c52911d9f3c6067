"""A text as somebody pasted it → plain text to read, in which every sign knows where it stood.

Mails are quoted ("> "), PDFs break words at the end of a line, web pages hide signs that nobody sees.
"""

import re
import unicodedata
from array import array
from dataclasses import dataclass

BROKEN = "\x1f"  # stands in a word where a line ended in a hyphen: one word or two, only a vocabulary knows

_APOSTROPHES, _DASHES = "\u2018\u2019\u02bc\u00b4\u2032", "\u2010\u2011\u2012\u2013\u2014\u2212"
_BLANKS = '\t*_~`"\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a' + "\u00a0\u1680\u202f\u205f\u3000" + "\u2000\u2001\u2002"
_BLANKS += "\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
_STRAIGHT = str.maketrans(
    _APOSTROPHES + _DASHES + _BLANKS, "'" * len(_APOSTROPHES) + "-" * len(_DASHES) + " " * len(_BLANKS)
)
_UNSEEN = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff\x1f"
_QUOTED = r"[ \t\u00a0]*+(?:>[ \t\u00a0]*+)*+"
_MENDS = re.compile(
    rf"(?P<soft>\u00ad[ \t]*+\r?\n{_QUOTED})"
    rf"|(?P<broken>(?<=[^\W\d_])[{_UNSEEN}]*+[-\u2010\u2011][ \t]*+\r?\n{_QUOTED}(?=[^\W\d_]))"
    rf"|(?P<line>(?:\A|(?<=\n)){_QUOTED})"
    r"|(?P<ligature>[\ufb00-\ufb06])"
    r"|(?P<accented>[^\W\d_][\u0300-\u036f]++)"
    rf"|(?P<unseen>[{_UNSEEN}\r]++)"
)


@dataclass(frozen=True)
class Paste:
    """Plain text; `places[n]` is where its sign n stood in what was pasted, the last one where that ended."""

    pasted: str
    plain: str
    places: "array[int]"

    def find_span(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the pasted text this part of the plain text begins and ends."""
        last = self.places[end - 1] + 1
        while last < len(self.pasted) and unicodedata.combining(self.pasted[last]):
            last += 1
        return self.places[start], last


def clean_paste(text: str) -> Paste:
    """Return the text without what only carries it: quote marks, broken lines, signs that are not seen."""
    parts: list[str] = []
    places = array("q")
    done = 0
    for found in _MENDS.finditer(text):
        if found.start() == found.end():
            continue
        parts.append(text[done : found.start()])
        places.extend(range(done, found.start()))
        made = _mend(found)
        parts.append(made)
        places.extend([found.start()] * len(made))
        done = found.end()
    parts.append(text[done:])
    places.extend(range(done, len(text) + 1))
    return Paste(text, "".join(parts).translate(_STRAIGHT), places)


def _mend(sign: re.Match[str]) -> str:
    if sign.lastgroup in ("ligature", "accented"):
        return unicodedata.normalize("NFKC", sign[0])
    return BROKEN if sign.lastgroup == "broken" else ""
