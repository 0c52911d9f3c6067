"""One ranking from two sides: both weigh the same, a better mark never costs a place, and the differences are told."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coaching.interview import route
from bot.coaching.interview.route import Step
from bot.coaching.library import loader
from bot.coaching.shapes.picker.list_result import ListResult
from bot.coaching.shapes.picker.own_marks import add_marks, begin_marks, list_known
from bot.coaching.shapes.picker.shape import Picker
from bot.coaching.shapes.picker.two_sided import TwoSidedRanking
from bot.coaching.shapes.voices import Voices
from bot.model.runs import VariantName
from tests.coaching.examples import write

Answers = dict[tuple[str, str], Any]
MARKS = ("customers", "reach", "date", "effort", "risk", "reuse", "roadmap")
REVERSED = ("effort", "risk")
CLEARED = {"doer": "U2"}
SCALES = "".join(
    f"""
[[page.question]]
name = "{name}"
kind = "scale"
ask = "{name}?"
short = "{name}"
weight = {weight}
reversed = {str(name in ("effort", "risk")).lower()}
"""
    for name, weight in zip(MARKS, (3, 2, 2, 2, 2, 1, 2), strict=True)
)
BACKLOG = f"""
shape = "picker"
title = "Backlog"
summary = "What comes first."
method = "Marks, weighted."
candidates = "backlog"
both = true

[[source]]
text = "A list, 2017."

[[page]]
title = "What is there?"

[[page.question]]
name = "backlog"
kind = "items"
ask = "Needs"
least = 2

[[page]]
title = "Facts"
each = "backlog"

[[page.question]]
name = "doer"
kind = "person"
ask = "Who does it?"
optional = true

[[page]]
title = "Marks"
each = "backlog"
{SCALES}
[[gate]]
name = "doer"
open = "doer"
closed = "nobody has it"
opens = "ask for a name."

[[advice]]
text = "Begin."
"""
MIDDLE = dict.fromkeys(MARKS, 3)
BEST = dict.fromkeys(MARKS, 5) | dict.fromkeys(REVERSED, 1)
WORST = dict.fromkeys(MARKS, 1) | dict.fromkeys(REVERSED, 5)
Marks = dict[str, Any]


@pytest.fixture(scope="module")
def priorities(tmp_path_factory: pytest.TempPathFactory) -> Picker:
    """A list that is marked 1 to 5."""
    found = loader.read_playbook(write(tmp_path_factory.mktemp("own"), BACKLOG, "backlog.toml"))
    assert isinstance(found, Picker)
    return found


@pytest.fixture(scope="module")
def ticked() -> Picker:
    """Ours, in which statements are ticked."""
    found = loader.read_playbook(loader.OURS / "priorities.toml")
    assert isinstance(found, Picker)
    return found


def listed(*but: Marks) -> Answers:
    """Candidates A, B, … with every must-have, but for what is said."""
    names = {str(n): "ABCDEFGH"[n - 1] for n in range(1, len(but) + 1)}
    each = {(name, str(n)): value for n, one in enumerate(but, 1) for name, value in (CLEARED | one).items()}
    return {("backlog", ""): names, **each}


def marked(*candidates: Marks) -> Answers:
    """What one person marks: every mark 3, but for what is said."""
    return {(name, str(n)): mark for n, one in enumerate(candidates, 1) for name, mark in (MIDDLE | one).items()}


def evaluate(picker: Picker, once: Answers, scored: dict[str, list[Answers]]) -> TwoSidedRanking | None:
    """`scored`: side → everybody's marks."""
    people = {f"{side}{n}": (side, marks) for side, each in scored.items() for n, marks in enumerate(each)}
    sides, given = ({who: both[n] for who, both in people.items()} for n in (0, 1))
    result = picker.evaluate(once, voices=Voices(sides, marks=given))
    assert isinstance(result, ListResult)
    return result.two_sided


def ranked(picker: Picker, marketing: list[list[Marks]], it: list[list[Marks]], *but: Marks) -> TwoSidedRanking:
    once = listed(*(but or [{}] * len(marketing[0])))
    found = evaluate(picker, once, {"marketing": [marked(*p) for p in marketing], "it": [marked(*p) for p in it]})
    assert found is not None
    return found


def names(ranking: TwoSidedRanking) -> str:
    return "".join(one.name for one in ranking.open)


