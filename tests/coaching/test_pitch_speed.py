"""A text is read before the acknowledgement: however hostile it is, nobody waits."""

import time
from collections.abc import Callable
from functools import partial
from itertools import cycle, islice

import pytest

from bot.coaching.playbook.claims import MOST, READ, read_text
from bot.coaching.playbook.phrase_book import PhraseBook
from bot.coaching.playbook.phrases import Phrase
from bot.coaching.reading.wordings import parse_wording
from bot.coaching.shapes.checklist import pitch
from tests.coaching.test_pitch import HONEST, OURS, PITCHES, as_written

SLOWEST = 0.3  # seconds of processor time for one text
WORDINGS = [wording for phrase in OURS.book.phrases for wording in (*phrase.says, *phrase.unless)]
RUNS = [
    " ",
    "\n",
    "\t",
    "-",
    "*",
    '"',
    "'",
    ".",
    "x",
    "é",
    "😀",
    "\u00a0",
    "n't ",
    "no ",
    "5 ",
    "is ",
    "a-",
    "?! ",
    "\n- ",
    "((",
]
TEXTS = {
    **{f"runs of {run!r}": run for run in RUNS},
    "honest": "\n\n".join(HONEST),
    "pitches": "\n\n".join(PITCHES),
    "every wording": " ".join(map(as_written, WORDINGS)),
    "every beginning": " ".join(as_written(wording).split()[0] for wording in WORDINGS),
}


def filled(text: str, length: int = READ) -> str:
    return (text * (length // len(text) + 1))[:length]


def read_pasted(text: str) -> None:
    """Do all that is done with a text that somebody has pasted."""
    pitch.find_hidden(OURS, text)
    pitch.make_excerpt(OURS.book, text, 3000)


def is_read_at_once(text: str, read: Callable[[str], object] = read_pasted) -> bool:
    """Return whether one of three readings is quick: on a busy machine another one may count what others took."""
    return any(_measure(text, read) < SLOWEST for _ in range(3))


def _measure(text: str, read: Callable[[str], object]) -> float:
    """Return the processor's seconds for it, those of this thread alone."""
    read_text.cache_clear()
    begun = time.thread_time()
    read(text)
    return time.thread_time() - begun


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_any_text_is_read_at_once(text: str) -> None:
    assert is_read_at_once(filled(text))


@pytest.mark.parametrize("wording", WORDINGS[::150])
def test_so_is_a_text_that_nearly_says_a_wording(wording: str) -> None:
    words = as_written(wording).split()
    for count in range(1, len(words) + 1):
        begun = " ".join(words[:count])
        for rest in (" ", "", " " * READ, " x y ", f" {'x' * 300} ", "-" * 100 + "x "):
            assert is_read_at_once(filled(begun + rest)), (begun, rest[:9])


def test_a_longer_text_takes_no_longer() -> None:
    assert is_read_at_once(filled("no x ", 2_000_000))


def test_after_so_many_it_is_enough_and_said_so() -> None:
    many = read_text(OURS.book, "plug and play. " * (MOST + 1))
    assert (len(many.claims), many.complete) == (MOST, False)
    assert read_text(OURS.book, "plug and play. " * MOST).complete
    assert not read_text(OURS.book, "x" * (READ + 1)).complete


@pytest.mark.parametrize(
    ("wording", "fault"),
    [
        ("a … b … c … d? … e?", "leaves too much open"),
        ("a + b + c", "has more than one +"),
    ],
)
def test_a_wording_that_would_take_long_is_refused(wording: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault.replace("+", r"\+")):
        parse_wording(wording)


@pytest.mark.parametrize("words", ["fast/faster", "a/an", "no/not/nothing", "it?", "really/real/reality"])
def test_a_wording_that_is_as_open_as_it_may_be(words: str) -> None:
    repeated = 4 if "?" in words else 9
    book = PhraseBook((), (Phrase(says=(" ".join([*[words] * repeated, "end"]),), hides="x", why="w", send="s"),))
    assert book.reader
    text = filled(" ".join(islice(cycle(words.rstrip("?").split("/")), 999)) + " ")
    assert is_read_at_once(text, partial(read_text, book))
    assert not read_text(book, text).claims
