"""Which of the words that a team has written down stand in a text."""

import re
from collections.abc import Iterable


def found(text: str, subjects: Iterable[str]) -> list[str]:
    """The subjects that stand in the text as words of their own, in whatever case, one or many, hyphen or blank."""
    return [subject for subject in subjects if re.search(_pattern(subject), text, re.IGNORECASE)]


def _pattern(subject: str) -> str:
    words = r"[\s-]+".join(map(re.escape, re.split(r"[\s-]+", subject.strip())))
    return rf"(?<!\w){words}(?:s|es|['’]s)?(?!\w)"