@pytest.mark.parametrize("scored", [{}, {"marketing": [marked({}, {})]}, {"it": [marked({}, {})], "marketing": []}])
def test_nothing_is_said_until_both_sides_have_scored(priorities: Picker, scored: dict[str, list[Answers]]) -> None:
    assert evaluate(priorities, listed({}, {}), scored) is None


def test_the_mean_of_both_sides_means(priorities: Picker) -> None:
    ranking = ranked(priorities, [[{"customers": 5}, {}], [{"customers": 4}, {}]], [[{"customers": 2}, {}]])
    first = ranking.open[0]
    assert first.sides["marketing"]["customers"] == Fraction(9, 2)
    assert first.sides["it"]["customers"] == 2
    assert first.marks["customers"] == Fraction(13, 4)
    assert (first.name, first.score, first.scores) == ("A", 51, {"marketing": 58, "it": 45})


def test_the_ends_are_0_and_100_and_reversed_for_effort_and_risk(priorities: Picker) -> None:
    ranking = ranked(priorities, [[WORST, BEST]], [[WORST, BEST]])
    assert [(one.name, one.score) for one in ranking.open] == [("B", 100), ("A", 0)]
    assert set(ranking.open[0].marks.values()) == {5}


def test_what_both_see_alike_and_where_they_are_apart(priorities: Picker) -> None:
    ranking = ranked(
        priorities,
        [[{"customers": 5, "effort": 1}, {"date": 5}], [{"customers": 4, "effort": 2}, {"date": 4}]],
        [[{"customers": 4, "effort": 4}, {"date": 1}]],
    )
    told = [(one.name, one.question.name, one.marks, one.steps) for one in ranking.apart]
    assert told == [
        ("B", "date", {"marketing": Fraction(9, 2), "it": 1}, Fraction(7, 2)),
        ("A", "effort", {"marketing": Fraction(9, 2), "it": 2}, Fraction(5, 2)),
    ]
    assert [question.name for question in ranking.agreed][:2] == ["customers", "reach"]
    assert ranking.firsts == {"marketing": "A", "it": "A"}
    assert ranking.alike
    known = ranking.facts(ranking.open[0])
    assert {name: known[name] for name in known if name not in ("score", "tie", "item", "rival")} == {
        **dict.fromkeys(MARKS, 3.0),
        "customers": 4.25,
        "effort": 2.75,
        "apart": 3.5,
        "apart_item": "B",
        "apart_on": "date",
        "alike": True,
    }


def test_no_score_buys_a_must_have_and_what_waits_is_no_difference(priorities: Picker) -> None:
    ranking = ranked(priorities, [[{}, BEST]], [[{}, WORST]], {}, {"doer": None})
    assert (names(ranking), [one.name for one in ranking.closed], ranking.apart) == ("A", ["B"], ())
    assert [gate.name for gate in ranking.closed[0].closed] == ["doer"]


def test_what_nobody_of_a_side_marked_takes_the_other_sides_word(priorities: Picker) -> None:
    ranking = ranked(priorities, [[{"reach": 5}, {}]], [[{"reach": None}, {}]])
    assert ranking.open[0].sides["it"]["reach"] == 5
    assert ranked(priorities, [[{"reach": None}, {}]], [[{"reach": None}, {}]]).open[1].marks["reach"] == 1


@pytest.mark.parametrize(
    ("first", "tie"),
    [({}, True), ({"reuse": 4}, True), ({"reach": 4}, False), ({"customers": 4}, False)],
    ids=["equal", "ahead by 1: half a step of 3 is more", "ahead by 2", "ahead by 3"],
)
def test_a_tie_is_what_one_side_changes_with_one_step(priorities: Picker, first: Marks, tie: bool) -> None:
    assert ranked(priorities, [[first, {}]], [[first, {}]]).tie == tie


def test_who_lists_is_asked_the_facts_and_who_scores_the_marks(priorities: Picker) -> None:
    facts_of, marks_of = priorities.variant(), priorities.variant(VariantName.SCORES)
    whole = listed({}, {})
    assert [step.page for step in route.list_steps(facts_of, whole)] == [0, 1, 1, 2]
    assert route.find_open_step(facts_of, whole) is None
    assert route.list_steps(marks_of, whole) == [Step(2, item, part) for item in "12" for part in (0, 1)]
    assert route.find_open_step(marks_of, {**whole, **marked({}, {})}) is None


