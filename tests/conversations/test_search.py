"""Plain questions: answered with the play that fits, by command, mention and direct message, and in a thread."""

import re
from pathlib import Path
from time import process_time

import pytest

from bot.app import Align
from bot.coaching.finding.search import Search
from bot.coaching.library import loader
from bot.slack.front.vocabulary import list_search_texts, list_words
from tests.standin import Channel, Colleague

PLAYS = loader.load_library(loader.OURS)
ASKED = "what should I ask the vendor before the demo?"
VENDOR = (
    "`/align vendor` fits best. A vendor answers what is asked in writing. You get the questions that your own answers "
    "leave open, ready to send.\nRead a pitch\nOr `/align demo` Say what a demo has to show with your data, and mark "
    "apart what each side has seen.\nNot what you meant? `/align help` lists every word."
)
MUTE = "`/align mute` fits best. No messages from me to you, for good or until a day you name."
SMALL_TALK = (
    "|hi|hello there|good morning everybody|thank you so much|thanks, that was helpful|ok great|how are you today?|no"
    "|what is the weather like tomorrow|lol that is funny|happy birthday Maya|see you on Monday|zebra stripes forever"
    "|what time is it|it is what it is|how is it going|nice one!|sorry, wrong channel|what's for lunch today|yes|later"
    "|can you book me a table for lunch|tell me a joke please|is anybody here|let me think about it|have a nice weekend"
    "|+1|asdf qwer yxcv|\"' OR NEAR(|* * *|❤️|it"
)

# Questions that stand in no file, one a line, `word: question`; `word/word:` where two are right, `! ` where another
# one is found today.
LINES = (Path(__file__).parent / "asked.txt").read_text(encoding="utf-8").splitlines()
KNOWN_MISSES = {line.removeprefix("! ") for line in LINES if line.startswith("! ")}


def test_a_question_by_command(align: Align, marketing: Channel, maya: Colleague) -> None:
    assert maya.types(f"/align {ASKED}", marketing) == VENDOR
    maya.clicks("Read a pitch", marketing)
    assert maya.modal.title == "Set up Align"


def test_a_question_by_mention_and_in_a_direct_message(align: Align, marketing: Channel, maya: Colleague) -> None:
    asked = maya.says(f"@align {ASKED}", marketing)
    assert marketing.last.words == VENDOR
    assert marketing.last.raw["thread_ts"] == asked.ts
    maya.says(ASKED)
    assert maya.dm.last.words == VENDOR


def test_a_question_in_a_thread(align: Align, team: Channel, maya: Colleague, ivan: Colleague) -> None:
    opening = ivan.says("Their pitch says it needs nobody from us.", team)
    maya.says("@align is this vendor's pitch honest?", team, thread=opening)
    assert team.last.raw["thread_ts"] == opening.ts
    assert team.last.words.startswith(
        "`/align vendor` fits best. A pitch leaves out the part that IT will have to build."
    )
    maya.clicks("Read a pitch", team)
    assert maya.modal.title == "Read a vendor's pitch"


def test_the_question_that_the_front_door_proposes(align: Align, marketing: Channel, maya: Colleague) -> None:
    asked = re.findall(r"`(/align how .+?)`", maya.types("/align", marketing))
    assert maya.types(asked[0], marketing).startswith("`/align touchpoints` fits best. People carry what they helped")


def test_what_comes_close_is_offered_too(align: Align, marketing: Channel, maya: Colleague) -> None:
    told = maya.types("/align how do we win IT over for our project?", marketing)
    assert told.startswith("`/align touchpoints` fits best. ")
    assert "\nOr `/align" in told
    assert f"`/align pilot` {PLAYS['pilot'].summary}\n" in told


def test_a_question_about_the_coach_itself(align: Align, marketing: Channel, maya: Colleague) -> None:
    assert maya.types("/align stop sending me messages", marketing).startswith(MUTE)


@pytest.mark.parametrize(
    ("typed", "word"), [("RACI", "roles"), ("glossary", "terms"), ("sales pitch", "vendor"), ("Budget", "plan")]
)
def test_another_word_for_a_play_finds_it(
    align: Align, marketing: Channel, maya: Colleague, typed: str, word: str
) -> None:
    assert maya.types(f"/align {typed}", marketing).startswith(f"`/align {word}` fits best. ")


def test_what_nothing_fits(align: Align, marketing: Channel, maya: Colleague) -> None:
    assert maya.types("/align tell me  a joke, please", marketing) == (
        "I have nothing that fits “tell me  a joke, please”. `/align help` lists everything you can say to me."
    )


def test_a_slip_is_no_question(align: Align, marketing: Channel, maya: Colleague) -> None:
    assert maya.types("/align vendro", marketing).startswith("I don't know “vendro”. Did you mean `/align vendor`?")


@pytest.fixture(scope="module")
def finder() -> Search:
    return Search(list_search_texts(PLAYS, list_words(PLAYS)))


