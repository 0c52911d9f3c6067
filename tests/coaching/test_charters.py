# ruff: noqa: E501  (a table of faults reads best with one of them a line)
"""Documents: what stands in them, what is wrong with them, what changed, and how two changes become one."""

import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coaching.interview import route
from bot.coaching.interview.route import Step
from bot.coaching.library import loader
from bot.coaching.playbook.questions import Question
from bot.coaching.shapes.charter.document import merge_answers
from bot.coaching.shapes.charter.result import Version
from bot.coaching.shapes.charter.shape import Charter
from bot.coaching.shapes.lookup import find_subjects
from bot.coaching.shapes.voices import Voices
from bot.messages.block_kit import tables
from bot.messages.block_kit.render import Message
from bot.messages.documents import (
    document_changes,
    document_clashes,
    document_files,
    document_pages,
    document_posts,
    document_windows,
    documents,
)
from tests.coaching.examples import CHARTER, changed, charter
from tests.coaching.test_faults import faults
from tests.coaching.walking import Answers, some_path, write_item
from tests.standin import check_message, check_view, doubts

OURS = [each for each in loader.load_library(loader.OURS).values() if isinstance(each, Charter)]
WORDS = [pytest.param(each, id=each.word) for each in OURS]
SIDES = {"U1": "marketing", "U2": "it", "U3": "sales", "U4": "agency"}
SEATS, SETTLED = Voices(SIDES, {"U1": "marketing"}), Voices(SIDES, SIDES)
SUPPER: Answers = {
    ("dishes", ""): {"1": "Soup", "2": "Pie"},
    ("cooks", "1"): ["U1", "U2"],
    ("hot", "1"): "yes",
    ("cooks", "2"): [],
    ("hot", "2"): None,
    ("washes", ""): "U3",
    ("rule", ""): "Everybody eats.",
}


def version(answers: Answers, before: Answers | None = None, **known: Any) -> Version:
    number = 1 if before is None else 2
    facts = {
        "run_id": "r1",
        "document_id": "r1",
        "subject": "",
        "by": "U1",
        "on": "2026-11-24",
        "approvals": (),
        "confirmed": (),
        "replaced": 0,
        "pinned": False,
    }
    return Version(number=number, answers=answers, before=before, voices=SEATS, **{**facts, **known})


def told(playbook: Charter, answers: Answers) -> list[tuple[str, Any]]:
    """What is wrong, with the items it is about."""
    found = playbook.evaluate(answers, voices=SEATS).problems
    return [(one.text, one.values.get("items", one.values.get("item"))) for one in found]


def test_a_page_about_items_is_a_table_and_what_is_empty_is_left_out(tmp_path: Path) -> None:
    supper = charter(tmp_path)
    document = supper.evaluate(SUPPER)
    first, second = document.sections
    assert [(row.name, [line.parts for line in row.lines]) for row in first.rows] == [
        ("Soup", [("U1", "U2"), ("Yes",)]),
        ("Pie", []),
    ]
    assert (first.lines, second.title) == ((), "The rest")
    assert [line.parts for line in second.lines] == [("U3",), ("Everybody eats.",)]
    assert document.persons == ["U1", "U2", "U3"]


def test_checks_read_rows_sides_and_who_has_agreed(tmp_path: Path) -> None:
    supper = charter(tmp_path)
    assert told(supper, SUPPER) == [
        ("Nobody cooks {{ item }}.", "Pie"),
        ("{{ item }} cooks too much.", "U1"),
        ("{{ item }} cooks too much.", "U2"),
        ("{{ washes }} is not one of us.", None),
        ("Not agreed: {{ named | reject('in', agreed) | join(', ') }}.", None),
    ]
    both = {**SUPPER, ("cooks", "1"): []}
    assert told(supper, both)[0] == ("Nobody cooks {{ items | join(' and ') }}.", ["Soup", "Pie"])


def test_the_texts_are_filled_in_and_nobody_s_words_are_markup(tmp_path: Path) -> None:
    shown = document_pages.compose_kept(
        charter(tmp_path), version({**SUPPER, ("dishes", ""): {"1": "Soup", "2": "<!here> & *x*"}})
    )
    assert "• Nobody cooks &lt;!here&gt; &amp; *x*." in shown["text"]
    assert "• <@U3> is not one of us." in shown["text"]
    assert "• Not agreed: <@U2>, <@U3>." in shown["text"]
    assert doubts({"text": shown["text"], "blocks": shown["blocks"]}) == []


