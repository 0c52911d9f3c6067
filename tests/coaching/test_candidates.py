"""Which candidate is first, and why."""

import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coaching.library import loader
from bot.coaching.shapes.picker.candidates import Candidate, Ranking, is_tie, list_criteria
from bot.coaching.shapes.picker.shape import Picker
from bot.model.runs import VariantName
from tests.coaching.examples import picker

Answers = dict[tuple[str, str], Any]
CLEARED = {
    "owner": "U1",
    "partner": "U2",
    "baseline": "14 h",
    "drives": True,
    "contact": True,
    "quick": True,
    "reversible": True,
    "privacy": True,
}
TICKS = ("drives", "contact", "quick", "reversible", "privacy")
MIDDLE = {"value": 3, "confidence": 3, "visibility": 3, "learning": 3, "ease": 3, "effort": 3, "scale": 3}
MARKS = list(MIDDLE)


@pytest.fixture(scope="module")
def pilot() -> Picker:
    found = loader.read_playbook(loader.OURS / "pilot.toml")
    assert isinstance(found, Picker)
    return found


def answers(*candidates: dict[str, Any]) -> Answers:
    """Candidates A, B, … with everything cleared and every mark 3, but for what is said."""
    listed = {str(n): "ABCDEFGH"[n - 1] for n in range(1, len(candidates) + 1)}
    told = [(str(n), CLEARED | MIDDLE | candidate) for n, candidate in enumerate(candidates, 1)]
    each = {(name, item): value for item, one in told for name, value in one.items() if name not in TICKS}
    ticks = {(name, ""): [item for item, one in told if one[name]] for name in TICKS}
    return {("candidates", ""): listed, **each, **ticks}


def rank(picker: Picker, answers: Answers) -> Ranking:
    """In full, with marks of 1 to 5."""
    return picker.evaluate(answers, VariantName.MARKS).ranking


def names(candidates: tuple[Candidate, ...]) -> str:
    return "".join(candidate.name for candidate in candidates)


def test_the_ends_of_the_scale_are_0_and_100_and_it_is_reversed_for_effort(pilot: Picker) -> None:
    best = dict.fromkeys(MARKS, 5) | {"effort": 1}
    worst = dict.fromkeys(MARKS, 1) | {"effort": 5}
    ranking = rank(pilot, answers(worst, {}, best))
    assert [(s.item, s.name, s.score, s.marks, s.closed) for s in ranking.open] == [
        ("3", "C", 100, dict.fromkeys(MARKS, 5), ()),
        ("2", "B", 50, dict.fromkeys(MARKS, 3), ()),
        ("1", "A", 0, dict.fromkeys(MARKS, 1), ()),
    ]
    assert ranking.first == ranking.open[0]
    assert not ranking.tie


def test_the_weights_are_those_of_the_practice(pilot: Picker) -> None:
    marks = list_criteria(pilot.variant(VariantName.MARKS))
    assert {question.name: (question.weight, question.reversed) for question in marks} == {
        "value": (3, False),
        "confidence": (2, False),
        "visibility": (2, False),
        "learning": (3, False),
        "ease": (2, False),
        "effort": (2, True),
        "scale": (1, False),
    }


@pytest.mark.parametrize(
    ("name", "mark", "score"),
    [
        ("value", 5, 60),  # 50 + 100 * 3 * 2 / (15 * 4)
        ("confidence", 5, 57),
        ("visibility", 5, 57),
        ("learning", 5, 60),
        ("ease", 5, 57),
        ("effort", 1, 57),
        ("effort", 5, 43),
        ("scale", 5, 53),
        ("scale", 4, 52),
    ],
)
def test_a_mark_weighs_what_its_question_weighs(pilot: Picker, name: str, mark: int, score: int) -> None:
    assert rank(pilot, answers({name: mark}, {})).open[0 if score > 50 else 1].score == score


@pytest.mark.parametrize(
    ("missing", "gate"),
    [
        ({"drives": False}, "drives"),
        ({"contact": False}, "touchpoint"),
        ({"quick": False}, "quick"),
        ({"reversible": False}, "reversible"),
    ],
)
def test_no_score_buys_a_gate(pilot: Picker, missing: dict[str, Any], gate: str) -> None:
    ranking = rank(pilot, answers({}, dict.fromkeys(MARKS, 5) | {"effort": 1} | missing))
    assert (names(ranking.open), names(ranking.closed)) == ("A", "B")
    assert [closed.name for closed in ranking.closed[0].closed] == [gate]
    assert ranking.closed[0].score == 100


