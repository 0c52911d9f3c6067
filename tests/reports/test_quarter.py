"""The quarterly page: its numbers are the summary's and what the rows say; it needs nothing from elsewhere."""

import re
import shutil
import subprocess
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bot.coaching.library import loader
from bot.coaching.summary.decisions import DecisionKind, choose_decisions
from bot.coaching.summary.figures import Reader
from bot.coaching.summary.quarter import Quarter, read_quarter
from bot.coaching.waves.publication import publish
from bot.coaching.waves.sheets import Sheet
from bot.errors import UserError
from bot.messages.pages.pages import find_faults, name_people
from bot.messages.pages.quarter_page import compose_quarter
from bot.model.teams import Side
from bot.records import teams
from bot.records.database import Database, stamp
from bot.reports.quarter import report_quarter
from bot.reports.team_figures import summarize_teams
from tests.e2e.conftest import BROWSERS, QUIET
from tests.reports.histories import NOW, insert, write_contract, write_dues, write_history, write_work
from tests.reports.naive import Naive

LIBRARY = loader.load_library(loader.OURS)
Q4, Q3 = Quarter(2026, 4), Quarter(2026, 3)
HOSTILE = "<script>alert('1')</script> & \"R&D\" <@U2>"
FACTORS = tuple(LIBRARY["benchmark"].items)  # type: ignore[attr-defined]


