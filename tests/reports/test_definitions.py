"""docs/summary.md: its definitions are those that people read, every number stands in it, its thresholds are ours."""

import re
from pathlib import Path

import pytest

from bot.coaching import statistics
from bot.coaching.next_play.matters import MANY, WAITS
from bot.coaching.pulse import LEAST
from bot.coaching.summary import attention, decisions, period
from bot.messages.front.summary_table import HEADS
from bot.reports import digests, team_figures

ROOT = Path(__file__).parents[2]
DOC = (ROOT / "docs" / "summary.md").read_text(encoding="utf-8")
SUMMARIES = ("summary", "summary_details", "summary_all_details", "digest")
PAGE = (ROOT / "templates" / "pages" / "quarter.html").read_text(encoding="utf-8")


def read_words(name: str) -> str:
    return (ROOT / "templates" / f"{name}.md").read_text(encoding="utf-8")


def plain(text: str) -> str:
    """Words alone: a figure, and what stands there only sometimes, is `…`; no marks, no tags."""
    told = re.sub(r"\{\{.*?\}\}", "…", text)
    told = re.sub(r"\{%.*?%\}|</?[a-z][^<>]*>|[*#]|^> ?", " ", told, flags=re.MULTILINE)
    return re.sub(r"\s+([.,;:)])", r"\1", " ".join(told.split()))


def list_labels() -> list[str]:
    """What summaries call each of their numbers: in bold before a colon, as a heading, a column, a tile of the page."""
    bold = [each for name in ("summary", "digest") for each in re.findall(r"\*([A-Z][^*{}]+):\*", read_words(name))]
    headings = re.findall(r"^# ([A-Z][A-Za-z ]+)", read_words("summary_details"), re.MULTILINE)
    tiles = re.findall(r"</b> ([a-z, ]+)</li>", PAGE)
    titles = [
        " ".join(re.sub(r"\{%.*?%\}", "|", each).split("|")[-1].split()) for each in re.findall(r"<h2>(.*?)</h2>", PAGE)
    ]
    return [*bold, *headings, *HEADS, *tiles, *titles]


def test_what_it_quotes_is_what_people_read() -> None:
    said = [plain(text) for text in (*map(read_words, SUMMARIES), PAGE)]
    quotes = [plain(line) for line in DOC.splitlines() if line.startswith("> ")]
    assert len(quotes) > 12
    assert [each for each in quotes if not any(each in text for text in said)] == []


def test_every_number_has_its_words() -> None:
    labels = list_labels()
    assert len(set(labels)) > 18
    assert [each for each in labels if f"**{each.strip()}**" not in DOC and f"*{each.strip()}*" not in DOC] == []


@pytest.mark.parametrize(
    "said",
    [
        f"from {LEAST} taps on",
        f"the last {period.USUAL} days",
        f"back {['', 'one', 'two'][period.LONGEST.days // 366]} years at most",
        f"the last {statistics.LAST} projects ({statistics.LEAST} where there are fewer,",
        f"from {statistics.LEAST} projects on",
        f"within {team_figures.NOTICE_AHEAD.days} days",
        f"with {attention.NOTICE}\ndays or fewer to give notice",
        f"has waited {WAITS} days or more",
        f"{MANY} or more are live",
        f"{attention.FEW} teams at least",
        f"each of the last {['', 'one', 'two', 'three'][digests.PERIODS]} months",
        f"at most {decisions.NUMBER} decisions",
        f"from {decisions.LONG} times its estimate on",
    ],
)
def test_its_thresholds_are_those_of_the_code(said: str) -> None:
    assert said in DOC
