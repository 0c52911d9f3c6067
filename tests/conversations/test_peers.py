"""Teams like you: a file out of one installation, files of others into it, and what a team then sees."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from bot.__main__ import main
from tests.conversations.wave_talk import FACTORS, Company, answers, hires, launches
from tests.fixtures_align import both_engines
from tests.standin import Clock, Colleague, Hire, Slack

if TYPE_CHECKING:
    from bot.app import Align

Runs = Callable[..., str]
LIKE_YOU = "teams like you"


@pytest.fixture
def runs(align: Align, environ: dict[str, str], tmp_path: Path) -> Runs:
    """Run `align WORDS` beside the bot, on its database; a dict among the words is a file."""

    def run(*words: str | dict[str, Any], refused: bool = False) -> str:
        typed = [word if isinstance(word, str) else write(word) for word in words]
        result = CliRunner().invoke(main, typed, env=environ)
        assert result.exit_code == (2 if refused else 0), result.output
        assert "Traceback" not in result.output
        return result.stderr if refused else result.stdout

    def write(content: dict[str, Any]) -> str:
        path = tmp_path / "peers.json"
        path.write_text(json.dumps(content))
        return str(path)

    return run


@pytest.fixture
def company(align: Align, slack: Slack, person: Hire, maya: Colleague, clock: Clock) -> Company:
    """A team of which every factor is shown: 4 from marketing, 2 from IT."""
    made = hires(slack, person, maya, marketing=5)

    def disagrees() -> None:
        clock.pass_(align, minutes=1)
        holds_wave(align, made, maya, clock)

    maya.line.once("a wave of fours and twos", made.everybody, disagrees)
    return made


def holds_wave(align: Align, made: Company, maya: Colleague, clock: Clock, silent: int = 0) -> None:
    launches(maya, made.room)
    clock.pass_(align, minutes=10)
    for each in made.marketing:
        answers(each, made.room, 4)
    for each in made.it[silent:]:
        answers(each, made.room, 2)
    clock.pass_(align, days=18)


def file(organisation: str, teams: int, level: float, made_on: str = "2026-11-02") -> dict[str, Any]:
    return {
        "format": 1,
        "playbook": "benchmark",
        "organisation": organisation,
        "made_on": made_on,
        "teams": teams,
        "level": level,
        "factors": dict.fromkeys(FACTORS, level),
    }


def reads_all(who: Colleague, made: Company) -> str:
    who.clicks("All twelve", made.room)
    seen = who.modal.words
    who.closes(everything=True)
    return str(seen)


@both_engines
def test_a_file_has_averages_and_nothing_that_leads_back(
    align: Align, company: Company, maya: Colleague, clock: Clock, runs: Runs
) -> None:
    text = runs("export", "benchmark", "--as", "Acme")
    made = json.loads(text)
    assert made.pop("made_on") and made == {
        "format": 1,
        "playbook": "benchmark",
        "organisation": "Acme",
        "teams": 1,
        "level": 3.0,
        "factors": dict.fromkeys(FACTORS, 3.0),
    }
    (noted,) = align.db.query("SELECT actor, detail FROM audit WHERE event = 'benchmark exported'")
    assert noted == {"actor": "operator", "detail": '{"playbook": "benchmark"}'}
    clock.pass_(align, days=29)
    holds_wave(align, company, maya, clock, silent=1)
    assert "Closed without a result" in company.room.last.words
    assert runs("export", "benchmark", "--as", "Acme") == text, "what is hidden does not go into a file"


def test_teams_are_named_by_name_or_id(company: Company, runs: Runs, tmp_path: Path) -> None:
    for named in ("Our team", "our TEAM", company.room.id):
        assert json.loads(runs("export", "benchmark", "--as", "Acme", "--team", named))["teams"] == 1
    refused = runs("export", "benchmark", "--as", "Acme", "--team", "nobody", refused=True)
    assert refused.startswith("No team is called nobody. There are: ") and "Our team" in refused
    refused = runs("export", "benchmark", "--as", "Acme\x1b[2J", refused=True)
    assert refused.startswith("--as is the name under which others know you")
    refused = runs("export", "spend", "--as", "A", refused=True)
    assert refused == "spend is no survey of factors. There are: benchmark.\n"
    runs("export", "benchmark", str(tmp_path / "acme.json"), "--as", "Ünsere Marke")
    assert json.loads((tmp_path / "acme.json").read_text(encoding="utf-8"))["organisation"] == "Ünsere Marke"


def test_nothing_is_given_away_where_no_wave_is_shown_whole(align: Align, runs: Runs) -> None:
    refused = runs("export", "benchmark", "--as", "Acme", refused=True)
    assert refused.startswith("No team has a closed benchmark of which every factor is shown")


@both_engines
def test_peers_are_seen_from_five_teams_of_three_organisations_on(
    company: Company, maya: Colleague, runs: Runs
) -> None:
    assert runs("peers", "list").startswith("No files of others yet.")
    said = runs("peers", "add", file("Borealis", 9, 2.0))
    assert said == (
        "Added Borealis: benchmark of 9 teams, level 2.0, made on 2026-11-02.\n"
        "Nobody sees them yet: 9 of 5 teams, 1 of 3 organisations.\n"
    )
    runs("peers", "add", file("BOREALIS", 9, 2.5))  # the same organisation, and no second one
    runs("peers", "add", file("Cumulus", 1, 4.0))
    assert LIKE_YOU not in reads_all(maya, company).lower(), "two organisations"
    runs("peers", "add", file("Borealis", 2, 2.0, "2026-11-03"))
    runs("peers", "add", file("Dune", 1, 4.0))
    assert LIKE_YOU not in reads_all(maya, company).lower(), "four teams"
    said = runs("peers", "add", file("Dune", 2, 4.0))
    assert said.endswith("Teams see them beside their own result: 5 teams of 3 organisations.\n")
    for who in (maya, company.it[0]):
        seen = reads_all(who, company)
        assert "Overall your 3.0, 5 teams like you 3.2." in seen
        assert seen.count("your 3.0, teams like you 3.2") == 6
    assert "Borealis" not in seen
    assert runs("peers", "remove", "dune") == "Removed dune.\n"
    assert LIKE_YOU not in reads_all(maya, company).lower()


@both_engines
def test_a_file_counts_once_and_the_newer_one_stays(align: Align, runs: Runs) -> None:
    runs("peers", "add", file("Borealis", 2, 2.0))
    again = runs("peers", "add", file("Borealis", 2, 2.0))
    assert again == "That file of Borealis is there already, and counts once.\n"
    newer = runs("peers", "add", file("Borealis", 3, 2.2, "2026-11-09"))
    assert "level 2.2, made on 2026-11-09, in the place of the one of 2026-11-02." in newer
    older = runs("peers", "add", file("Borealis", 2, 2.0), refused=True)
    assert older.startswith("A later file of Borealis is there, of 2026-11-09; this one is of 2026-11-02.")
    assert runs("peers", "list").splitlines() == [
        "Borealis: benchmark of 3 teams, level 2.2, made on 2026-11-09",
        "Nobody sees them yet: 3 of 5 teams, 1 of 3 organisations.",
    ]
    assert runs("peers", "remove", "Nimbus", refused=True) == "No file of Nimbus. There are: Borealis.\n"


@pytest.mark.parametrize(
    ("hostile", "said"),
    [
        ({"level": 9}, "level: Input should be less than or equal to 5"),
        ({"organisation": "A\x1b[2J"}, "organisation: "),
        ({"people\x1b[2J": ["Maya"]}, "people?[2J: "),
        ({"made_on": "9999-12-31"}, "a day that is still to come"),
        ({"playbook": "spend"}, "spend is no survey of factors"),
        ({"factors": {}}, "It has other factors than benchmark has with you"),
        ({"factors": {**dict.fromkeys(FACTORS, 2.0), "own": 2.0}}, "with you (own)"),
        ({"factors": dict.fromkeys(FACTORS, 2.05)}, "one decimal at the most"),
    ],
)
def test_hostile_files_are_told_what_is_wrong(align: Align, runs: Runs, hostile: dict[str, Any], said: str) -> None:
    refused = runs("peers", "add", {**file("Borealis", 2, 2.0), **hostile}, refused=True)
    assert said in refused and "\x1b" not in refused
    assert runs("peers", "list").startswith("No files of others yet.")


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"[" * 90_000, b" " * 200_000, b'{"format": 1'])
def test_broken_files_are_told_so(align: Align, runs: Runs, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.json"
    path.write_bytes(content)
    assert "align export" in runs("peers", "add", str(path), refused=True)
