# ruff: noqa: E501, RUF001  (a table of faults reads best with one of them a line, as people type them)
"""Every fault an author can make: one line each, with the file, the place and the mend, all at once."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.coaching.library import loader
from bot.errors import UserError
from tests.coaching.examples import CHECKLIST, PICKER, changed, write

DISHES = 'name = "dishes"\nkind = "items"\nask = "Dishes"\nitem = "Dish"\nleast = 2\nmost = 3'
COOK = 'name = "cook"\nkind = "person"'
MEAT = 'options = [{ value = "no", text = "No" }, { value = "yes", text = "Yes" }]'
ANIMAL = 'name = "animal"\nkind = "text"\nask = "Which animal?"'
RECIPE = 'name = "recipe"\nkind = "text"\nask = "Recipe"'
OVEN = 'name = "oven"\ndimension = "kitchen"\nask = "Is the oven big enough?"'
EASY = '{ value = "easy", text = "Easy", points = 0 }'
UNKNOWN = '{ value = "unknown", text = "We don\'t know", points = 2 }'


def faults(folder: Path, text: str, name: str = "lunch.toml") -> list[str]:
    with pytest.raises(UserError) as caught:
        loader.read_playbook(write(folder, text, name))
    return caught.value.text.splitlines()


OPTIONS = 'each answer has a value and a text: write options = [{ value = "…", text = "…" }, …].'
NO_OPTIONS = (
    'a choice needs options: add options = [{ value = "…", text = "…" }, …], or another kind, like kind = "text".'
)

IN_A_QUESTION = [  # one line of a question → what is wrong with it
    ('knd = "person"', "unknown key 'knd'. Did you mean 'kind'?"),
    ("zzz = true", "unknown key 'zzz'. Remove it."),
    ('candidates = "x"', "candidates does not belong here. Move it to the top, before the first [[…]]."),
    ('opens = "x"', "opens does not belong here. Move it below [[gate]]."),
    ('reversed = "perhaps"', "reversed must be true or false, without quotes."),
    ("reversed = []", "reversed must be true or false, without quotes."),
    ('weight = "much"', "weight must be a whole number without quotes."),
    ("weight = []", "weight must be a whole number without quotes."),
    ("weight = 1.5", "weight must be a whole number."),
    ("weight = 11", "weight = 11 is too high: 10 at most."),
    ("weight = -1", "weight = -1 is too low: 0 at least."),
    ("hint = 5", 'hint must be text in quotes: hint = "5".'),
    (f'hint = "{"x" * 301}"', "hint is too long: 300 characters at most, this has 301."),
    (
        'dimension = "Kitchen!"',
        "dimension = 'Kitchen!' must be small letters, digits and _ only. Write dimension = \"kitchen\".",
    ),
    (MEAT, "kind = 'person' takes no options: remove them or write kind = 'choice'."),
    ("options = 3", OPTIONS),
    ('options = ["no", "yes"]', OPTIONS),
    ("when = 'dishes AND cook'", 'when: "dishes AND cook" is not a condition. Write and, or, not, in small letters.'),
    (
        "when = 'meat = yes'",
        "when: \"meat = yes\" is not a condition. Write something like: touch == 'data' (two =, text in quotes).",
    ),
    ("when = 'pat == 1'", "when: no earlier page asks 'pat'. You can use: dishes."),
    ("when = 'dihses'", "when: no earlier page asks 'dihses'. Did you mean 'dishes'?"),
    ("when = 'meat'", "when: no earlier page asks 'meat'. You can use: dishes."),
]


@pytest.mark.parametrize(("line", "fault"), IN_A_QUESTION)
def test_a_fault_in_a_question_is_told_with_its_place(tmp_path: Path, line: str, fault: str) -> None:
    text = changed(PICKER, (COOK, f"{COOK}\n{line}"))
    assert faults(tmp_path, text) == [f"lunch.toml: page 'How good is it?', question 'cook', {fault}"]


IN_A_PICKER = [
    (('shape = "picker"', ""), 'shape is missing or unknown. Write one of: shape = "picker", shape = "checklist", shape = "charter", shape = "survey", shape = "demo".'),
    (('"picker"', '"piker"'), 'shape is missing or unknown. Write one of: shape = "picker", shape = "checklist", shape = "charter", shape = "survey", shape = "demo".'),
    (('title = "Pick a lunch"', ""), "title is missing: add title = …."),
    (("Pick a lunch", ""), "title is empty: write something."),
    (("Pick a lunch", "Pick a lunch for all of us"), "title is too long: 24 characters at most, this has 26."),
    (('title = "Pick', 'tilte = "x"\ntitle = "Pick'), "unknown key 'tilte'. Did you mean 'title'?"),
    (('title = "Pick', 'gates = 1\ntitle = "Pick'), "unknown key 'gates'. Did you mean 'gate'?"),
    (('title = "Pick', 'word = "x"\ntitle = "Pick'), "'word' is filled in for you: remove it."),
    (("[[source]]\n", "[source]\n"), "source is a list of tables: write [[source]] in double brackets."),
    (("Grandmother, 1987.", ""), "source 1, text is empty: write something."),
    (('text = "Grandmother, 1987."', 'text = "G"\ngrade = "C"'), "source 1, grade = 'C' is unknown. Write one of: 'A' or 'B'."),
    (('title = "What is there?"', ""), "page 1, title is missing: add title = …."),
    (('kind = "person"', 'kind = "persn"'), "page 'How good is it?', question 'cook', kind = 'persn' is unknown. Write one of: 'choice', 'scale', 'ticks', 'text', 'long', 'items', 'person', 'people', 'date' or 'number'."),
    (("name = \"cook\"\n", ""), "page 'How good is it?', question 1, name is missing: add name = …."),
    ((MEAT, ""), f"page 'How good is it?', question 'meat', {NO_OPTIONS}"),
    ((', { value = "yes", text = "Yes" }', ""), "page 'How good is it?', question 'meat', options: one option is no choice: give at least two."),
    (('value = "yes"', 'value = "no"'), "page 'How good is it?', question 'meat', options: two options have the same value: give each its own."),
    (('value = "yes"', "value = 1"), "page 'How good is it?', question 'meat', options 1, value must be text in quotes: value = \"1\"."),
    (('value = "yes", ', ""), "page 'How good is it?', question 'meat', options 2, value is missing: add value = …."),
    (("least = 2", "least = 4"), "page 'What is there?', question 'dishes', least = 4 is larger than most = 3: swap them."),
    (('name = "price"', 'name = "taste"'), "page 'How good is it?': the name 'taste' is taken: choose another."),
    (('title = "Pick', 'asked = ["what is there"]\ntitle = "Pick'), "asked must be a table: write [[asked]] and its keys below."),
    (('title = "Pick', 'synonyms = "meal"\ntitle = "Pick'), 'synonyms is a list: write synonyms = ["…", "…"].'),
    (('each = "dishes"\nwhen', 'each = "dish"\nwhen'), "page 'About the meat': each = 'dish' names no question of kind 'items' on an earlier page. Did you mean 'dishes'?"),
    (("meat == 'yes'", "meat == yes"), "page 'About the meat', when: 'yes' is an answer. Put it in single quotes."),
    (("meat == 'yes'", "meat == ‘yes’"), "page 'About the meat', when: \"meat == ‘yes’\" is not a condition. Write straight quotes: touch == 'data'."),
    (('text = "Toss a coin."', 'text = "{cook} tosses."'), "advice '{cook} tosses.', text: write two braces: {{ cook }}."),
    (('name = "animal"', 'name = "which-animal"'), "page 'About the meat', question 'which-animal', name = 'which-animal' must be small letters, digits and _ only. Write name = \"which_animal\"."),
    (('name = "animal"', 'name = "cook"'), "page 'About the meat': the name 'cook' is taken: choose another."),
    (('name = "animal"', 'name = "share"'), "page 'About the meat': the name 'share' is taken: choose another."),
    (('each = "dishes"\nwhen', 'each = "meat"\nwhen'), "page 'About the meat': each = 'meat' names no question of kind 'items' on an earlier page."),
    (('each = "dishes"\nwhen', "when"), "page 'About the meat', when: no earlier page asks 'meat'. You can use: dishes."),
    (("meat == 'yes'", "meat == 'ja'"), "page 'About the meat', when: 'meat' is never 'ja'. It can be: 'no', 'yes'."),
    (("meat == 'yes'", "meat in ['yes', 'ja']"), "page 'About the meat', when: 'meat' is never 'ja'. It can be: 'no', 'yes'."),
    (("meat == 'yes'", "taste >= 7"), "page 'About the meat', when: 'taste' is never 7. It can be: 1, 2, 3, 4, 5."),
    (("meat == 'yes'", "meat < taste"), "page 'About the meat', when: \"meat < taste\" cannot be worked out. Only a scale and the score are numbers; the rest is text."),
    (('title = "What is there?"', 'title = "What is there?"\nwhen = "x"'), "page 'What is there?', when: no earlier page asks 'x'. This is the first page: remove the condition."),
    (('when = "tie"', 'when = "draw"'), "advice 'Toss a coin.', when: no page asks 'draw'. You can use: dishes, cook, meat, taste, price, animal, score, tie, weak, item, rival."),
    (('open = "cook"', 'open = "cok"'), "gate 'cooked', open: no page asks 'cok'. Did you mean 'cook'?"),
    (('open = "cook"', 'open = "tie"'), "gate 'cooked', open: no page asks 'tie'. You can use: dishes, cook, meat, taste, price, animal."),
    (('text = "Toss a coin."', 'text = "{{ tst }}"'), "advice '{{ tst }}', text: no page asks 'tst'. Did you mean 'taste'?"),
    (('text = "Toss a coin."', 'text = "{{ item"'), "advice 1, text: \"{{ item\" cannot be filled in. Write the name of a question in double braces, like {{ item }}."),
    (('text = "Toss a coin."', 'text = "{{ meat + 1 }}"'), "advice '{{ meat + 1 }}', text: \"{{ meat + 1 }}\" cannot be worked out. Only a scale and the score are numbers."),
    (('text = "Toss a coin."', 'text = "{{ cook }} tosses."'), "advice '{{ cook }} tosses.', text: 'cook' may be left empty. Write {{ cook or 'it' }}, or ask for it in when."),
    (('text = "Toss a coin."', 'text = "T"\ncue = "it is noon"'), "advice 1, a promise has both, an if and a then: add action = …."),
    (('text = "Toss a coin."', 'text = "T"\nowner = "cook"'), "advice 1, owner and partner belong to a promise: add cue = … and action = …."),
    (('title = "About the meat"', 'title = "About the meat"\nbeside = true'), "page 'About the meat': only a charter shows answers side by side. Remove beside."),
    (('title = "About the meat"', 'title = "About the meat"\nknown_by = "it"'), "page 'About the meat': known_by is for a list that both sides score. Remove it."),
    (('text = "Toss a coin."', 'text = "T"\neach = "dishes"'), "advice 'T': only a charter has advice about each of its items. Remove each."),
    (('text = "Toss a coin."', 'text = "T"\ncue = "c"\naction = "a"\nowner = "meat"'), "advice 'T', owner = 'meat' names no question of kind 'person' or 'people'."),
    (('opens = "ask somebody."', 'opens = "ask {{ hum }}."'), "gate 'cooked', opens: no page asks 'hum'. You can use: dishes, cook, meat, taste, price, animal, score, tie, weak, item, rival."),
    (('name = "animal"', 'name = "item"'), "question 'item': the name 'item' is taken: choose another."),
    (('ask = "Which animal?"', 'ask = "Which?"\nrecord = true'), "page 'About the meat', question 'animal', only a choice can be a measure, its options in order: remove record."),
    (('ask = "Which animal?"', 'ask = "Which?"\nwithin = 9'), "page 'About the meat', question 'animal', within is for kind = 'date': remove it."),
    (('text = "Grandmother, 1987."', 'text = "G"\ngrade = "A"'), "source 1, grade = 'A' is for a figure, and a figure has a year: write it into the text."),
    (('candidates = "dishes"', 'candidates = "meat"'), "candidates = 'meat' names no question of kind 'items'."),
    (('ask = "Is there meat in it?"', 'ask = "Meat?"\nweight = 1'), "question 'meat': only scales and ticks count in a picker. Remove weight, or write kind = \"scale\"."),
]  # fmt: skip


@pytest.mark.parametrize(("change", "fault"), IN_A_PICKER)
def test_a_fault_in_a_picker_is_one_line(tmp_path: Path, change: tuple[str, str], fault: str) -> None:
    assert faults(tmp_path, changed(PICKER, change)) == [f"lunch.toml: {fault}"]


IN_A_CHECKLIST = [
    (('shape = "checklist"', 'shape = "checklist"\ncandidates = "x"'), "unknown key 'candidates'. Remove it."),
    (("red = 2", ""), "red is missing: add red = …."),
    (("red = 2", "red = 0"), "red = 0 is too low: 1 at least."),
    (('subject = "recipe"', 'subject = "fresh"'), "subject = 'fresh' names no question of kind 'text'."),
    (('\nunknown = "unknown"', '\nunknown = "dunno"'), "unknown = 'dunno' is the value of no option."),
    ((EASY, EASY.replace("easy", "hard")), "option: two options have the same value: give each its own."),
    ((EASY, EASY.replace("text", "txt")), "option 'easy', unknown key 'txt'. Did you mean 'text'?"),
    (("points = 1", "points = 1, hearsay = true"), "\n".join(f"question '{name}': 'work' is hearsay: give it as many points as 'unknown', or more." for name in ["oven", "knife", "fridge"])),
    (('when = "score >= 50"', "when = \"'fridge' in open or 'freezer' in open\""), "advice 'Ask the cook.', when: 'freezer' in open never holds: no question that counts is called so."),
    (("points = 2", "points = 0"), "\n".join(f"question '{name}': 'unknown' must have more points than the easiest answer: not knowing is no good news." for name in ["oven", "knife", "fridge"])),
    (("upto = 49", "upto = 100"), "the bands must rise, and the last must be upto = 100. Yours: 100, 100."),
    (("upto = 100", "upto = 99"), "the bands must rise, and the last must be upto = 100. Yours: 49, 99."),
    (("upto = 49", "upto = 49\nearly = true"), "band 'fine': early needs when: a score alone decides nothing while little is known."),
    (("upto = 100", "upto = 101"), "band 'heavy', upto = 101 is too high: 100 at most."),
    ((OVEN, OVEN.replace("kitchen", "kichen")), "question 'oven': dimension = 'kichen' is not defined. Defined are: kitchen, shop."),
    ((OVEN, OVEN + '\nkind = "scale"'), "question 'oven': only a choice counts in a checklist: remove dimension."),
    (('ask = "Is everything fresh?"', 'ask = "Fresh?"\nweight = 1'), "question 'fresh': it has a weight, so it needs a dimension: kitchen, shop.\nquestion 'fresh': every option needs points. Or write weight = 0, and it does not count."),
    (('text = "Cook it."', 'text = "Cook {{ recip }}."'), "band 'fine', text: no page asks 'recip'. Did you mean 'recipe'?"),
    (('upto = 49', "when = \"fresh == 'jo'\""), "band 'fine', when: 'fresh' is never 'jo'. It can be: 'yes', 'no'."),
    (('call = "the cook"', 'call = "{{ cook }}"'), "dimension 'kitchen', call: no page asks 'cook'. You can use: recipe, fresh, oven, knife, fridge, score, red, open, early, stuck."),
    (('send = "Where do you buy it?"', 'send = "Where is {{ fridg }}?"'), "question 'fridge', send: no page asks 'fridg'. Did you mean 'fridge'?"),
    (("score >= 50", "score >= '50'"), "advice 'Ask the cook.', when: \"score >= '50'\" cannot be worked out. Only a scale and the score are numbers; the rest is text."),
]  # fmt: skip


@pytest.mark.parametrize(("change", "told"), IN_A_CHECKLIST)
def test_a_fault_in_a_checklist_is_told_once(tmp_path: Path, change: tuple[str, str], told: str) -> None:
    assert faults(tmp_path, changed(CHECKLIST, change)) == [f"lunch.toml: {line}" for line in told.splitlines()]


LATER = """
[[page]]
title = "Later"
followup = "later"