def test_what_changed_is_told_in_the_document_s_order(tmp_path: Path) -> None:
    after = {
        **SUPPER,
        ("dishes", ""): {"1": "Hot soup", "3": "Cake"},
        ("cooks", "1"): ["U2"],
        ("cooks", "3"): ["U1"],
        ("hot", "3"): "no",
        ("washes", ""): None,
    }
    changes = charter(tmp_path).changes(SUPPER, after)
    assert [(change.question.name, change.item, change.before, change.after) for change in changes] == [
        ("dishes", "", ("Soup",), ("Hot soup",)),
        ("dishes", "", ("Pie",), ()),
        ("dishes", "", (), ("Cake",)),
        ("cooks", "Hot soup", ("U1", "U2"), ("U2",)),
        ("cooks", "Cake", (), ("U1",)),
        ("hot", "Cake", (), ("No",)),
        ("washes", "", ("U3",), ()),
    ]


ANSWERS = st.dictionaries(st.sampled_from([("a", ""), ("b", ""), ("c", "1")]), st.integers(0, 3))


@given(base=ANSWERS, mine=ANSWERS, theirs=ANSWERS)
def test_of_two_changes_each_keeps_what_it_changed(base: Answers, mine: Answers, theirs: Answers) -> None:
    """Both begin as copies of the base."""
    mine, theirs = {**base, **mine}, {**base, **theirs}
    merged = merge_answers(base, mine, theirs)
    for key in merged:
        mine_changed = mine.get(key) != base.get(key)
        assert merged[key] == (mine[key] if mine_changed else theirs.get(key))
    assert merge_answers(base, mine, base) == mine
    assert merge_answers(base, base, theirs) == theirs


@pytest.mark.parametrize(
    ("text", "subjects", "named"),
    [
        ("Is it live?", ["live", "MQL"], ["live"]),
        ("LIVE, and two mqls", ["live", "MQL"], ["live", "MQL"]),
        ("delivery", ["live"], []),
        ("the MQL's date", ["MQL"], ["MQL"]),
        ("go-live is near", ["go live"], ["go live"]),
        ("C++ it is", ["C++"], ["C++"]),
        ("", ["live"], []),
    ],
)
def test_words_are_found_where_they_stand_alone(text: str, subjects: list[str], named: list[str]) -> None:
    assert find_subjects(text, subjects) == named


def read_aloud(post: Message) -> str:
    """The words of a post, without its table and its buttons."""
    table = [each for each in post["blocks"] if each["type"] == "table"]
    rows = "".join(f"\n{tables.describe_table(each)}" for each in table)
    return post["text"].removesuffix(rows).replace("\n\n", "\n")


@pytest.mark.parametrize("playbook", WORDS)
@given(data=st.data())
@settings(max_examples=15)
def test_whatever_is_answered_slack_takes_what_is_said(playbook: Charter, data: st.DataObject) -> None:
    answers, before = data.draw(some_path(playbook)), data.draw(some_path(playbook))
    of = version(answers, before, subject=playbook.evaluate(answers).subject)
    listed = [documents.compose_list(playbook, "t1", [of])] if playbook.subject else []
    posts = (
        document_posts.compose_post(playbook, of),
        document_posts.compose_changed(playbook, replace(of, before=before)),
    )
    assert [len(said) <= 800 and said.count("\n") < 15 for said in map(read_aloud, posts)] == [True, True]
    for message in (*posts, document_files.compose_file(playbook, of), *listed):
        said = {"text": message["text"], "blocks": message["blocks"]}
        assert check_message(said) == []
        assert doubts(said) == []
    points = playbook.clashes({}, answers, before)
    to = document_clashes.ToClash("r1", "r2")
    views = [
        document_pages.show_everything(playbook, of),
        document_clashes.compose_clash(playbook, to, by="U1", number=2, points=points),
        document_changes.list_changes(playbook, [of, of]),
        document_windows.choose_part(playbook, "r1", 1, before, answers),
        document_windows.show_mentioned(playbook, "t1", [of], ["a"]),
    ]
    assert [fault for view in views for fault in check_view(view)] == []