@pytest.mark.parametrize(
    ("missing", "gate"),
    [
        ({"owner": None}, "pair"),
        ({"partner": None}, "pair"),
        ({"partner": "U1"}, "pair"),
        ({"baseline": None}, "baseline"),
    ],
)
def test_what_only_the_pick_is_asked_is_its_homework_and_costs_it_nothing(
    pilot: Picker, missing: dict[str, Any], gate: str
) -> None:
    ranking = rank(pilot, answers(dict.fromkeys(MARKS, 5) | {"effort": 1} | missing, {}))
    assert ranking.first and [each.name for each in ranking.first.closed] == [gate]
    assert (names(ranking.open), names(ranking.closed)) == ("AB", "")
    result = pilot.evaluate(answers(dict.fromkeys(MARKS, 5) | {"effort": 1} | missing, {}), VariantName.MARKS)
    assert result.recommendations[0].part.action == next(each.action for each in pilot.gate if each.name == gate)


def test_a_strong_one_that_waits_for_privacy_comes_before_a_weak_one_that_waits_for_nothing(pilot: Picker) -> None:
    result = pilot.evaluate(ticked(worth="B", together="B", noticed="B", easy="B", grows="A", privacy="A"))
    ranking = result.ranking
    assert [(each.name, each.score) for each in ranking.open] == [("B", 73), ("A", 13)]
    assert (result.homework, result.instead and result.instead.name) == (["a yes from privacy"], "A")
    assert result.recommendations[0].text.startswith("send privacy three lines today")
    assert not result.is_ready
    assert pilot.evaluate(ticked(worth="B", grows="A", privacy="AB")).instead is None


@pytest.mark.parametrize(
    ("says", "weak"),
    [({}, True), ({"worth": "A", "grows": "A"}, True), ({"together": "A", "easy": "A"}, False)],
)
def test_under_40_it_is_a_weak_start_and_looking_for_better_comes_first(
    pilot: Picker, says: dict[str, str], weak: bool
) -> None:
    result = pilot.evaluate({**ticked(**says, privacy="B"), ("pick", ""): "1"})
    assert (result.headline.text.startswith("a weak start; "), result.is_weak) == (weak, weak)
    opening = "Look for something better" if weak else "send privacy three lines"
    assert result.recommendations[0].text.startswith(opening)


@pytest.mark.parametrize(
    "typed",
    ["none", "No figure.", "-", "n/a", "keine", "???", "tbd in Q1 2027", "not measured yet", "weiß nicht", "aucune",
     "sin medir", "we will count in 3 weeks", "nobody has counted the B2B leads", "\u200b", "GA4 does not say"],
)  # fmt: skip
def test_words_without_a_number_are_no_baseline(pilot: Picker, typed: str) -> None:
    result = pilot.evaluate(answers(dict.fromkeys(MARKS, 5) | {"effort": 1, "baseline": typed}, {}), VariantName.MARKS)
    assert (result.homework, result.answers["baseline"]) == (["one number"], None)


@pytest.mark.parametrize(
    "typed",
    ["14 hours", "0", "about a third", "every second lead is lost", "-14 %", "zwölf Stunden", "la mitad", "3 of 20",
     "no more than 9 hours", "in 2026 we had 41 returns", "une douzaine par jour"],
)  # fmt: skip
def test_a_number_in_digits_or_words_is_a_baseline(pilot: Picker, typed: str) -> None:
    result = pilot.evaluate(answers(dict.fromkeys(MARKS, 5) | {"effort": 1, "baseline": typed}, {}), VariantName.MARKS)
    assert (result.homework, result.answers["baseline"]) == ([], typed)


def test_a_candidate_nobody_has_said_anything_about_is_last_and_shows_every_gate(pilot: Picker) -> None:
    ranking = rank(pilot, {("candidates", ""): {"1": "A", "2": "B"}})
    assert ranking.open == ()
    assert ranking.first is None
    assert not ranking.tie
    assert ranking.strengths == ()
    gates = ["drives", "touchpoint", "quick", "reversible", "privacy"]
    assert [(s.name, s.score, s.marks, [gate.name for gate in s.closed]) for s in ranking.closed] == [
        (name, 0, dict.fromkeys(MARKS, 1), gates) for name in "AB"
    ]


