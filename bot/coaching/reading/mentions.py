"""Whether a text has one of some words in it."""

import re
from functools import lru_cache


def mentions(text: object, *words: str) -> bool:
    """Return True when a text has one of these words in it, or several in a row; CAPITALS only in capitals."""
    return isinstance(text, str) and any(_compile_word(word).search(text) for word in words)


@lru_cache(maxsize=256)
def _compile_word(word: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){re.escape(word)}(?![^\W_])", 0 if word.isupper() else re.IGNORECASE)