[[page.question]]
name = "went"
ask = "How was it?"
options = [{ value = "well", text = "Well" }, { value = "badly", text = "Badly" }]

[[followup]]
name = "later"
after = [14]
text = "How was it?"

[[followup.then]]
when = "went == 'badly'"
text = "Say why."
"""
IN_WHAT_COMES_LATER = [
    (("after = [14]", "after = 14"), "followup 'later', after is a list: write after = [30, 60]."),
    (("after = [14]", "after = []"), "followup 'later', after is a list: write after = [30, 60]."),
    (("after = [14]", 'after = ["14 days"]'), "followup 'later', after must be a whole number without quotes."),
    (("after = [14]", 'after = [14]\nwho = ["owner"]'), "followup 'later', who = 'owner' names no question of kind 'person'."),
    (("after = [14]", 'after = [14]\nwho = "starter"'), 'followup \'later\', who is a list: write who = ["…", "…"].'),
    (("== 'badly'", "== 'bad'"), "followup 'later', then 'Say why.', when: 'went' is never 'bad'. It can be: 'well', 'badly'."),
    (("== 'badly'", "== badly"), "followup 'later', then 'Say why.', when: 'badly' is an answer. Put it in single quotes."),
    (('followup = "later"', 'followup = "late"'), "page 'Later': followup = 'late' is no [[followup]] of this file: add it.\nfollowup 'later', no page asks anything: add a [[page]] with followup = \"later\"."),
    (('[[followup]]\n', '[[followups]]\n'), "followup is a list of tables: write [[followup]] in double brackets.\nunknown key 'followups'. Did you mean 'followup'?"),
    (("[[followup.then]]", "[[then]]"), "[[then]] is written [[followup.then]]."),
    (("[[page.question]]", "[[question]]"), "page 'Later', at least one [[page.question]] is needed: add it.\n[[question]] is written [[page.question]]."),
    (("[[followup.then]]", '[[asked]]\nquestions = "how"\nwhy = "So."\n\n[[followup.then]]'), 'asked 1, questions is a list: write questions = ["…", "…"].'),
]  # fmt: skip


@pytest.mark.parametrize(("change", "told"), IN_WHAT_COMES_LATER)
def test_a_fault_in_what_is_asked_later_is_told_once(tmp_path: Path, change: tuple[str, str], told: str) -> None:
    text = CHECKLIST + changed(LATER, change)
    assert faults(tmp_path, text) == [f"lunch.toml: {line}" for line in told.splitlines()]


def test_a_page_without_a_question_and_a_file_without_a_page(tmp_path: Path) -> None:
    head = PICKER[: PICKER.index("[[page]]")]
    assert faults(tmp_path, head) == ["lunch.toml: at least one [[page]] is needed: add it."]
    assert faults(tmp_path, head + '[[page]]\ntitle = "Empty"') == [
        "lunch.toml: page 'Empty', at least one [[page.question]] is needed: add it."
    ]
    assert faults(tmp_path, head + '[page]\ntitle = "One"') == [
        "lunch.toml: page is a list of tables: write [[page]] in double brackets."
    ]


def test_a_picker_with_nothing_to_rank_by(tmp_path: Path) -> None:
    text = changed(PICKER, ("\nweight = 3", ""), ("\nweight = 1\nreversed = true", ""))
    assert faults(tmp_path, text) == [
        "lunch.toml: nothing to rank by: give at least one question of kind 'scale' or 'ticks' a weight."
    ]


BOTH = ('candidates = "dishes"', 'candidates = "dishes"\nboth = true')


def test_what_everybody_marks_stands_alone_and_at_the_end(tmp_path: Path) -> None:
    assert faults(tmp_path, changed(PICKER, BOTH, ('open = "cook"', 'open = "cook and price < 3"'))) == [
        "lunch.toml: gate 'cooked', open: everybody marks 'price'. Use what is asked once.",
        "lunch.toml: page 'How good is it?': everybody marks it, so move cook, meat to a page of its own.",
        "lunch.toml: what everybody marks comes last: move those pages to the end.",
    ]


MARKED_LATER = """
[[page]]
title = "Later"
followup = "later"

