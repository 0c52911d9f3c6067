"""Words in a document that say nothing, each with the question about it."""

from collections.abc import Iterator

from bot.coaching.interview.route import Answers
from bot.coaching.playbook.claims import read_text
from bot.coaching.playbook.texts import FilledText
from bot.coaching.shapes.charter.model import CharterModel

WORDS = ("text", "long", "items")  # kinds of question that are answered in words


def ask_empty_words(charter: CharterModel, live: Answers) -> Iterator[FilledText]:
    """Yield a question about every empty word, each once, in the document's order."""
    if not charter.empty:
        return
    claims = read_text(charter.book, "\n".join(f"{line}." for line in _list_lines(charter, live))).claims
    for claim in list({each.quote.casefold(): each for each in reversed(claims)}.values())[::-1]:
        yield FilledText("“{{ quote }}”: {{ ask }}", {"quote": claim.quote, "ask": claim.phrase.send})


def _list_lines(charter: CharterModel, live: Answers) -> Iterator[str]:
    for (name, _), value in live.items():
        if value and name in charter.questions and charter.questions[name].kind in WORDS:
            yield from value.values() if isinstance(value, dict) else [value]