mark = st.fixed_dictionaries({name: st.integers(1, 5) for name in MARKS})
people = st.lists(st.lists(mark, min_size=4, max_size=4), min_size=1, max_size=4)


@given(marketing=people, it=people, times=st.integers(2, 5))
def test_a_side_weighs_the_same_however_many_score(
    priorities: Picker, marketing: list[list[Marks]], it: list[list[Marks]], times: int
) -> None:
    """The same opinions from more people change nothing, and who sits on which side neither."""
    once = ranked(priorities, marketing, it)
    assert ranked(priorities, marketing * times, it) == once
    assert [(one.name, one.score) for one in ranked(priorities, it, marketing).open] == [
        (one.name, one.score) for one in once.open
    ]


@given(marketing=people, it=people)
def test_scores_fall_along_the_ranking_and_differences_from_the_widest(
    priorities: Picker, marketing: list[list[Marks]], it: list[list[Marks]]
) -> None:
    ranking = ranked(priorities, marketing, it)
    scores = [one.score for one in ranking.open]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 100 for score in scores)
    steps = [one.steps for one in ranking.apart]
    assert steps == sorted(steps, reverse=True)
    assert all(1 <= step <= 4 for step in steps)
    assert ranking.alike == (ranking.firsts["marketing"] == ranking.firsts["it"])


TICKED: Answers = {
    ("backlog", ""): {"1": "A", "2": "B"},
    ("asker", ""): "U1",
    ("doer", ""): "U2",
    **{(name, ""): ["1", "2"] for name in ("slice", "records", "proof")},
}


def says(**ticks: str) -> Answers:
    """What one person ticks: customers="AB"."""
    keys = {"A": "1", "B": "2"}
    return {(name, ""): [keys[each] for each in ticks.get(name, "")] for name in MARKS}


def test_of_ticks_the_shares_of_both_sides_count(ticked: Picker) -> None:
    people = {"marketing": [says(customers="A"), says(customers="A", date="A")], "it": [says(effort="A"), says()]}
    ranking = evaluate(ticked, TICKED, people)
    assert ranking is not None
    first = ranking.open[0]
    assert (first.name, first.score, first.scores) == ("A", 32, {"marketing": 50, "it": 11})
    assert [(one.name, one.question.name, one.steps) for one in ranking.apart] == [("A", "date", 2)]
    known = ranking.facts(first)
    assert [known[name] for name in ("customers", "date", "effort")] == [True, False, False]
    assert ranking.facts(ranking.open[1])["customers"] is False


def test_what_misses_a_tick_waits(ticked: Picker) -> None:
    both = {"marketing": [says(customers="AB")], "it": [says(customers="AB")]}
    ranking = evaluate(ticked, {**TICKED, ("slice", ""): ["2"]}, both)
    assert ranking is not None
    assert ([one.name for one in ranking.open], [gate.name for gate in ranking.closed[0].closed]) == (["B"], ["slice"])


def test_what_is_new_on_a_list_is_asked_alone_and_no_mark_is_lost(ticked: Picker) -> None:
    backlog, variant = ("backlog", ""), ticked.variant(VariantName.SCORES)
    assert begin_marks(ticked, {"1": "A", "2": "B"}, {}) == {backlog: {"1": "A", "2": "B"}}
    first = add_marks(ticked, variant, {}, {**TICKED, **says(customers="AB", date="B")})
    after = {"1": "A", "2": "Bee", "3": "C"}
    assert list_known(ticked, after, first) == {"1"}
    assert begin_marks(ticked, after, first) == {backlog: {"2": "Bee", "3": "C"}}
    second = add_marks(ticked, variant, first, {backlog: {"2": "Bee", "3": "C"}, ("customers", ""): ["3"]})
    assert (second[backlog], second[("customers", "")]) == (after, ["1", "3"])
    assert list_known(ticked, {"1": "A", "3": "C"}, second) == {"1", "3"}
    again = begin_marks(ticked, {"3": "C"}, second)
    assert (again[backlog], again[("customers", "")]) == ({"3": "C"}, ["3"])


def test_what_one_side_has_not_marked_is_not_ranked(ticked: Picker) -> None:
    known = {("backlog", ""): {"1": "A"}}
    both = {"marketing": [says(customers="AB")], "it": [{**says(customers="A"), **known}]}
    ranking = evaluate(ticked, TICKED, both)
    assert ranking is not None
    assert ([one.name for one in ranking.open], ranking.unscored) == (["A"], ("B",))
