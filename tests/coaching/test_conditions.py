"""Conditions: Jinja2 expressions over answers, and nothing else."""

from typing import Any

import pytest

from bot.coaching.playbook.conditions import fails, holds, list_compared, list_names


@pytest.mark.parametrize(
    ("condition", "values", "expected"),
    [
        (None, {}, True),
        ("touch == 'data'", {"touch": "data"}, True),
        ("touch == 'data'", {"touch": None}, False),
        ("touch != 'data'", {"touch": None}, True),
        ("pii in ['no', 'checked']", {"pii": "checked"}, True),
        ("pii in ['no', 'checked']", {"pii": None}, False),
        ("effort >= 4", {"effort": 4}, True),
        ("effort >= 4", {"effort": None}, False),
        ("not promise", {"promise": ""}, True),
        ("not promise", {"promise": None}, True),
        ("owner and partner and owner != partner", {"owner": "U1", "partner": "U2"}, True),
        ("owner and partner and owner != partner", {"owner": "U1", "partner": "U1"}, False),
        ("owner and partner and owner != partner", {"owner": None, "partner": None}, False),
    ],
)
def test_a_condition_holds_or_not(condition: str | None, values: dict[str, Any], expected: bool) -> None:
    assert holds(condition, values) is expected


@pytest.mark.parametrize(
    "condition",
    ["text > 3", "text + 1", "1 / zero", "text.nothing", "text.__class__.__mro__", "text()", "text['x'].y", "absent"],
)
def test_what_cannot_be_worked_out_fails_and_does_not_hold(condition: str) -> None:
    values = {"text": "x", "zero": 0}
    assert fails(condition, values)
    assert not holds(condition, values)


def test_names_are_those_of_answers_and_nothing_is_built_in() -> None:
    assert list_names("owner and touch in ['data', other] and range(3)") == {"owner", "touch", "other", "range"}


@pytest.mark.parametrize(
    "condition", ["", "touch =", "touch = 'data'", "touch ==", "a b", "}}", "{% if x %}", "x | nothing"]
)
def test_what_is_no_condition_is_told_with_an_example(condition: str) -> None:
    with pytest.raises(ValueError) as caught:
        list_names(condition)
    assert str(caught.value) == (
        f"\"{condition}\" is not a condition. Write something like: touch == 'data' (two =, text in quotes)"
    )


def test_what_is_compared_with_constants() -> None:
    assert list(list_compared("touch == 'data' and 3 < effort and pii in ['no', 'yes'] or not owner")) == [
        ("touch", "data"),
        ("effort", 3),
        ("pii", "no"),
        ("pii", "yes"),
    ]
