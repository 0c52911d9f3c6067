"""The subjects of a team's documents that stand in a text."""

import re
from collections.abc import Iterable


def find_subjects(text: str, subjects: Iterable[str]) -> list[str]:
    """Return the subjects that stand in the text as words of their own, whatever case, number or hyphen."""
    return [subject for subject in subjects if re.search(_subject_pattern(subject), text, re.IGNORECASE)]


def _subject_pattern(subject: str) -> str:
    # Lookarounds instead of \b, which does not end a subject that ends in a sign, such as C++.
    words = r"[\s-]+".join(map(re.escape, re.split(r"[\s-]+", subject.strip())))
    return rf"(?<!\w){words}(?:s|es|['’]s)?(?!\w)"
