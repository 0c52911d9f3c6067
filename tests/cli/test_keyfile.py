"""The secret that an installation keeps for itself."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bot.records import keyfile


def test_it_is_made_once_and_only_the_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "align.key"
    key = keyfile.keep_key(path)
    assert len(key) == 64
    assert keyfile.keep_key(path) == key
    assert path.stat().st_mode & 0o777 == 0o600


def test_those_who_start_together_get_the_same(tmp_path: Path) -> None:
    path = tmp_path / "align.key"
    with ThreadPoolExecutor(8) as starting:
        keys = set(starting.map(lambda _: keyfile.keep_key(path), range(8)))
    assert keys == {path.read_bytes().strip()}
    assert list(tmp_path.iterdir()) == [path]
