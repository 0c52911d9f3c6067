"""Results of a checklist side by side: what was asked about each, and what nobody knows is no difference."""

from collections.abc import Mapping, Sequence

from bot.coaching.library import loader
from bot.coaching.shapes.checklist.comparison import Comparison, Row
from bot.coaching.shapes.checklist.shape import Checklist
from bot.messages.results.comparisons import write_step
from bot.model.runs import VariantName

VENDOR = loader.load_library(loader.OURS)["vendor"]
assert isinstance(VENDOR, Checklist)
ASKED = [question.name for page in VENDOR.page if page.level for question in page.question if question.name != "ai_use"]


def compare(*given: Mapping[str, str], last: VariantName = VariantName.USUAL) -> Comparison:
    """Acme, Beacon … with these answers, and "tried" where none is given; the last one by another variant."""
    named = [
        {("product", ""): name, **{(each, ""): answers.get(each, "tried") for each in ASKED}}
        for name, answers in zip(("Acme", "Beacon", "Cedar"), given, strict=False)
    ]
    variants = [*([VariantName.USUAL] * (len(named) - 1)), last]
    assert isinstance(VENDOR, Checklist)
    found = (VENDOR.evaluate(answers, variant) for answers, variant in zip(named, variants, strict=True))
    return Comparison(VENDOR, tuple(found))


def names(rows: Sequence[Row]) -> list[str]:
    return [row.question.name for row in rows]


def test_what_is_known_of_one_is_a_difference_and_what_of_none_is_not() -> None:
    made = compare(
        {"signin": "hard", "price": "work", "export": "demo", "limits": "unknown"},
        {"signin": "written", "price": "tried", "export": "unknown", "limits": "tried"},
    )
    assert names(made.differences) == ["signin", "limits", "price"]  # the widest first
    assert names(made.unknown) == ["export"]
    assert sorted(names(made.rows)) == sorted(ASKED)
    assert write_step(made) == "ask Acme and Beacon in writing about leaving"


def test_what_to_do_where_everything_is_known() -> None:
    differing = compare({"signin": "hard"}, {}, {"price": "work"})
    assert write_step(differing) == (
        "book half an hour with both sides on Acme, Beacon and Cedar, and what weighs most: "
        "single sign-on and price at twice the volume"
    )
    assert write_step(compare({}, {})) == "find out what tells Acme and Beacon apart, since what we have asked does not"


def test_nobody_can_say_while_more_than_half_is_not_known_of_any() -> None:
    for count, is_open in ((len(ASKED) // 2, False), (len(ASKED) // 2 + 1, True)):
        assert bool(compare({}, dict.fromkeys(ASKED[:count], "unknown")).open) is is_open


def test_what_was_asked_about_one_alone_is_left_out() -> None:
    made = compare({}, {}, last=VariantName.FULL)
    assert set(names(made.rows)) <= set(ASKED) and not made.differences
    assert made.apart == len(made.results[1].assessment.findings) - len(ASKED) > 0
