"""Families of claims in four languages, what only looks like one, and texts as people paste them."""

import re
import textwrap
from pathlib import Path

import pytest

from bot.coaching.playbook.claims import Claim, read_text
from bot.coaching.playbook.phrase_book import PhraseBook
from bot.coaching.playbook.phrases import Guard, Phrase, Slot
from bot.coaching.reading.languages import Language, find_languages
from bot.coaching.reading.words import split_words
from bot.coaching.shapes.checklist import pitch
from tests.coaching.test_pitch import OURS, PITCHES


def lines(name: str) -> list[str]:
    return (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()


def read(text: str) -> tuple[Claim, ...]:
    return read_text(OURS.book, text).claims


@pytest.mark.parametrize("line", lines("claims.txt"))
def test_a_claim_is_found_and_told_by_what_it_hides(line: str) -> None:
    hides, text = line.split(" | ")
    assert hides in {claim.phrase.hides for claim in read(text)}, [(c.quote, c.phrase.hides) for c in read(text)]


@pytest.mark.parametrize("text", lines("traps.txt"))
def test_what_only_looks_like_a_claim_is_none(text: str) -> None:
    assert [(claim.quote, claim.phrase.family) for claim in read(text)] == []


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Does it need a developer? No.", 1),
        ("Does it need a developer? Two, for a month.", 0),
        ("Does it run without IT? Yes.", 1),
        ("Does it run without IT? Hardly.", 0),
        ("Tired of waiting? Launch without IT.", 1),
        ("Ready for marketing on autopilot?", 1),
    ],
)
def test_a_question_counts_as_it_is_answered(text: str, claims: int) -> None:
    assert len(read(text)) == claims


CLEAN = "\n\n".join([*PITCHES, *(line.split(" | ")[1] for line in lines("claims.txt"))])
MAIL = "From: Sam Vendor\nSubject: Hello again\n\n"


def wrapped(text: str, width: int = 60, begin: str = "") -> str:
    parts = ("\n".join(textwrap.wrap(each, width, break_on_hyphens=False)) for each in text.split("\n\n"))
    return "\n".join(f"{begin}{line}".rstrip() for line in "\n\n".join(parts).split("\n"))


def hyphened(text: str) -> str:
    """The text as a PDF breaks it: a long word in the middle, and a hyphen's word behind the hyphen."""
    words = (f"{word[:4]}-\n{word[4:]}" if word.isalpha() and len(word) > 8 else word for word in text.split(" "))
    return " ".join(words).replace("all-in-one", "all-in-\none").replace("real-time", "real-\ntime")


PASTES = {
    "lines broken": wrapped(CLEAN),
    "lines broken narrowly": wrapped(CLEAN, 24),
    "Windows lines": wrapped(CLEAN).replace("\n", "\r\n"),
    "forwarded": MAIL + wrapped(CLEAN, begin="> "),
    "forwarded three times": MAIL + wrapped(CLEAN, begin="> > >"),
    "signed": f"{CLEAN}\n\n-- \nSam Vendor | Head of Sales\nAcme Inc. · +49 30 1234567",
    "hyphens at line ends": hyphened(CLEAN),
    "hyphens in a forwarded mail": hyphened(CLEAN).replace("\n", "\n> "),
    "soft hyphens": re.sub(r"(?<=\w)(?=\w)", "\u00ad", CLEAN),
    "zero-width spaces": CLEAN.replace(" ", " \u200b").replace("in", "i\u200bn"),
    "ligatures": CLEAN.replace("fi", "\ufb01").replace("fl", "\ufb02").replace("ff", "\ufb00"),
    "hard blanks": CLEAN.replace(" ", "\u00a0"),
    "narrow blanks": CLEAN.replace(" ", "\u202f"),
    "curly quotes": CLEAN.replace("'", "\u2019").replace('"', "\u201c"),
    "other hyphens": CLEAN.replace("-", "\u2011"),
    "accents apart": CLEAN.replace("é", "e\u0301").replace("ü", "u\u0308").replace("á", "a\u0301"),
    "bold": CLEAN.replace("no IT", "*no* *IT*").replace("a single", "_a single_"),
}