@pytest.mark.parametrize("told", ["{}", "Tell me: {}??", "hello @Align, {}? Thanks!"])
@pytest.mark.parametrize(
    ("question", "word", "why"),
    [(q, word, one.why) for word, play in PLAYS.items() for one in play.asked for q in one.questions],
)
def test_every_file_is_found_by_the_questions_it_answers(
    finder: Search, told: str, question: str, word: str, why: str
) -> None:
    found = finder.find(told.format(question))
    assert found is not None
    assert found[:2] == (word, why)


@pytest.mark.parametrize(("word", "also"), [(word, also) for word, play in PLAYS.items() for also in play.synonyms])
def test_every_other_word_for_a_play_finds_something(finder: Search, word: str, also: str) -> None:
    assert finder.find(also) is not None, f"{word}: '{also}' says too little by itself"


def test_questions_that_no_file_foresaw_find_the_play_that_an_expert_would_name(finder: Search) -> None:
    asked = [line.removeprefix("! ") for line in LINES]
    foreseen = {question.lower() for play in PLAYS.values() for one in play.asked for question in one.questions}
    assert [line for line in asked if line.split(": ", 1)[1].lower().strip("?!. ") in foreseen] == []
    missed, shown = set(), 0
    for line in asked:
        words, question = line.split(": ", 1)
        found = finder.find(question)
        best = [found.word, *found.others] if found else [""]
        shown += any(word in words.split("/") for word in best)
        missed |= {line} if best[0] not in words.split("/") else set()
    assert len(missed) <= 0.12 * len(asked), "\n".join(sorted(missed))
    assert shown >= 0.95 * len(asked), "the right one should be among those shown"
    fresh = missed - KNOWN_MISSES
    assert len(fresh) <= 5, "mark these in asked.txt, or mend them:\n" + "\n".join(sorted(fresh))


@pytest.mark.parametrize(("name", "first", "shown"), [("asked_tuned", 0.93, 0.96), ("asked_judged", 0.85, 0.9)])
def test_questions_that_were_written_before_anything_was_tuned(
    finder: Search, name: str, first: float, shown: float
) -> None:
    """`asked_tuned.txt` was looked at while words were added, `asked_judged.txt` never."""
    lines = [line.split(": ", 1) for line in (Path(__file__).parent / f"{name}.txt").read_text().splitlines()]
    found = [(word, finder.find(question)) for word, question in lines]
    assert len(lines) == 30
    assert sum(bool(match) and match.word == word for word, match in found if match) >= first * len(lines)
    assert sum(word in (match.word, *match.others) for word, match in found if match) >= shown * len(lines)


def test_questions_that_were_set_apart_until_nothing_was_tuned_any_more(finder: Search) -> None:
    """`asked_apart.txt` says what somebody gets whose words are nobody's here: six of ten right at once."""
    lines = (Path(__file__).parent / "asked_apart.txt").read_text(encoding="utf-8").splitlines()
    asked = [line.removeprefix("! ").split(": ", 1) for line in lines]
    missed, shown = set(), 0
    for word, question in asked:
        found = finder.find(question)
        missed |= {f"{word}: {question}"} if found is None or found.word != word else set()
        shown += found is not None and word in (found.word, *found.others)
    marked = {line.removeprefix("! ") for line in lines if line.startswith("! ")}
    assert len(missed - marked) <= 2, "\n".join(sorted(missed - marked))
    assert len(missed) <= 0.4 * len(asked)
    assert shown >= 0.87 * len(asked)


def test_to_be_reminded_of_something_is_a_promise(align: Align, team: Channel, maya: Colleague) -> None:
    assert maya.types("/align remind me to call the agency", team).startswith("`/align commit` fits best. ")


@pytest.mark.parametrize(
    "asked",
    [
        "Der Anbieter verspricht alles ohne IT, stimmt das?",
        "Quelle est la meilleure façon de commencer ?",
        "¿Cómo preparamos la demo con el proveedor?",
        "Hoe kiezen we een leverancier?",
        "recuérdame llamar a la agencia",
        "ricordami di chiamare l'agenzia",
        "quero escolher fornecedor",
    ],
)
def test_a_question_in_another_language_gets_no_confident_answer(
    align: Align, team: Channel, maya: Colleague, asked: str
) -> None:
    honest = "*I understand questions in English only,* so I would have to guess."
    assert maya.types(f"/align {asked}", team).startswith(honest)
    maya.says(asked)
    assert maya.dm.last.words.startswith(honest)


@pytest.mark.parametrize("said", SMALL_TALK.split("|"))
def test_what_is_no_question_finds_nothing(finder: Search, said: str) -> None:
    assert finder.find(said) is None


def test_to_find_takes_less_than_a_millisecond_or_two(finder: Search) -> None:
    begun = process_time()
    for line in LINES:
        finder.find(line)
    assert (process_time() - begun) / len(LINES) < 0.002


def test_a_page_of_text_is_no_burden(finder: Search) -> None:
    found = finder.find("is this vendor's pitch honest? " + "Seamless integration, says the vendor. " * 2000)
    assert found is not None
    assert found.word == "vendor"