def test_equal_ones_stay_in_the_order_they_were_named(pilot: Picker) -> None:
    ranking = rank(pilot, answers({"value": 2}, {}, {"value": 4}, {}, {"quick": False}, {"quick": False}))
    assert (names(ranking.open), names(ranking.closed)) == ("CBDA", "EF")


def test_a_removed_candidate_is_not_ranked(pilot: Picker) -> None:
    told = answers({}, {"value": 5}, {}) | {("candidates", ""): {"1": "A", "2": "", "3": "C"}}
    assert names(rank(pilot, told).open) == "AC"


TIES = [
    pytest.param({}, {}, True, id="equal"),
    pytest.param({"value": 4}, {}, False, id="ahead by 3: one step levels it at most"),
    pytest.param({"confidence": 4}, {}, True, id="ahead by 2: one step in value turns it round"),
    pytest.param({"scale": 4}, {}, True, id="ahead by 1"),
    pytest.param({"scale": 5}, {}, True, id="ahead by 2 through two steps"),
    pytest.param({"scale": 5, "confidence": 4}, {}, False, id="ahead by 4"),
    pytest.param({"effort": 2}, {}, True, id="less effort for IT, ahead by 2"),
    pytest.param(
        dict.fromkeys(MARKS, 1) | {"effort": 5, "confidence": 2},
        dict.fromkeys(MARKS, 1) | {"effort": 5},
        True,
        id="the second can still be raised",
    ),
    pytest.param(
        {"value": 1, "learning": 1, "confidence": 5, "visibility": 5, "ease": 5},
        {"value": 5, "learning": 5, "confidence": 1, "visibility": 1, "ease": 1, "effort": 4},
        False,
        id="no room where it weighs: ahead by 2, value and learning at their ends",
    ),
]


@pytest.mark.parametrize(("first", "second", "tie"), TIES)
def test_a_tie_is_what_one_step_of_one_mark_turns_round(
    pilot: Picker, first: dict[str, int], second: dict[str, int], tie: bool
) -> None:
    ranking = rank(pilot, answers(first, second))
    assert (names(ranking.open), ranking.tie) == ("AB", tie)


def test_a_closed_rival_makes_no_tie(pilot: Picker) -> None:
    assert not rank(pilot, answers({}, {"reversible": False})).tie


def strengths(ranking: Ranking) -> list[str]:
    return [question.label for question in ranking.strengths]


@pytest.mark.parametrize(
    ("first", "others", "told"),
    [
        pytest.param(
            {"value": 5, "learning": 4, "effort": 1},
            [{}],
            ["value if it works", "little work for IT"],
            id="the two that weigh most: 6 and 4 before 3",
        ),
        pytest.param({"value": 5, "ease": 1}, [{}], ["value if it works"], id="only where it is ahead"),
        pytest.param({}, [{}], [], id="equal: nothing carries it"),
        pytest.param({"scale": 4}, [{}, {"value": 1}], ["room to grow"], id="against the second, not the third"),
        pytest.param(
            {"scale": 5, "visibility": 4},
            [],
            ["visibility", "value if it works"],
            id="alone: what is high by itself",
        ),
        pytest.param(dict.fromkeys(MARKS, 2) | {"effort": 4}, [], [], id="alone and low: nothing to praise"),
    ],
)
def test_strengths_are_what_carries_the_first(
    pilot: Picker, first: dict[str, int], others: list[dict[str, Any]], told: list[str]
) -> None:
    closed = [{"reversible": False}] if not others else []
    assert strengths(rank(pilot, answers(first, *others, *closed))) == told


def test_another_picker_ranks_by_its_own_weights(tmp_path: Path) -> None:
    lunch = picker(tmp_path)
    told = {("dishes", ""): {"1": "Pie", "2": "Soup"}} | {
        (name, item): value
        for item, values in {"1": (None, "no", 5, 5), "2": ("U1", "no", 2, 1)}.items()
        for name, value in zip(("cook", "meat", "taste", "price"), values, strict=True)
    }
    ranking = rank(lunch, told)
    assert [(s.name, s.score, dict(s.marks)) for s in ranking.open] == [("Soup", 44, {"taste": 2, "price": 5})]
    assert [(s.name, s.score, dict(s.marks)) for s in ranking.closed] == [("Pie", 75, {"taste": 5, "price": 1})]