@pytest.mark.parametrize("text", PASTES.values(), ids=PASTES)
def test_whatever_is_found_in_a_clean_text_is_found_in_a_paste(text: str) -> None:
    clean, found = read(CLEAN), read(text)
    assert [claim.quote.lower() for claim in found] == [claim.quote.lower() for claim in clean]
    for claim in found:
        bare = "".join(sign for sign in claim.quote if sign.isalnum())
        assert text[claim.start] not in " >\n\u00ad\u200b" and text[claim.end - 1] not in " >\n"
        assert len(text[claim.start : claim.end]) >= len(bare) - claim.quote.count("f")


def test_a_claim_stands_where_it_was_pasted() -> None:
    text = "> Hello,\n> you need no con-\n> figuration at all."
    (claim,) = read(text)
    assert claim.quote == "no configuration"
    assert text[claim.start : claim.end] == "no con-\n> figuration"


LANGUAGES = {
    "it": "La nostra piattaforma è pronta in pochi minuti e non serve alcuna competenza tecnica per usarla.",
    "nl": "Onze software werkt zonder programmeren en is voor u in een dag klaar met al uw systemen.",
    "pt": "A nossa plataforma não precisa de código e está pronta em poucos minutos para a sua equipa.",
    "pl": "Nasza platforma jest gotowa w kilka minut i nie wymaga programowania ani pomocy działu IT.",
    "sv": "Vår plattform är klar på några minuter och du behöver inte någon hjälp av en utvecklare.",
    "ru": "Наша платформа готова за несколько минут и не требует программирования.",
    "ja": "プログラミング不要で、数分で 導入 できます。 IT 部門 の 支援 も 要りません。",
}


@pytest.mark.parametrize("text", LANGUAGES.values(), ids=LANGUAGES)
def test_another_language_is_not_read(text: str) -> None:
    reading = read_text(OURS.book, text)
    assert not reading.understood
    assert reading.claims == () and pitch.list_silent(OURS, text) == ()


@pytest.mark.parametrize("text", PITCHES)
def test_our_languages_are(text: str) -> None:
    assert read_text(OURS.book, text).understood
    assert find_languages([word.text for word in split_words(text)]) == [Language.EN]


def test_of_a_mixed_text_what_can_be_read_is_read() -> None:
    text = f"{LANGUAGES['nl']} You need no code for it, and no training of your team. It is live in minutes."
    reading = read_text(OURS.book, text)
    assert reading.understood and 0 < reading.unread < 0.5
    assert [claim.quote for claim in reading.claims] == ["no code", "no training", "live in minutes"]


def test_what_a_text_does_not_speak_of_is_named() -> None:
    text = "Single sign-on is included. The contract runs for a year. It costs 900 euros. Personal data stays in Rome."
    silent = {each.name for each in pitch.list_silent(OURS, text)}
    assert silent.isdisjoint({"identity", "exit", "cost", "privacy"})
    assert {"integration", "api"} <= silent


def test_where_nothing_is_found_the_questions_are_about_the_text() -> None:
    text = "Roles and permissions come from your directory. Sign-in is by SAML. The price is 40 euros a month."
    named = {each.name: each.check for each in OURS.dimension}
    assert pitch.choose_checks(OURS, text)[:2] == [named["identity"], named["cost"]]
    assert len(pitch.choose_checks(OURS, "")) == 3


FAMILY = Phrase(says=("{no} … {beast}", "{beast} + fast"), hides="data", why="w", send="s", unless=("no cat food",))
BOOK = PhraseBook(
    (
        Slot(name="no", en=("no", "without"), de=("ohne",)),
        Slot(name="beast", en=("cat", "wild dog"), de=("Katze", "*hund")),
    ),
    (FAMILY,),
    (Guard(where="before", says=("never",)), Guard(where="sentence", says=("they say",))),
)


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("No cats.", ["No cats"]),
        ("No big old grey cat.", ["No big old grey cat"]),
        ("No one two three four cats.", []),
        ("Ohne Katzen.", ["Ohne Katzen"]),
        ("Ohne einen Schäferhund geht es auch.", ["Ohne einen Schäferhund"]),
        ("Without any wild dogs", ["Without any wild dogs"]),
        ("A fast wild dog; a dog that is fast", ["fast wild dog"]),
        ("Never a fast cat.", []),
        ("They say no cat.", []),
        ("No cat food.", []),
        ("No. A cat.", []),
    ],
)
def test_a_family_of_an_author_is_read(text: str, quoted: list[str]) -> None:
    assert [claim.quote for claim in read_text(BOOK, text).claims] == quoted