@pytest.mark.parametrize("playbook", WORDS)
def test_every_check_applies_to_some_document_and_not_to_another(playbook: Charter) -> None:
    chance, texts = random.Random(7), {check.text for check in playbook.check}
    said = {words: check.text for check in playbook.check for words in (check.text, check.many)}
    applied: set[str] = set()
    spared: set[str] = set()
    for _ in range(400):
        now = {said[one.text] for one in playbook.evaluate(anyhow(playbook, chance), voices=SEATS).problems}
        applied |= now
        spared |= texts - now
        if applied == spared == texts:
            break
    assert (texts - applied, texts - spared) == (set(), set())


@pytest.mark.parametrize("playbook", WORDS)
def test_every_advice_is_given_for_some_document_and_every_document_gets_some(playbook: Charter) -> None:
    """And one that has a condition is not given for another."""
    chance, texts = random.Random(11), {one.text for one in playbook.advice}
    given_to: list[set[str]] = []
    for number in range(400):
        voices = SETTLED if number % 2 else SEATS
        given_to.append(
            {one.text for one in playbook.evaluate(anyhow(playbook, chance), voices=voices).recommendations}
        )
    assert texts == set.union(*given_to)
    assert {one.text for one in playbook.advice if not one.when} >= set.intersection(*given_to)
    assert all(given_to)


def anyhow(playbook: Charter, chance: random.Random) -> Answers:
    """Answers at random, as full or as empty as a person leaves them."""
    answers: Answers = {}
    care = chance.random()
    step: Step | None = Step(0)
    variant = playbook.variant()
    while step is not None:
        for question in route.list_asked(variant, answers, step):
            answers[route.key_of(question, step)] = anything(question, chance, care)
        step = route.find_open_step(variant, answers)
    return answers


def anything(question: Question, chance: random.Random, care: float) -> Any:
    if question.optional and chance.random() > care:
        return [] if question.kind == "people" else None
    people = ["U1", "U2", "U3", "U4", "U5"]
    if question.kind == "ticks":
        return [option.value for option in question.options if chance.random() > care]
    if question.kind == "choice":
        return (question.options[-1] if care > 0.9 else chance.choice(question.options)).value
    if question.kind == "items":
        return {str(n): write_item(question, n) for n in range(1, chance.randint(question.least, question.most) + 1)}
    if question.kind == "people" and care > 0.9:
        return ["U1", "U2"]  # somebody of each side, in every row
    if question.kind == "people":
        return chance.sample(people, chance.choice([1, 1, 1, 2, 4]))
    if question.kind == "person":
        return chance.choice(["U1", "U2", "U2", "U2", chance.choice(people)])
    return "2027-01-04" if question.kind == "date" else chance.choice(["words", "from 14 to 1"])


