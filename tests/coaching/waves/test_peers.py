"""Files that people hand each other."""

from datetime import date

import pytest
from pydantic import ValidationError

from bot.coaching.waves.peers import PeerFile, Peers, combine, summarise
from bot.coaching.waves.publication import Publication, publish
from bot.coaching.waves.sheets import Sheet
from tests.coaching.waves.given import BOTH, IT, MARKETING

DAY = date(2026, 12, 11)


def wave(level: int, other: int, it: int = 5) -> Publication:
    ours = [Sheet(MARKETING, {"data": level, "goal": 3}) for _ in range(5)]
    return publish(["data", "goal"], [*ours, *[Sheet(IT, {"data": other, "goal": 3}) for _ in range(it)]], BOTH, 5)


def test_only_full_waves_go_into_a_file() -> None:
    file = summarise("benchmark", "Acme", DAY, [wave(4, 2), wave(2, 2), wave(5, 5, it=4)])
    assert file == PeerFile(1, "benchmark", "Acme", DAY, 2, 2.8, {"data": 2.5, "goal": 3.0})  # levels 3.0 and 2.5
    assert PeerFile.from_json(file.to_json()) == file
    assert summarise("benchmark", "Acme", DAY, [wave(5, 5, it=4)]) is None
    assert summarise("benchmark", "Acme", DAY, []) is None


def peers(name: str, teams: int, level: float, **factors: float) -> PeerFile:
    return PeerFile(1, "benchmark", name, DAY, teams, level, factors or {"data": level})


def test_peers_speak_from_five_teams_of_three_organisations_on() -> None:
    files = [peers("a", 2, 2.0), peers("b", 2, 3.0), peers("c", 1, 4.0)]
    assert combine(files) == Peers(5, 2.8, {"data": 2.8})
    assert combine([*files[:2], peers("b", 9, 4.0)]) is None  # two organisations
    assert combine([peers("a", 2, 2.0), peers("b", 1, 3.0), peers("c", 1, 4.0)]) is None  # four teams
    assert combine([]) is None


def test_the_last_file_of_an_organisation_counts() -> None:
    files = [peers("a", 2, 2.0), peers("b", 2, 3.0), peers("c", 1, 4.0), peers("a", 3, 5.0)]
    assert combine(files) == Peers(6, 4.2, {"data": 4.2})


def test_only_what_all_of_them_ask_is_compared() -> None:
    files = [peers("a", 2, 2.0, data=2.0, own=1.0), peers("b", 2, 3.0), peers("c", 1, 4.0)]
    assert combine(files) == Peers(5, 2.8, {"data": 2.8})


def test_one_organisation_is_no_three_by_how_it_is_written() -> None:
    assert combine([peers("Acme", 2, 2.0), peers("ACME", 2, 2.0), peers("acme", 2, 2.0)]) is None


WELL = (
    '{"format": 1, "playbook": "benchmark", "organisation": "a", "made_on": "2026-12-11", "teams": 1, "level": 2.0, '
    '"factors": {"data": 2.5}}'
)


def test_a_file_is_read_as_it_is_written() -> None:
    assert PeerFile.from_json(WELL) == peers("a", 1, 2.0, data=2.5)


@pytest.mark.parametrize(
    ("well", "hostile"),
    [
        (WELL, "[]"),
        (WELL, ""),
        (WELL, "[" * 100_000),
        ("2.0", "NaN"),
        ("2.0", "9"),
        ("2.0", "1e400"),
        ("2.0", "2.04"),
        ("2.0", '"2.0"'),
        ('"teams": 1', '"teams": 0'),
        ('"teams": 1', '"teams": true'),
        ('"teams": 1', '"teams": "1"'),
        ('"a"', '""'),
        ('"a"', '"a\\u001b[2J"'),
        ('"a"', '"a\\u200b"'),
        ('"a"', '" a"'),
        ("2.5", "-1"),
        ('"data"', '"<!channel>"'),
        ('"format": 1', '"format": 2'),
        ("2026-12-11", "soon"),
        ('"teams": 1', '"teams": 1, "people": ["Maya"]'),
    ],
)
def test_a_file_that_says_anything_else_is_refused(well: str, hostile: str) -> None:
    assert well in WELL
    with pytest.raises(ValidationError):
        PeerFile.from_json(WELL.replace(well, hostile))
