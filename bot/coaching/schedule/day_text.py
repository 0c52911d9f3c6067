"""The text of a day without what phones, calendars and Slack put around it."""

import re
import unicodedata

# Hyphens, dashes, minus signs, swung ones and arrows, by number: most look alike.
_DASHES = {
    number: "-"
    for number in (*range(0x2010, 0x2016), 0x2043, 0x2053, 0x2192, 0x2212, 0x301C, 0xFE58, 0xFE63, 0xFF0D, 0xFF5E)
}
# Quotes in all their forms, and marks that Slack or people put around words.
_MARKS = dict.fromkeys([*map(ord, "\"'`*_,()[]<>"), 0xAB, 0xBB, 0xB4, *range(0x2018, 0x2020), 0x2039, 0x203A], " ")
_NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
    *("twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
    "twentieth",
)
_HOUR = re.compile(r",? \d\d:\d\d \([^()]+\)$")  # behind the day, where Align prints a moment
_TENS = {"twenty": 20, "thirty": 30}
_SPELLED = {
    **{name: str(n) for n, name in enumerate(_NUMBERS)},
    **{name: f"{n}th" for n, name in enumerate(_ORDINALS, 1)},
    **{
        f"{tens}{sign}{name}": f"{ten + n}th"
        for tens, ten in _TENS.items()
        for sign in "- "
        for n, name in enumerate(_ORDINALS[:9], 1)
    },
    "thirtieth": "30th",
}
_SPELLED_WORD = re.compile(rf"\b(?:{'|'.join(sorted(_SPELLED, key=len, reverse=True))})\b")
_REPLACED: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\.\.+"), " - "),
    # Hyphens inside one day become slashes: from here on each hyphen stands between two.
    (re.compile(r"(?<!\d)(\d{4})([-./])(\d{1,2})\2(\d{1,2})(?!\d)"), r"\1/\3/\4"),
    (re.compile(r"(?<![\d/-])(\d{1,2})-(\d{1,2})-(\d{4})(?![\d/])"), r"\1/\2/\3"),
    (re.compile(r"(\d{4}/\d{1,2}/\d{1,2})/(?=\d{4}/)"), r"\1 - "),
    (re.compile(r"-+"), " - "),
    (re.compile(r"(\d)(?!st\b|nd\b|rd\b|th\b)([a-z])"), r"\1 \2"),
    (re.compile(r"(\d(?:st|nd|rd|th)|[a-z]{3,})(?=\d)"), r"\1 "),
    (re.compile(r"([a-z])\.(?=[\s-]|$|\d)"), r"\1 "),
)


def normalize_text(text: str) -> str:
    """Return the text in small letters and plain signs: “Fri, 8 Jan.” → fri 8 jan; each hyphen parts two days."""
    # Compatibility forms make plain blanks and digits of all the thin, wide and unbreakable ones.
    plain = unicodedata.normalize("NFKC", _HOUR.sub("", text.strip()).translate(_DASHES)).lower().strip(" ~")
    plain = plain.replace("~", "-")
    plain = "".join(each for each in plain.translate(_DASHES) if unicodedata.category(each) != "Cf").translate(_MARKS)
    plain = _SPELLED_WORD.sub(lambda match: _SPELLED[match[0]], " ".join(plain.split()))
    for pattern, instead in _REPLACED:
        plain = pattern.sub(instead, plain)
    return " ".join(plain.split()).strip(".!?;: -")