FAULTS = [
    (('sides = ["marketing", "it"]', 'sides = ["it"]'), 'sides: a charter has two sides: write sides = ["marketing", "it"].'),
    (('sides = ["marketing", "it"]', 'sides = ["marketing", "legal"]'), "sides = 'legal' is unknown. Write one of: 'marketing', 'it' or 'sales'."),
    (('sides = ["marketing", "it"]', 'subject = "washes"'), "subject = 'washes' names no question of kind 'text'."),
    (('sides = ["marketing", "it"]', 'lookup = "Which dish?"'), "lookup needs a subject: the words it looks up are what the documents are about."),
    (('name = "rule"', 'name = "rows"'), "question 'rows': the name 'rows' is taken: choose another."),
    (('each = "named"', 'each = "rule"'), "check '{{ item }} cooks too much.': each = 'rule' names no question of kind 'items' or 'people'. Or write 'named'."),
    (("when = \"not cooks\"", "when = \"not coks\""), "check 'Nobody cooks {{ item }}.', when: no page asks 'coks'. Did you mean 'cooks'?"),
    (("Nobody cooks {{ item }}.", "Nobody cooks {{ itm }}."), "check 'Nobody cooks {{ itm }}.', text: no page asks 'itm'. Did you mean 'item'?"),
    (("Nobody cooks {{ item }}.", "Nobody cooks {{ item }."), "check 1, text: \"Nobody cooks {{ item }.\" cannot be filled in. Write the name of a question in double braces, like {{ item }}."),
    (("{{ items | join(' and ') }}", "{{ cooks }}"), "check 'Nobody cooks {{ item }}.', many: no page asks 'cooks'. You can use: dishes, washes, rule, rows, side, sides, agreed, settled, named, items."),
    (('each = "dishes"\nwhen = "not cooks"', 'when = "not washes"'), "check 'Nobody cooks {{ item }}.', text: no page asks 'item'. You can use: dishes, washes, rule, rows, side, sides, agreed, settled, named.\ncheck 'Nobody cooks {{ item }}.': many needs each: it is said when several items have the same fault."),
    (('suggest = ["Soup", "Pie"]', 'suggest = "Soup"'), "page 'Supper', question 'dishes', suggest is a list: write suggest = [\"…\", \"…\"]."),
    (('suggest = ["Soup", "Pie"]', 'suggest = ["a", "b", "c", "d", "e"]'), "page 'Supper', question 'dishes', suggest is for kind = 'items', and no longer than most."),
    (('text = "Eat."', 'text = "Eat {{ item }}."\neach = "dishs"'), "advice 'Eat {{ item }}.': each = 'dishs' names no question of kind 'items' or 'people'. Or write 'named'."),
    (('text = "Eat."', 'text = "Eat."\nwhen = "hot"'), "advice 'Eat.', when: no page asks 'hot'. You can use: dishes, washes, rule, rows, side, sides, agreed, settled, named."),
    (('text = "Eat."', 'text = "Eat."\neach = "dishes"\ncue = "{{ hot }}"\naction = "eat"'), "advice 'Eat.', cue: 'hot' may be left empty. Write {{ hot or 'it' }}, or ask for it in when."),
    (('text = "Eat."', 'text = "Eat."\neach = "dishes"\ncue = "c"\naction = "eat"\nowner = "item"'), "advice 'Eat.', owner = 'item' names no question of kind 'person' or 'people'."),
    (('title = "About the dish"', 'title = "About the dish"\nbeside = true'), "page 'About the dish': a table has its answers side by side already. Remove beside."),
    (('text = "Eat."', 'text = "Eat."\n\n[[state]]\nwhen = "not ruel"\ntext = "unruly"'), "state 'unruly', when: no page asks 'ruel'. Did you mean 'rule'?"),
    (('text = "Eat."', 'text = "Eat."\n\n[[same]]\nours = "rul"\ntheirs = "terms.meaning"\ntext = "{{ thers }}?"'), "same '{{ thers }}?': no page asks 'rul'. Did you mean 'rule'?\nsame '{{ thers }}?', text: no page asks 'thers'. Did you mean 'theirs'?"),
    (('text = "Eat."', 'text = "Eat."\n\n[[other_sides]]\nwhen = "ruel"\nsides = ["it", "sales"]'), "other_sides it and sales, when: no page asks 'ruel'. Did you mean 'rule'?"),
    (('text = "Eat."', 'text = "Eat."\n\n[[empty]]\nsays = []\nask = "Who?"'), 'empty 1, says is a list: write says = ["…", "…"].'),
    (('title = "The rest"', 'title = "The rest"\nfollowup = "later"'), "page 'The rest': followup = 'later' is no [[followup]] of this file: add it."),
    (('text = "Eat."', 'text = "Eat."\n\n[[followup]]\nname = "later"\nafter = [30]\ntext = "Well?"'), "followup 'later', no page asks anything: add a [[page]] with followup = \"later\".\na document is changed when something has come of it, so it asks nothing weeks later: remove followup."),
]  # fmt: skip


@pytest.mark.parametrize(("change", "fault"), FAULTS)
def test_a_fault_in_a_charter_is_told_with_its_mend(tmp_path: Path, change: tuple[str, str], fault: str) -> None:
    assert faults(tmp_path, changed(CHARTER, change)) == [f"lunch.toml: {line}" for line in fault.splitlines()]
