"""Items as they are typed: one a line, under keys that stay."""

from bot.coaching.interview.items import join_items, key_lines, list_lines
from bot.coaching.playbook.choices import Ready
from bot.coaching.playbook.questions import Question

READY = (Ready(value="cart", text="Abandoned-cart e-mail"), Ready(value="stock", text="Stock in the newsletter"))
IDEAS = Question(name="ideas", ask="Ideas", kind="items", ready=READY)


def test_lines_are_read_without_the_marks_of_a_list() -> None:
    assert list_lines("  - Pie\n\n* Soup \n3. Stew\n 2nd helping\n•  Tea\n") == [
        "Pie",
        "Soup",
        "Stew",
        "2nd helping",
        "Tea",
    ]


def test_the_same_words_have_the_same_key_whoever_types_them() -> None:
    assert key_lines(["Pie", "Soup"], {}).keys() == key_lines(["soup", "PIE"], {}).keys()


def test_what_is_corrected_keeps_its_key_and_what_is_new_gets_another() -> None:
    before = {"1": "Lead ruoting", "2": "Win-back"}
    now = key_lines(["Consent", "Lead routing", "Win-back"], before)
    assert [*now.values()] == ["Consent", "Lead routing", "Win-back"]
    assert [*now][1:] == ["1", "2"] and next(iter(now)) not in before


def test_a_line_in_place_of_another_does_not_inherit_its_answers() -> None:
    before = key_lines(["Lead routing", "Win-back"], {})
    after = key_lines(["Lead routing", "Chat bot"], before)
    assert len(before.keys() & after.keys()) == 1
    assert key_lines(["Lead routing", "Win-back"], after) == before


def test_the_likest_line_keeps_the_key() -> None:
    assert key_lines(["Lead routing B", "Lead routing"], {"1": "Lead routing"})["1"] == "Lead routing"


def test_doubles_are_kept_apart_until_they_are_mended() -> None:
    assert [*key_lines(["Pie", "pie"], {}).values()] == ["Pie", "pie"]


def test_ready_made_ones_stand_first_and_go_when_they_are_not_ticked() -> None:
    first = join_items(IDEAS, ["stock", "gone"], ["Win-back"], {})
    assert [*first.values()] == ["Stock in the newsletter", "Win-back"]
    assert join_items(IDEAS, [], ["Win-back"], first) == {key: name for key, name in first.items() if key != "stock"}