candidate = st.fixed_dictionaries({name: st.integers(1, 5) for name in MARKS} | {"quick": st.booleans()})
field = st.lists(candidate, min_size=2, max_size=8)


@given(field=field)
def test_scores_are_0_to_100_and_fall_along_the_ranking(pilot: Picker, field: list[dict[str, Any]]) -> None:
    ranking = rank(pilot, answers(*field))
    for group in (ranking.open, ranking.closed):
        scores = [candidate.score for candidate in group]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 100 for score in scores)
    assert len(ranking.open) + len(ranking.closed) == len(field)
    assert bool(ranking.open) == (ranking.first is not None)


@given(first=candidate, second=candidate)
def test_a_tie_is_found_by_trying_every_step(pilot: Picker, first: dict[str, Any], second: dict[str, Any]) -> None:
    criteria = list_criteria(pilot.variant(VariantName.MARKS))

    def total(marks: dict[str, Any]) -> int:
        return sum(q.weight * (6 - marks[q.name] if q.reversed else marks[q.name]) for q in criteria)

    def better_end(marks: dict[str, Any]) -> dict[str, int]:
        return {q.name: 6 - marks[q.name] if q.reversed else marks[q.name] for q in criteria}

    if total(first) < total(second):
        first, second = second, first
    stepped = [
        total(first | {name: first[name] + step} if changed == 0 else first)
        - total(second | {name: second[name] + step} if changed == 1 else second)
        for changed in (0, 1)
        for name in MARKS
        for step in (-1, 1)
        if 1 <= (first, second)[changed][name] + step <= 5
    ]
    expected = total(first) == total(second) or min(stepped, default=math.inf) < 0
    assert is_tie(criteria, better_end(first), better_end(second)) == expected


SAYS = {"worth": 3, "together": 3, "seen": 2, "noticed": 2, "easy": 2, "grows": 1}


def ticked(**says: str) -> Answers:
    """Candidates A and B with every must-have; what is ticked of each: worth="AB"."""
    keys = {"A": "1", "B": "2"}
    told = {(name, ""): [keys[each] for each in says.get(name, "")] for name in (*SAYS, *(says.keys() - SAYS.keys()))}
    return {**answers({}, {}), **told}


@pytest.mark.parametrize(
    ("says", "score"),
    [
        ({}, 7),
        (dict.fromkeys(SAYS, "A"), 93),
        ({"worth": "A"}, 27),
        ({"grows": "A"}, 13),
        ({"together": "A", "easy": "A"}, 40),
    ],
)
def test_ticks_count_as_a_share_of_15_and_its_half_while_it_has_said_nothing(
    pilot: Picker, says: dict[str, str], score: int
) -> None:
    assert pilot.evaluate(ticked(**says)).ranking.open[0].score == score


@pytest.mark.parametrize(("effort", "score"), [("hours", 33), ("days", 27), ("weeks", 20)])
def test_the_partners_effort_changes_the_number_and_not_the_pick(pilot: Picker, effort: str, score: int) -> None:
    ranking = pilot.evaluate({**ticked(worth="A", together="B"), ("pick", ""): "1", ("it_effort", "1"): effort}).ranking
    assert (names(ranking.open), ranking.open[0].score, ranking.open[1].score) == ("AB", score, 27)


@pytest.mark.parametrize(
    ("says", "tie"),
    [
        ({}, True),
        ({"worth": "A"}, False),
        ({"seen": "A"}, True),
        ({"worth": "A", "seen": "B"}, True),
        ({"worth": "A", "together": "A", "seen": "B"}, False),
    ],
)
def test_too_close_to_call_is_what_one_tick_turns_round(pilot: Picker, says: dict[str, str], tie: bool) -> None:
    assert pilot.evaluate(ticked(**says)).ranking.tie == tie


@pytest.mark.parametrize(("picked", "order"), [("1", "AB"), ("2", "BA"), ("3", "AB")])
def test_where_it_is_too_close_the_person_picks(pilot: Picker, picked: str, order: str) -> None:
    ranking = pilot.evaluate({**ticked(seen="A"), ("pick", ""): picked}).ranking
    assert (names(ranking.open), ranking.decided, ranking.tie) == (order, picked != "3", picked == "3")
    assert names(pilot.evaluate({**ticked(worth="A"), ("pick", ""): picked}).ranking.open) == "AB"
