"""A commitment in one sentence: cue, action and day, or all of it as the action."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coaching.sentences import Sentence, read_sentence, strip_action, strip_cue, strip_repeated_cue

TODAY = date(2026, 11, 24)  # a Tuesday
FRIDAY = date(2026, 11, 27)
THEM = ("call them", "it is Tuesday", None)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("if it is Tuesday, then I will call them", THEM),
        ("If it is Tuesday then I’ll call them.", ("call them.", "it is Tuesday", None)),
        ("when it is Tuesday, I will call them", THEM),
        ("When it is Tuesday I'll call them", THEM),
        ("whenever it is Tuesday: then I will call them", THEM),
        ("as soon as it is Tuesday, then call them", THEM),
        ("once it is Tuesday, call them", THEM),
        ("if it is Tuesday,\nthen I will\n  call them", THEM),
        ("I will call them when it is Tuesday", THEM),
        ("I’m going to call them, if it is Tuesday", THEM),
        ("call them when it is Tuesday", THEM),
        (
            "if it is Tuesday, Wednesday or Friday, then I will call them",
            ("call them", "it is Tuesday, Wednesday or Friday"),
        ),
        ("if Tom asks, then I will say if it works, then I will go", ("say if it works, then I will go", "Tom asks")),
        ("call Ivan by Friday", ("call Ivan", "", FRIDAY)),
        ("to call Ivan by Friday", ("call Ivan", "", FRIDAY)),
        ("I will call Ivan, by Friday at the latest.", ("call Ivan", "", FRIDAY)),
        ("I will call Ivan by 27 Nov.", ("call Ivan", "", FRIDAY)),
        ("By Friday, call Ivan", ("call Ivan", "", FRIDAY)),
        ("ask Dr. Wu by Friday", ("ask Dr. Wu", "", FRIDAY)),
        ("stand by Tom by 2026-11-27", ("stand by Tom", "", FRIDAY)),
        ("if it is Tuesday, then I will call them by Friday", ("call them", "it is Tuesday", FRIDAY)),
        ("I will call them by Friday when it is Tuesday", ("call them", "it is Tuesday", FRIDAY)),
        ("by Friday, when it is Tuesday, I will call them", ("call them", "it is Tuesday", FRIDAY)),
    ],
)
def test_told_apart(said: str, wanted: tuple[str, str, date | None]) -> None:
    assert read_sentence(said, TODAY) == Sentence(*wanted)


@pytest.mark.parametrize(
    "said",
    [
        "call Ivan",
        "find out if SAP can do it",
        "ask Tom when he is free",
        "call Ivan and ask if it is done",
        "call Ivan if possible",
        "go on even if nobody comes",
        "write it when Tom is back if he wants it",
        "if it is Tuesday",
        "if it is Tuesday, Wednesday, call them",
        "stand by me",
        "call Ivan by 1 Nov 2026",
        "call Ivan by 5 pm",
        "first this.\nthen that",
        "Call Ivan. Tell Tom. Come back when it is over",
    ],
)
def test_what_cannot_be_told_apart_is_the_action_as_it_was_typed(said: str) -> None:
    assert read_sentence(said, TODAY) == Sentence(said)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("If it is Tuesday, then I will call them", THEM),
        ("I will call them by Friday", ("call them", "", FRIDAY)),
        ("Could you call them when it is Tuesday?", None),
        ("Please call them when it is Tuesday", None),
        ("We met. I will call them when it is Tuesday", None),
        ("to the moon", None),
    ],
)
def test_in_somebody_s_message_only_where_they_say_that_they_will(said: str, wanted: tuple[str, ...] | None) -> None:
    assert read_sentence(said, TODAY, bare=False) == Sentence(*(wanted or (said,)))


def test_words_that_stand_at_the_field_already() -> None:
    assert strip_cue("If it rains, then") == strip_cue("when it rains,") == strip_cue("it rains") == "it rains"
    assert strip_action("then I will call") == strip_action("I’ll call") == strip_action("to call") == "call"
    assert (strip_cue("if "), strip_action("then I will ")) == ("if ", "then I will ")
    whole = "if it is Tuesday, then I will call them"
    assert strip_repeated_cue(whole, "it is  tuesday") == "call them"
    assert strip_repeated_cue(whole, "it rains") == whole
    assert strip_repeated_cue("then I will call them", "it rains") == "call them"


@given(
    st.text()
    | st.lists(st.sampled_from(["if", "then I will", "when", ",", "call", "by", "Friday", "\n"])).map(" ".join)
)
def test_nothing_typed_is_lost_or_said_twice(said: str) -> None:
    read = read_sentence(said, TODAY)
    kept = f"{read.cue} {read.action}".split()
    assert all(kept.count(word) <= said.split().count(word) or word not in said.split() for word in kept)
    assert read.action or not said.strip()
