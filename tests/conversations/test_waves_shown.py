"""What waves have shown, wherever it is read: as a chart, beside the last time, in summary, results and Home."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.conversations.wave_talk import Company, answers, hires, launches, splits
from tests.effort import check_length
from tests.fixtures_align import both_engines
from tests.standin import Clock, Colleague, Hire, Message, Slack
from tests.standin.blockkit.limits import objects_in

if TYPE_CHECKING:
    from bot.app import Align

CHART = "data_visualization"
MORE, LESS = {"customer_data": 4, "first_asked": 2}, {"customer_data": 2, "first_asked": 2}


@pytest.fixture
def company(align: Align, slack: Slack, person: Hire, maya: Colleague, clock: Clock) -> Company:
    made = hires(slack, person, maya)
    clock.pass_(align, minutes=1)
    return made


def splits_points(align: Align, clock: Clock, company: Company, ours: tuple[int, ...], theirs: tuple[int, ...]) -> None:
    """A wave of a hundred points, from its launch to its close."""
    launches(company.marketing[0], company.room, "spend")
    clock.pass_(align, minutes=10)
    for side, points in ((company.marketing, ours), (company.it, theirs)):
        for each in side:
            splits(each, company.room, *points)
            each.closes(everything=True)
    clock.pass_(align, days=17)


def rates(align: Align, clock: Clock, company: Company, it: int = 5, **less: Any) -> None:
    """A benchmark, from its launch to its close; so many of IT answer."""
    launches(company.marketing[0], company.room)
    clock.pass_(align, minutes=10)
    for each in company.marketing:
        answers(each, company.room, MORE)
    for each in company.it[:it]:
        answers(each, company.room, {**LESS, **less})
    clock.pass_(align, days=17)


def result(company: Company) -> Message:
    """The newest post of what a wave came to."""
    return next(each for each in reversed(company.room.messages) if each.words.startswith("Talk first about"))


def charts(message: Message) -> list[dict[str, Any]]:
    return [each for each in message.blocks if each["type"] == CHART]


def read_chart(message: Message) -> dict[str, dict[str, float]]:
    """Series → label → value, of the one chart."""
    (block,) = charts(message)
    return {
        each["name"]: {point["label"]: point["value"] for point in each["data"]} for each in block["chart"]["series"]
    }


@both_engines
def test_how_the_split_of_last_time_has_moved(align: Align, company: Company, maya: Colleague, clock: Clock) -> None:
    splits_points(align, clock, company, (40, 25, 15, 20), (60, 20, 10, 10))
    first = company.room.last
    assert "in November" not in first.words
    assert read_chart(first) == {
        "Marketing": {"Run": 40, "Use": 25, "Grow": 15, "Change": 20},
        "IT": {"Run": 60, "Use": 20, "Grow": 10, "Change": 10},
    }
    assert "Marketing, IT: Run 40, 60; Change 20, 10; Use 25, 20; Grow 15, 10." in first.text
    clock.pass_(align, days=30)
    splits_points(align, clock, company, (30, 25, 15, 30), (58, 25, 17, 0))
    said = company.room.last.words
    assert "*Change:* 30 points apart, in December 10\nMarketing ▰▰▰▱▱▱▱▱▱▱ 30, in December 20\n" in said
    assert "IT ▱▱▱▱▱▱▱▱▱▱ 0, in December 10" in said
    assert "*Run:* 28 points apart, in December 20\n" in said and "IT ▰▰▰▰▰▰▱▱▱▱ 58, about as in December" in said
    assert "*Use:* Marketing 25, as in December; IT 25, in December 20. There you can start on Monday." in said
    check_length("the result of a split, the second time", company.room.last)
    summary = maya.types("/align summary", company.room)
    assert "*A hundred points:* furthest apart on change, 30 points (marketing 30, IT 0), on " in summary
    assert "; in December 10 points." in summary
    iris = company.it[0]
    assert "*A hundred points:* talk first about change" in iris.opens_home().words
    iris.clicks("All of it", iris.home)
    assert "*Use:* the same, in December 5\nMarketing ▰▰▰▱▱▱▱▱▱▱ 25, as in December" in iris.modal.words
    assert "Gartner 2006" in iris.modal.words
    iris.closes(everything=True)
    found = iris.types("/align results grow", company.room)
    assert "“Grow: marketing 15, IT 17”" in found and "A hundred points: talk first about change" in found


@both_engines
def test_a_benchmark_is_read_again_everywhere(align: Align, company: Company, maya: Colleague, clock: Clock) -> None:
    launches(maya, company.room)
    opened = maya.types("/align summary", company.room)
    assert "*Marketing and IT:* Open until Tue 8 Dec, still locked: 5 more from marketing and 5 more from IT." in opened
    clock.pass_(align, days=17)
    assert "*Marketing and IT:* closed without a result on" in maya.types("/align summary", company.room)
    rates(align, clock, company)
    said = result(company)
    assert read_chart(said)["IT"]["Customer data"] == 2.0 and read_chart(said)["Marketing"]["Customer data"] == 4.0
    assert len(read_chart(said)["IT"]) == 6
    for name, points in read_chart(said).items():
        for label, value in points.items():
            assert name in said.text and f"{label} " in said.text and str(value) in said.text
    summary = company.it[0].types("/align summary", company.room)
    assert "*Marketing and IT:* side by side, 2.9 of 5 on " in summary
    assert "Widest gap: customer data, 2.0 levels." in summary
    home = company.it[0].opens_home().words
    assert "*Marketing and IT:* talk first about customer data" in home and "Level 2.9 of 5, *side by side*" in home
    found = maya.types("/align results vendor promises", company.room)
    assert "“Scrutiny of vendor promises: marketing 3.0, IT 3.0”" in found
    maya.clicks("All twelve", company.room)
    assert "*Overall level 2.9 of 5, side by side.*\n*Widest gap first.*" in maya.modal.words
    maya.closes(everything=True)
    clock.pass_(align, days=28)
    rates(align, clock, company, first_asked=None)
    summary = maya.types("/align summary", company.room)
    assert "; in December 3.0, within noise. Widest gap: customer data, 2.0 levels." in summary
    assert "IT first asked" not in read_chart(result(company))["IT"], "what is locked is in no chart"
    found = maya.types("/align results customer data", company.room)
    assert "“Customer data: marketing 4.0, IT 2.0”" in found


def test_who_may_not_see_it_finds_nothing(
    align: Align, company: Company, maya: Colleague, sam: Colleague, clock: Clock
) -> None:
    rates(align, clock, company)
    assert "customer data" not in sam.types("/align results customer data").replace("“customer data”", "")
    assert "side by side" not in sam.opens_home().words


def test_a_workspace_that_shows_no_charts_reads_the_same(
    align: Align, slack: Slack, company: Company, maya: Colleague, clock: Clock
) -> None:
    slack.workspace.unknown_blocks.add(CHART)
    rates(align, clock, company)
    said = company.room.last
    assert said.words.startswith("Talk first about customer data") and not charts(said)
    assert "Marketing, IT: Customer data 4.0, 2.0; IT first asked 2.0, 2.0;" in said.words
    slack.workspace.unknown_blocks.clear()
    clock.pass_(align, days=1)
    maya.clicks("I’ll set it up", message=said)
    maya.submits()
    assert "has taken it" in said.words and not charts(said), "it is not tried again at every change"
    clock.pass_(align, days=28)
    rates(align, clock, company)
    assert charts(result(company)), "a month later it is tried again"


@pytest.fixture
def environ(request: pytest.FixtureRequest, environ: dict[str, str]) -> dict[str, str]:
    return {**environ, "ALIGN_CHARTS": getattr(request, "param", "slack")}


@pytest.mark.parametrize("environ", ["picture"], indirect=True)
def test_a_workspace_that_shows_no_charts_gets_pictures(
    align: Align, slack: Slack, company: Company, maya: Colleague, clock: Clock
) -> None:
    slack.workspace.unknown_blocks.add(CHART)
    rates(align, clock, company)
    said = company.room.last
    assert said.words.startswith("Talk first about customer data") and not charts(said)
    (picture,) = [each for each in said.blocks if each["type"] == "image"]
    file = slack.workspace.files[picture["slack_file"]["id"]]
    assert picture["alt_text"] == file["alt_txt"]
    assert file["alt_txt"].startswith(
        "What each side says, from 1 to 5, widest gap first. Marketing, IT: Customer data 4.0, 2.0; IT first asked 2.0,"
    )
    assert file["alt_txt"].partition(". ")[2] in said.text, "the text says it as well"
    width, height = read_size(file["content"])
    assert file["length"] == len(file["content"]) < 200_000
    assert width == 1080 and 600 < height < 1600, "a phone shows it readable, and not higher than its screen"
    clock.pass_(align, days=1)
    maya.clicks("I’ll set it up", message=said)
    maya.submits()
    assert "has taken it" in said.words
    assert [each["slack_file"] for each in said.blocks if each["type"] == "image"] == [picture["slack_file"]]
    assert len(slack.workspace.files) == 1, "what has changed shows the picture that it had"
    slack.workspace.scopes.remove("files:write")
    clock.pass_(align, days=28)
    rates(align, clock, company, customer_data=1)
    again = result(company)
    assert "image" not in {each["type"] for each in again.blocks} and not charts(again)
    assert "Marketing, IT: Customer data 4.0, 1.0;" in again.words, "without the scope words say it"


def read_size(content: bytes) -> tuple[int, int]:
    """Width and height of a PNG, in dots."""
    assert content[:8] == b"\x89PNG\r\n\x1a\n" and content[12:16] == b"IHDR"
    return int.from_bytes(content[16:20]), int.from_bytes(content[20:24])


def test_too_few_answers_have_no_chart(align: Align, company: Company, maya: Colleague, clock: Clock) -> None:
    rates(align, clock, company, it=4)
    assert company.room.last.words.startswith("Closed without a result")
    shown = [part for each in company.room.messages for part in objects_in(each.raw) if part.get("type") == CHART]
    assert not shown
    assert "4.0" not in maya.types("/align results customer data", company.room)
    assert "closed without a result" in maya.types("/align summary", company.room)