class Page(HTMLParser):
    """What a page shows: the words of what has an id, of each class, and everything."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: dict[str, list[str]] = {}
        self.tags: list[str] = []
        self.said: list[str] = []
        self._open: list[list[str]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in ("meta", "br"):
            given = dict(attrs)
            marks = [f"#{given['id']}"] if "id" in given else []
            self._open.append([*marks, *(given.get("class") or "").split()])
            for name in self._open[-1]:
                self.found.setdefault(name, []).append("")

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        self.said.append(data)
        for name in {name for names in self._open for name in names}:
            self.found[name][-1] += data

    def number(self, name: str) -> int:
        (found,) = self.found[f"#{name}"]
        return int(found)

    @property
    def words(self) -> str:
        return " ".join(" ".join(self.said).split())


def write_wave(db: Database, team: str, number: int, closed: date, answers: int, low: int) -> None:
    """A closed wave of all factors, with so many answers a side; IT answers `low`, marketing 4."""
    sides = (Side.MARKETING, Side.IT)
    levels = {Side.MARKETING: 4, Side.IT: low}
    sheets = [Sheet(side, dict.fromkeys(FACTORS, levels[side]), {}, {}) for side in sides for _ in range(answers)]
    shown = publish(FACTORS, sheets, sides, 5)
    listed = ", ".join(f'"{name}"' for name in FACTORS)
    asked = {"playbook": "benchmark", "mode": "wave", "asks": "levels", "factors": f"[{listed}]"}
    days = {"launched_on": str(closed - timedelta(days=7)), "last_on": str(closed), "closed_on": str(closed)}
    state = {"state": "closed", "publication": shown.to_json(), "sides": '["marketing", "it"]', "threshold": 5}
    insert(
        db,
        "waves",
        {
            "id": f"{team}w{number}",
            "team_id": team,
            "launched_by": "U1",
            "launch_press": f"{team}p{number}",
            "closes_at": stamp(NOW),
            **asked,
            **days,
            **state,
        },
    )


@pytest.fixture
def engine() -> str:
    """No statement of its own: those it uses are tried on both engines where they are at home."""
    return "sqlite"


def make_page(db: Database, ids: list[str], quarter: Quarter = Q4) -> str:
    return compose_quarter(report_quarter(db, LIBRARY, [teams.get(db, each) for each in ids], quarter, NOW))


@pytest.mark.parametrize("seed", range(4))
def test_every_number_is_the_summarys_and_what_the_rows_say(db: Database, seed: int) -> None:
    ids = write_history(db, seed)
    write_dues(db, seed, ids)
    for quarter in (Q4, Q3):
        period = quarter.list_days(NOW.date())
        listed = [teams.get(db, each) for each in ids]
        told = summarize_teams(db, LIBRARY, listed, period, NOW, Reader("U1", frozenset(ids)))
        for figures, team in zip(told, ids, strict=True):
            page, naive = Page(make_page(db, [team], quarter)), Naive(db, team, period.start, period.end, NOW)
            promised, counted = figures.commitments, naive.commitments()
            shown = {name: page.number(name) for name in ("kept", "open", "late", "stuck", "dropped", "kept_before")}
            sizes = {name: len(n) if isinstance(n, set | dict) else n for name, n in counted.items()}
            assert shown == sizes
            assert (shown["kept"], shown["open"], shown["late"]) == (
                len(promised.kept),
                promised.open,
                len(promised.late),
            )
            points, _ = naive.pulse()
            said = ", ".join(f"{mean:.1f} ({day.day} {day:%b})" for day, mean, _ in points)
            assert (f"From 1 to 5: {said}." in page.words) if points else ("Too few answers to show" in page.words)
            came, could, _ = naive.answers()
            assert page.found.get("answered", []) == ([f"{round(100 * came / could)} %"] if could else [])
            asked = naive.asked()
            assert bool(page.found.get("asked")) == bool(asked)
            assert page.found.get("times", []) == [str(times) for times, _ in naive.efforts()]
            for _, count in naive.efforts():
                assert f"times the estimate, in the median of {count} piece" in page.words
            late = page.words.count("as known on 23 Nov 2026, not at the end of the quarter.")
            assert (late > 1) == (quarter is Q3), "what is of today is said so where it stands"
        sums = Page(make_page(db, ids, quarter))
        assert sums.number("kept") == sum(len(each.commitments.kept) for each in told)
        assert sums.number("stuck") == sum(len(each.commitments.stuck) for each in told)


def test_only_what_a_closed_wave_shows_is_on_the_page_of_its_quarter(db: Database) -> None:
    (team, *_) = write_history(db, 1)
    assert "have not been asked apart by the end of this quarter" in Page(make_page(db, [team])).words
    write_wave(db, team, 1, date(2026, 8, 3), 5, 3)
    write_wave(db, team, 2, date(2026, 11, 3), 5, 2)
    page, before = Page(make_page(db, [team])), Page(make_page(db, [team], Q3))
    assert (page.found["level"], before.found["level"]) == (["3.0"], ["3.5"])
    assert "closed on 3 Nov 2026" in page.words and "before, 3.5" in page.words and ": 2.0 levels." in page.words
    assert "Nov 2026" not in before.words.partition("Working together")[0].partition("closed on")[2]
    assert page.found["factors"][0].count("4.02.02.0") == 6
    assert f"and {len(FACTORS) - 6} more" in page.words
    write_wave(db, team, 3, date(2026, 11, 20), 4, 1)
    page = Page(make_page(db, [team]))
    assert "Too few of a side had answered, so nothing is shown." in page.words
    assert "level" not in page.found and "factors" not in page.found and "1.0" not in page.words.partition("tapped")[0]


def test_names_of_people_are_words_and_nothing_else(db: Database) -> None:
    ids = write_history(db, 3)
    db.execute("UPDATE teams SET name = :name", {"name": HOSTILE})
    db.execute("UPDATE commitments SET action = :name WHERE owner <> ''", {"name": HOSTILE})
    db.execute("UPDATE runs SET subject = :name", {"name": HOSTILE})
    db.execute("UPDATE answers SET value = :name WHERE question = 'baseline'", {"name": '"</style><b>14"'})
    write_wave(db, ids[0], 1, date(2026, 11, 3), 5, 2)
    for text in (make_page(db, ids[:1]), make_page(db, ids)):
        page = Page(text)
        assert "script" not in page.tags and "<script>alert('1')" in page.words
        assert "</style><b>14" in page.words
        addresses = set(re.findall(r"[\w.+-]*:?//[^\s\"'<>)]+", text))
        assert addresses <= {"http://www.w3.org/2000/svg"}
        assert not re.search(r"@import|url\(|\bsrc=|href=|<link|xlink:|<!--", text)
    assert make_page(db, ids) == make_page(db, ids)
    named = name_people(make_page(db, ids[:1]), {"U1": "Maya <b>"})
    assert "Maya &lt;b&gt; takes it." in named and "&lt;@U2&gt;" in named


def write_nothing(db: Database) -> str:
    """A team of which there is nothing to tell."""
    (team, *_) = write_history(db, 2)
    for table in ("followup_answers", "followups", "required_approvals", "answers", "pulse_tallies", "checkins"):
        db.execute(f"DELETE FROM {table}")
    db.execute("DELETE FROM commitments")
    db.execute("DELETE FROM runs")
    return team


@pytest.mark.parametrize("took, decided", [((15, 15), True), ((11, 11), True), ((9, 9), False)])
def test_work_past_its_estimate_and_a_contract_that_ends_are_to_be_decided(
    db: Database, took: tuple[int, int], decided: bool
) -> None:
    team = write_nothing(db)
    write_work(db, team, "acme", 10, took, live=90)
    write_contract(db, team, "acme", "Acme Mail", NOW.date() + timedelta(days=20))
    write_contract(db, team, "acme", "Old Shop", NOW.date() - timedelta(days=1))
    insert(db, "members", {"team_id": team, "user_id": "U1", "side": "it", "role": "member", "joined_on": stamp(NOW)})
    report = report_quarter(db, LIBRARY, [teams.get(db, team)], Q4, NOW)
    chosen, words = choose_decisions(report), Page(make_page(db, [team])).words
    times = (took[0] + 2) / 10  # told after 180 days
    (contract, *rest) = chosen
    assert (contract.kind, contract.subject, contract.sides) == (DecisionKind.CONTRACT, "Acme Mail", (Side.IT,))
    assert "Keep “Acme Mail”, or give notice. The last day for notice is 13 Dec 2026" in words
    assert (DecisionKind.EFFORT in {each.kind for each in rest}) == decided
    said = f"Plan {times} times what is estimated. That is what 1 piece of work took in the median"
    assert (said in words) == decided
    assert "Old Shop" not in words


def test_a_page_of_nothing_says_kindly_what_is_missing(db: Database) -> None:
    team = write_nothing(db)
    page = Page(make_page(db, [team]))
    assert "There is nothing to tell of this quarter yet:" in page.words and "That says nothing about" in page.words
    report = report_quarter(db, LIBRARY, [teams.get(db, team)], Q4, NOW)
    found = [DecisionKind.FIND_WAVE, DecisionKind.FIND_ASKED, DecisionKind.FIND_PILOT]
    assert [each.kind for each in choose_decisions(report)] == found
    assert "None" not in page.words and page.words.count("Find ") == 3


@pytest.mark.parametrize("seed", range(6))
def test_decisions_are_three_at_most_each_of_another_kind_and_known_before_unknown(db: Database, seed: int) -> None:
    ids = write_history(db, seed)
    listed = [teams.get(db, each) for each in ids]
    for chosen in (listed, listed[:1]):
        report = report_quarter(db, LIBRARY, chosen, Q4, NOW)
        kinds = [each.kind for each in choose_decisions(report)]
        assert 0 < len(kinds) <= 3 and kinds == sorted(set(kinds), key=list(DecisionKind).index)
        stuck = any(each.figures.commitments.stuck for each in report.teams)
        due = any(pilot.state == "due" for each in report.teams for pilot in each.figures.pilots)
        assert (DecisionKind.PILOT in kinds) == due or len(kinds) == 3
        if stuck and not due:
            assert kinds[-1] in kinds[:3] and not {"find_wave", "find_asked"} & set(kinds[:1])


@pytest.mark.parametrize(
    "text, quarter",
    [
        ("", Q4),
        ("this quarter", Q4),
        ("2026-Q4", Q4),
        ("q4 2026", Q4),
        ("last", Q3),
        ("last quarter", Q3),
        ("Q3", Q3),
        ("2025 q4", Quarter(2025, 4)),
        ("q3/2025", Quarter(2025, 3)),
    ],
)
def test_quarters_as_people_name_them(text: str, quarter: Quarter) -> None:
    assert read_quarter(text, NOW.date()) == quarter == Quarter.from_key(quarter.key)


def test_without_a_year_it_is_the_last_one_that_has_begun() -> None:
    assert read_quarter("q4", date(2027, 2, 1)) == Q4
    assert (Q4.start, Q4.end, Quarter.of(Q4.end)) == (date(2026, 10, 1), date(2026, 12, 31), Q4)
    for text, reason in (("Q5", "I don't know which"), ("2027-Q1", "still to come"), ("2019-Q1", "two years at most")):
        with pytest.raises(UserError, match=reason) as refused:
            read_quarter(text, NOW.date())
        assert "/align report last" in refused.value.text


def test_its_template_is_valid() -> None:
    assert find_faults() == []


def test_it_prints_on_two_sheets(db: Database, tmp_path: Path) -> None:
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        pytest.skip("no browser here")
    ids = write_history(db, 3)
    for number in range(30):
        row = {"id": f"x{number}", "team_id": ids[0], "owner": "U1", "state": "stuck", "cue": "it starts"}
        words = {"action": f"{HOSTILE} and much more of it {number}", "obstacle": "", "reason": "", "made_by": "U1"}
        when = {"due_on": "2026-10-01", "made_at": stamp(NOW), "state_at": stamp(NOW), "stuck_at": stamp(NOW)}
        insert(db, "commitments", {**row, **words, **when})
    write_wave(db, ids[0], 1, date(2026, 11, 3), 5, 2)
    pages = {
        "much": make_page(db, ids[:1]),
        "all": make_page(db, ids),
        "early": make_page(db, ids[:1], Quarter(2025, 1)),
    }
    for name, text in pages.items():
        (tmp_path / f"{name}.html").write_text(text, encoding="utf-8")
        assert count_sheets(browser, tmp_path / f"{name}.html") == 2, name


def count_sheets(browser: str, page: Path) -> int:
    printed = page.with_suffix(".pdf")
    asked = [browser, *QUIET, "--no-pdf-header-footer", f"--print-to-pdf={printed}", page.as_uri()]
    subprocess.run(asked, capture_output=True, timeout=120, check=True)
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", printed.read_bytes()))
