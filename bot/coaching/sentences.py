"""A commitment in one sentence, as people say it: "if it is Tuesday, then I will call Ivan by Friday"."""

import re
from dataclasses import dataclass
from datetime import date

from bot.coaching.schedule.dates import find_day_at_end, read_day
from bot.coaching.schedule.readings import Day
from bot.errors import UserError

_WHEN = r"(?:if|when|whenever|once|as soon as|every time|each time)"
_I_WILL = r"i(?: will| shall|['’]ll| am going to|['’]m going to)"
_CUE_LABEL = re.compile(rf"^{_WHEN}\s+", re.IGNORECASE)
_ACTION_LABEL = re.compile(rf"^(?:then,?\s+)?(?:{_I_WILL}\s+)?(?:to\s+)?", re.IGNORECASE)
_PARTS = (  # what parts a cue that stands first from its action, the plainest first
    re.compile(rf"[,;:]?\sthen,? {_I_WILL}\s", re.IGNORECASE),
    re.compile(rf"[,;:]?\s{_I_WILL}\s", re.IGNORECASE),
    re.compile(r"[,;:]?\sthen,?\s", re.IGNORECASE),
)
_COMMA = re.compile(r"[,;:]\s")
_BACKWARDS = re.compile(rf",?\s{_WHEN}\s", re.IGNORECASE)
# Behind these an if or a when is what is asked or told, and no moment: find out if SAP can do it.
_ASKS = re.compile(
    r"\b(?:ask|find|see|check|know|tell|decide|clarify|confirm|test|verify|learn|say|show|explain|understand|remember"
    r"|wonder|discuss)\b|\b(?:even|only|as|what|and|or)$|[.!?;]\s|\?$",
    re.IGNORECASE,
)
_DUE_FIRST = re.compile(r"^(?:by|until|till|no later than)\s([^,;:]{1,40})[,;:]\s", re.IGNORECASE)
LONGEST_DAY = 80  # characters at the end of a sentence, in which its day stands
_SEVERAL = re.compile(r"[.!?]\s|\?$")


@dataclass(frozen=True)
class Sentence:
    """A commitment as far as a sentence says it: "" and None for what it leaves open."""

    action: str
    cue: str = ""
    due_on: date | None = None


def read_sentence(text: str, today: date, *, bare: bool = True) -> Sentence:
    """Return cue, action and day of one sentence. What cannot be told apart for certain stays in the action.

    `bare`: it is known to be somebody's own commitment; otherwise nothing is one that does not say "I will".
    """
    line = " ".join(text.split())
    if not bare and (_SEVERAL.search(line) or not re.search(rf"\b{_I_WILL}\b", line, re.IGNORECASE)):
        return Sentence(text)
    line, first_day = _take_first_day(line, today)
    cue, action = _split(line)
    action, last_day = _take_last_day(action, today)
    due_on = last_day or first_day
    # Untouched where nothing was found, line breaks and all.
    return Sentence(strip_action(action if cue or due_on else text), strip_cue(cue), due_on)


def strip_cue(words: str) -> str:
    """Return what is typed behind "When", without an if and a then of its own: messages say them already."""
    cue = _CUE_LABEL.sub("", words).rstrip(" ,;:")
    return (cue[: -len(" then")].rstrip(" ,;:") if cue.lower().endswith(" then") else cue) or words


def strip_action(words: str) -> str:
    """Return what is typed behind "I’ll", without these words once more."""
    return _ACTION_LABEL.sub("", words).lstrip(" ,;:") or words


def strip_repeated_cue(action: str, cue: str) -> str:
    """Return the action of a sentence that begins with the cue all the same; else the words as they are."""
    first, rest = _split(" ".join(action.split()))
    return strip_action(rest if first and _alike(first) == _alike(cue) else action)


def _alike(cue: str) -> str:
    return strip_cue(" ".join(cue.split())).casefold()


def _split(line: str) -> tuple[str, str]:
    """Return the cue and the action; no cue where it cannot be told for certain."""
    if _CUE_LABEL.match(line):
        place = next(filter(None, (parts.search(line) for parts in _PARTS)), None) or _only_comma(line)
        return _both_parts(line[: place.start()], line[place.start() :], line) if place else ("", line)
    places = list(_BACKWARDS.finditer(line))
    if len(places) != 1:
        return "", line
    action, cue = line[: places[0].start()], line[places[0].end() :]
    # "if possible" and "when needed" are no moment that anybody notices.
    return ("", line) if _ASKS.search(action) or " " not in cue else _both_parts(cue, action, line)


def _both_parts(cue: str, action: str, line: str) -> tuple[str, str]:
    """Return cue and action; the line as the action where nothing would be left of one of them."""
    left = _CUE_LABEL.sub("", cue).strip(" ,;:"), _ACTION_LABEL.sub("", action.lstrip(" ,;:")).strip(" ,;:")
    return (cue, action.lstrip(" ,;:")) if all(left) else ("", line)


def _only_comma(line: str) -> re.Match[str] | None:
    """Return the one comma of a line: several may list days as well as what is done."""
    places = list(_COMMA.finditer(line))
    return places[0] if len(places) == 1 else None


def _take_first_day(line: str, today: date) -> tuple[str, date | None]:
    first = _DUE_FIRST.match(line)
    day = _read(first[1], today) if first else None
    return (line[first.end() :], day) if first and day else (line, None)


def _take_last_day(action: str, today: date) -> tuple[str, date | None]:
    words = action.rstrip(".!").removesuffix(" at the latest")
    found = find_day_at_end(words[-LONGEST_DAY:], today)
    # A day of two readings stays where it can be read: nobody is there to be asked.
    if found is None or not isinstance(found.reading, Day) or found.reading.on < today:
        return action, None
    sentence = words[:-LONGEST_DAY] + found.sentence
    return (sentence, found.reading.on) if sentence.strip(" ,;:") else (action, None)


def _read(words: str, today: date) -> date | None:
    """Return the day that these words name; None for none, and for one that is over."""
    try:
        day = read_day(words.rstrip(".!").removesuffix(" at the latest"), today)
    except UserError:
        return None
    return day if day >= today else None


def end_sentence(text: str) -> str:
    """Return the text with a full stop, unless it ends like a sentence already, in quotation marks or out of them."""
    return text if text.rstrip("”’»\"')")[-1:] in tuple(".…!?") else f"{text}."