[[page.question]]
name = "liked"
kind = "text"
ask = "Did you like it?"

[[followup]]
name = "later"
after = [30]
text = "How was it?"

[[gate]]"""


def test_what_both_score_is_not_asked_about_weeks_later(tmp_path: Path) -> None:
    wrong = faults(tmp_path, changed(PICKER, BOTH, ("\n[[gate]]", MARKED_LATER)))
    assert (
        "lunch.toml: followup 'later': a list that both sides score stays open, so nothing is asked weeks later. "
        in (" ".join(wrong))
    )


def test_a_criterion_that_is_not_asked_for_each_candidate(tmp_path: Path) -> None:
    text = changed(PICKER, (DISHES, DISHES + '\n[[page.question]]\nname = "x"\nkind = "scale"\nask = "X"\nweight = 1'))
    assert faults(tmp_path, text) == [
        "lunch.toml: question 'x': it counts, so ask it for each candidate: each = \"dishes\" on its page."
    ]


def test_a_checklist_with_nothing_to_score(tmp_path: Path) -> None:
    assert faults(tmp_path, CHECKLIST.replace('dimension = "', 'hint = "')) == [
        f"lunch.toml: page '{page}', question '{question}', {NO_OPTIONS}"
        for page, question in [("How hard is it?", "oven"), ("How hard is it?", "knife"), ("What is old?", "fridge")]
    ]
    assert faults(
        tmp_path, CHECKLIST.replace('dimension = "', 'weight = 0\ndimension = "').replace("weight = 2\n", "")
    ) == ["lunch.toml: nothing to score: give at least one choice question a dimension."]


def test_what_is_not_utf8(tmp_path: Path) -> None:
    (tmp_path / "lunch.toml").write_bytes("title = 'Käse'".encode("latin-1"))
    with pytest.raises(UserError) as caught:
        loader.read_playbook(tmp_path / "lunch.toml")
    assert caught.value.text == "lunch.toml: this is not UTF-8. Save it again with the encoding UTF-8."


@pytest.mark.parametrize(
    ("name", "better"),
    [("Über Lunch-2.toml", "uber_lunch_2"), ("2 lunch.toml", "lunch"), ("Lunch.toml", "lunch"), ("昼.toml", "a_word")],
)
def test_a_name_that_cannot_be_a_word(tmp_path: Path, name: str, better: str) -> None:
    assert faults(tmp_path, PICKER, name) == [
        f"{name}: the file's name is the word after /align. Rename it to {better}.toml: small letters, digits and _."
    ]


def test_all_faults_at_once_in_the_tables_of_all_files(tmp_path: Path) -> None:
    write(tmp_path, changed(PICKER, ("Pick a lunch", ""), (COOK, COOK + "\nknd = 1"), (MEAT, "")), "a.toml")
    write(tmp_path, changed(CHECKLIST, (EASY, EASY.replace("easy", "hard")), ("red = 2", "")), "b.toml")
    write(tmp_path, PICKER, "c.toml")
    write(tmp_path, "=", "d.toml")
    with pytest.raises(UserError) as caught:
        loader.load_library(tmp_path, tmp_path / "more")
    assert caught.value.text.splitlines() == [
        "a.toml: title is empty: write something.",
        "a.toml: page 'How good is it?', question 'cook', unknown key 'knd'. Did you mean 'kind'?",
        f"a.toml: page 'How good is it?', question 'meat', {NO_OPTIONS}",
        "b.toml: red is missing: add red = ….",
        "b.toml: option: two options have the same value: give each its own.",
        "d.toml: line 1 `=`: a line must be: key = value.",
        f"{tmp_path / 'more'}: no such folder. Make it, or correct ALIGN_PLAYBOOKS.",
    ]


def test_all_faults_at_once_in_how_the_tables_hang_together(tmp_path: Path) -> None:
    text = changed(
        PICKER,
        ('title = "Pick', 'word = "x"\ntitle = "Pick'),
        ('name = "cook"', 'name = "meat"'),
        ("meat == 'yes'", "x and y"),
        ('when = "tie"', 'when = "ti"'),
        ('open = "cook"', 'open = "meat == 1"'),
        ('candidates = "dishes"', 'candidates = "taste"'),
    )
    assert faults(tmp_path, text) == [
        "lunch.toml: 'word' is filled in for you: remove it.",
        "lunch.toml: page 'How good is it?': the name 'meat' is taken: choose another.",
        "lunch.toml: page 'About the meat', when: no earlier page asks 'x'. You can use: dishes, meat, taste, price.",
        "lunch.toml: page 'About the meat', when: no earlier page asks 'y'. You can use: dishes, meat, taste, price.",
        "lunch.toml: candidates = 'taste' names no question of kind 'items'.",
        "lunch.toml: gate 'cooked', open: 'meat' is never 1. It can be: 'no', 'yes'.",
        "lunch.toml: advice 'Toss a coin.', when: no page asks 'ti'. Did you mean 'tie'?",
    ]


LINES = st.sampled_from(
    ['x = 1', 'page = 1', 'page = ["x"]', '[page]', '[[page]]', '[[page.question]]', '[page.question]', 'options = []',
     'question = [1]', '[[option]]', 'option = 1', '[[gate]]', 'gate = [[1]]', 'each = "dishes"', 'when = "a b"', "when = 'x.y'",
     'when = "{% x %}"', 'when = "}}"', 'title = ""', 'name = "x"', 'kind = "items"', 'shape = 1', 'least = 1e9', '"', 'dimension = 1',
     '[[band]]', 'upto = 2026-11-21', 'points = -1', 'unknown = 1', "when = 'score | x'", "when = 'taste / 0'", "when = 'dishes[9]'"]
)  # fmt: skip
EDITS = st.lists(st.tuples(st.integers(0, 79), st.sampled_from(["drop", "put", "swap"]), LINES), min_size=1, max_size=4)


@given(text=st.sampled_from([PICKER, CHECKLIST]), edits=EDITS)
def test_whatever_is_done_to_a_file_it_loads_or_says_what_is_wrong(
    tmp_path_factory: pytest.TempPathFactory, text: str, edits: list[tuple[int, str, str]]
) -> None:
    lines = text.splitlines()
    for place, edit, line in edits:
        lines[place : place + (edit != "put")] = [] if edit == "drop" else [line]
    path = write(tmp_path_factory.getbasetemp(), "\n".join(lines), "edited.toml")
    try:
        assert loader.read_playbook(path).word == "edited"
    except UserError as error:
        told = error.text.splitlines()
        assert all(line.startswith("edited.toml: ") and line.endswith((".", "?")) for line in told)
        assert len(told) == len(set(told))
        assert "nput should" not in error.text
