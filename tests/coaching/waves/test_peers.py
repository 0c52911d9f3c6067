"""Files that people hand each other."""

import pytest
from pydantic import ValidationError

from bot.coaching.waves.peers import PeerFile, Peers, combine, summarise
from bot.coaching.waves.publication import Publication, publish
from bot.coaching.waves.sheets import Sheet
from tests.coaching.waves.given import BOTH, IT, MARKETING


def wave(level: int, other: int, it: int = 5) -> Publication:
    ours = [Sheet(MARKETING, {"data": level, "goal": 3}) for _ in range(5)]
    return publish(["data", "goal"], [*ours, *[Sheet(IT, {"data": other, "goal": 3}) for _ in range(it)]], BOTH, 5)


def test_only_full_waves_go_into_a_file() -> None:
    file = summarise("Acme", [wave(4, 2), wave(2, 2), wave(5, 5, it=4)])
    assert file == PeerFile("Acme", 2, 2.8, {"data": 2.5, "goal": 3.0})  # levels 3.0 and 2.5
    assert PeerFile.from_json(file.to_json()) == file
    assert summarise("Acme", [wave(5, 5, it=4)]) is None
    assert summarise("Acme", []) is None


def peers(name: str, teams: int, level: float, **factors: float) -> PeerFile:
    return PeerFile(name, teams, level, factors or {"data": level})


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


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        '{"organisation": "a", "teams": 1, "level": NaN, "factors": {}}',
        '{"organisation": "a", "teams": 1, "level": 9, "factors": {}}',
        '{"organisation": "a", "teams": 0, "level": 2, "factors": {}}',
        '{"organisation": "", "teams": 1, "level": 2, "factors": {}}',
        '{"organisation": "a", "teams": 1, "level": 2, "factors": {"data": -1}}',
        '{"organisation": "a", "teams": 1, "level": 2, "factors": {}, "people": ["Maya"]}',
    ],
)
def test_a_file_that_says_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        PeerFile.from_json(text)
