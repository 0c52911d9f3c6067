"""What a vendor's text plays down: every phrase is found as people write it, and honest text raises nothing."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coaching.library import loader
from bot.coaching.playbook import claims
from bot.coaching.playbook.phrase_book import PhraseBook
from bot.coaching.playbook.phrases import Phrase
from bot.coaching.reading.languages import Language
from bot.coaching.reading.wordings import parse_wording
from bot.coaching.shapes.checklist import pitch
from bot.coaching.shapes.checklist.shape import Checklist

OURS = loader.load_library(loader.OURS)["vendor"]
assert isinstance(OURS, Checklist)
SAYS = [(wording, phrase) for phrase in OURS.book.phrases for wording in phrase.says]
SLOTS = {f"{{{slot.name}}}": slot for slot in OURS.book.slots}


def read(text: str) -> tuple[claims.Claim, ...]:
    return claims.read_text(OURS.book, text).claims


def quotes(text: str) -> list[str]:
    return [claim.quote for claim in read(text)]


def as_written(wording: str, language: Language = Language.EN) -> str:
    """A text that says it: the first of each either-or, nothing where words may stand in between."""
    words = [word.rstrip("?").split("/")[0] for word in wording.replace("…", "").replace("+", "").split()]
    return " ".join(_fill(word, language) for word in words)


def _fill(word: str, language: Language) -> str:
    if word in SLOTS:
        return next(iter(SLOTS[word].words[language] or SLOTS[word].en)).replace("*", "x")
    return "5" if word == "#" else word.replace("*", "x")


def test_there_are_more_than_eighty_over_all_ten_dimensions() -> None:
    assert len(SAYS) >= 80
    assert {phrase.hides for phrase in OURS.book.phrases} == {dimension.name for dimension in OURS.dimension}
    assert all(sum(len(p.says) for p in OURS.book.phrases if p.hides == d.name) >= 8 for d in OURS.dimension)
    assert len({phrase.family for phrase in OURS.book.phrases} - {""}) == len(OURS.book.phrases), (
        "each family by its own name"
    )


SAID = PhraseBook(OURS.book.slots, tuple(each.model_copy(update={"unless": ()}) for each in OURS.book.phrases))


@pytest.mark.parametrize("phrase", OURS.book.phrases, ids=[phrase.family for phrase in OURS.book.phrases])
def test_every_wording_is_found_in_any_case_and_with_hyphens(phrase: Phrase) -> None:
    for wording in phrase.says:
        # A wording may mix one language's words with a slot's: it is said in one of the four.
        assert any(is_found(as_written(wording, language)) for language in Language), wording


def is_found(said: str) -> bool:
    capitals = any(word.isupper() and len(word) > 1 for word in re.findall(r"\w+", said))
    titled = [] if capitals else [said.title()]  # words in capitals are meant in capitals
    texts = [said, said.upper(), said.replace(" ", "-"), f"Acme: {said}!", *titled]
    return all(claims.read_text(SAID, text).claims for text in texts)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Plug-and-Play!", "Plug-and-Play"),
        ("It's plug & play.", "plug & play"),
        ("a *plug and play* tool", "plug and play"),
        ("Acme integrates seamlessly with everything you own.", "integrates seamlessly"),
        ("Seamless, painless: seamless CRM integration", "seamless CRM integration"),
        ("You won't need a developer. No IT team required!", "No IT team required"),
        ("live in just five minutes", "live in just five minutes"),
        ("Be up and running in 5 minutes", "up and running in 5 minutes"),
        ("works with your existing tech stack", "works with your existing tech stack"),
        ("just paste one line of code", "just paste one line of code"),
        ("not only plug and play, but cheap", "plug and play"),
        ("You don\u2019t need IT", "don't need IT"),
        ("No code. Out-of-the-box journeys.", "Out-of-the-box"),
        ("• Setup\n• Cancel anytime\n• More", "Cancel anytime"),
        ("out of\nthe box", "out of the box"),
    ],
)
def test_wordings_are_found_as_people_write_them(text: str, quoted: str) -> None:
    assert quoted in quotes(text)


@pytest.mark.parametrize(
    "text",
    [
        "This is not plug and play.",
        "It is no longer available out of the box.",
        "The connector isn't plug-and-play.",
        "That won't be live in minutes.",
        "Nobody should expect this to be a rest: it is never seamless.",
        "Plug and play is a myth.",
        "Out of the box? Not quite.",
        "You cannot launch without IT.",
        "There is no plug-and-play connector for SAP.",
        "Think of it as a project rather than plug and play.",
        "Seamless integration is not something that we promise.",
        "Setting it up without it would be unwise, and it needs care.",
        "Nothing about this is seamless.",
        "Plug and play? In our experience, no.",
        "Unlike others we make no claim of seamless integration.",
        "It would be wrong to call this turnkey.",
        "Few customers are live in days.",
        "Nobody should call this a painless migration.",
        "It takes weeks, not minutes.",
        "The tool is neither intuitive nor cheap.",
        "Out of the box, only CSV is read.",
    ],
)
def test_what_a_text_denies_is_no_claim(text: str) -> None:
    assert quotes(text) == []


def paragraphs(name: str) -> list[str]:
    return (Path(__file__).parent / name).read_text(encoding="utf-8").strip().split("\n\n")


HONEST, PITCHES = paragraphs("honest.txt"), paragraphs("pitches.txt")


@pytest.mark.parametrize("text", HONEST)
def test_plain_honest_text_raises_nothing(text: str) -> None:
    assert quotes(text) == []


@pytest.mark.parametrize("text", PITCHES)
def test_a_pitch_as_vendors_write_it_raises_several_phrases_over_several_dimensions(text: str) -> None:
    found = pitch.find_hidden(OURS, text)
    assert sum(len(each.claims) for each in found) >= 3
    assert len(found) >= 2


def test_all_those_pitches_together_touch_every_dimension() -> None:
    assert {each.dimension.name for text in PITCHES for each in pitch.find_hidden(OURS, text)} == {
        dimension.name for dimension in OURS.dimension
    }


def test_the_longest_wording_counts_and_each_is_told_by_dimension() -> None:
    text = "Live in minutes, zero IT involvement. LIVE IN MINUTES! A 360° view. Cancel any time."
    found = pitch.find_hidden(OURS, text)
    assert [(each.dimension.name, each.quotes) for each in found] == [
        ("data", ("360° view",)),
        ("operations", ("Live in minutes", "zero IT involvement")),
        ("exit", ("Cancel any time",)),
    ]


def test_what_a_text_hides_starts_as_unknown_where_nobody_has_answered() -> None:
    answers = {("product", ""): "Acme", ("pitch", ""): "Works with your stack. SSO ready.", ("timing", ""): "tried"}
    presumed = OURS.presume(OURS.variant(), answers)
    assert presumed["systems"].value == presumed["signin"].value == OURS.unknown
    assert "timing" not in presumed and "price" not in presumed
    assert OURS.presume(OURS.variant(), {("product", ""): "Acme"}) == {}


def test_of_a_long_text_the_sentences_stay_that_play_something_down() -> None:
    long = "\n".join([*HONEST, "Acme is plug and play.", *HONEST, "Cancel anytime! We like you."] * 3)
    kept = pitch.make_excerpt(OURS.book, long, 3000)
    assert len(kept) <= 3000 < len(long)
    assert set(kept.split("\n")) == {"Acme is plug and play.", "Cancel anytime!"}
    assert {c.phrase for c in read(kept)} == {c.phrase for c in read(long)}
    assert pitch.make_excerpt(OURS.book, "Short.", 3000) == "Short."
    assert len(pitch.make_excerpt(OURS.book, "x" * 9000, 3000)) == 3000


SENTENCES = st.lists(st.sampled_from([*HONEST[0].split(), "plug and play", "not", "IT"])).map(" ".join)


@given(st.text(max_size=300) | SENTENCES)
@settings(max_examples=50, deadline=None)
def test_whatever_a_text_holds_claims_stand_in_it_and_apart(text: str) -> None:
    found = read(text)
    assert all(0 <= c.start < c.end <= len(text) for c in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize("wording", ["… plug", "plug …", "plug * play", "a + ", "{Plug} in", "plug {", "plug-in*"])
def test_a_wording_that_cannot_be_read_says_what_to_write(wording: str) -> None:
    with pytest.raises(ValueError, match=r"must begin and end|a sign I do not know"):
        parse_wording(wording)


def test_a_sentence_too_long_for_the_excerpt_is_cut_around_what_it_says() -> None:
    words = "we and our many customers say that " * 40
    kept = pitch.make_excerpt(OURS.book, f"{words}it is plug and play {words}. Nothing else.", 500)
    assert "plug and play" in kept and len(kept) <= pitch.KEPT
    assert abs(kept.index("plug and play") - (len(kept) - kept.index("plug and play") - 13)) <= 12
    short = "Acme is plug and play! We like you."
    assert pitch.make_excerpt(OURS.book, f"{words}. {short} {words}", 500) == "Acme is plug and play!"
    assert pitch.make_excerpt(OURS.book, f"{words}. Plug and play", 500) == "Plug and play"
