"""What lies in a folder of playbooks and is none: passed over, or told in a line, and never a traceback."""

import os
import socket
from pathlib import Path

import pytest

from bot.coaching.library import loader
from bot.errors import UserError
from tests.coaching.examples import PICKER, write

GOOD = PICKER.encode()


def told(folder: Path) -> str:
    with pytest.raises(UserError) as caught:
        loader.load_library(folder)
    return caught.value.text


LEFTOVERS = [".#our.toml", ".our.toml.swp", ".our.toml", ".toml", "our.toml~", "#our.toml#", "4913", "~$our.toml"]


@pytest.mark.parametrize("name", [*LEFTOVERS, "our.toml.bak", "README.md", "toml"])
def test_what_editors_and_desktops_leave_is_passed_over(tmp_path: Path, name: str) -> None:
    write(tmp_path, PICKER, "our.toml")
    (tmp_path / name).write_bytes(b"\x00half a file")
    assert list(loader.load_library(tmp_path)) == ["our"]
    (tmp_path / name).unlink()
    (tmp_path / name).symlink_to("maya@laptop.4913:1795514400")  # as Emacs locks a file
    assert list(loader.load_library(tmp_path)) == ["our"]


def test_folders_pipes_and_sockets_are_passed_over_and_never_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, PICKER, "our.toml")
    (tmp_path / "drafts.toml").mkdir()
    os.mkfifo(tmp_path / "pipe.toml")
    with socket.socket(socket.AF_UNIX) as listening:
        monkeypatch.chdir(tmp_path)  # its path may have a hundred characters only
        listening.bind("socket.toml")
        assert list(loader.load_library(tmp_path)) == ["our"]


def test_a_link_to_a_file_is_a_file_and_one_to_nowhere_is_told(tmp_path: Path) -> None:
    (tmp_path / "our.toml").symlink_to(write(tmp_path, PICKER, "kept.txt"))
    assert list(loader.load_library(tmp_path)) == ["our"]
    (tmp_path / "lost.toml").symlink_to("nowhere.toml")
    (tmp_path / "one.toml").symlink_to("other.toml")
    (tmp_path / "other.toml").symlink_to("one.toml")
    lost, *circle = told(tmp_path).splitlines()
    assert lost == "lost.toml: it is a link that leads nowhere. Mend the link or remove it."
    assert [line.partition(":")[0] for line in circle] == ["one.toml", "other.toml"]
    assert all("I cannot read it (" in line and line.endswith("). Mend that, or remove the file.") for line in circle)


@pytest.mark.parametrize(
    ("held", "words"),
    [
        (b"\0" * 9_000, "this is no text. Put the playbook here, or remove the file."),
        (GOOD + b"\0", "this is no text. Put the playbook here, or remove the file."),
        (bytes(range(128, 256)), "this is not UTF-8. Save it again with the encoding UTF-8."),
        (PICKER.encode("utf-16"), "this is not UTF-8. Save it again with the encoding UTF-8."),
        (b"# more\n" * 200_000, "it is too large: 1,000,000 bytes at most. A playbook is one small text file."),
        (b"a = " + b"[" * 1_500, "too many brackets stand within each other. Write one table or list after the other."),
        (b"a = " + b"[" * 1_500 + b"]" * 1_500, "too many brackets stand within each other."),
        (b"a = " + b"{a = " * 1_500, "too many brackets stand within each other."),
        (b"a = " + b"9" * 10_000, "a number has thousands of digits. Write a shorter one."),
        (b"a = " + b"9" * 100_000, 'line 1 is too long. Write a long text on several lines, between """ and """.'),
        (b".".join([b"a"] * 5_000) + b" = 1", "line 1 has a key of too many parts. Write key = value."),
        (b"[" + b".".join([b"a"] * 5_000) + b"]", "line 1 has a key of too many parts. Write key = value."),
        (b"a = \x1b[2J\x07", "line 1 `a = �[2J�`: "),
        (b"", "shape is missing or unknown."),
        (b"<<<<<<< ours\n", "line 1 `<<<<<<< ours`: a line must be: key = value."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_a_line_with_its_mend(tmp_path: Path, held: bytes, words: str) -> None:
    (tmp_path / "lunch.toml").write_bytes(held)
    text = told(tmp_path)
    assert text.startswith(f"lunch.toml: {words}")
    assert len(text.splitlines()) == 1 and text.isprintable() and len(text) < 300


@pytest.mark.parametrize("deep", [300, 400, 490, 900])
def test_tables_within_tables_are_no_traceback_at_any_depth(tmp_path: Path, deep: int) -> None:
    nested = "{a = " * deep + "1" + "}" * deep
    write(tmp_path, PICKER.replace('shape = "picker"', f'shape = "picker"\ntitel = {nested}\nprofile = {nested}'))
    assert told(tmp_path).startswith("lunch.toml: ")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Our.TOML", "Our.TOML: I read files that end in .toml, in small letters. Rename it to our.toml."),
        ("our.Toml", "our.Toml: I read files that end in .toml, in small letters. Rename it to our.toml."),
        ("our.toml.TXT", "our.toml.TXT: I read files that end in .toml. Rename it to our.toml."),
        ("übersicht.toml", "Rename it to ubersicht.toml: small letters"),
        ("лид.toml", "Rename it to a_word.toml: small letters"),
        ("our\nown.toml", "our�own.toml: the file's name is the word after /align. Rename it to our_own.toml"),
    ],
)
def test_a_name_that_is_none_is_told_with_a_better_one(tmp_path: Path, name: str, words: str) -> None:
    write(tmp_path, PICKER, name)
    assert words in told(tmp_path)


def test_no_folder_and_a_file_in_its_place(tmp_path: Path) -> None:
    for folder in (tmp_path / "none", write(tmp_path, PICKER)):
        assert told(folder) == f"{folder}: no such folder. Make it, or correct ALIGN_PLAYBOOKS."


def test_everything_is_told_at_once(tmp_path: Path) -> None:
    write(tmp_path, PICKER, "Our.TOML")
    (tmp_path / "lost.toml").symlink_to("nowhere.toml")
    (tmp_path / "void.toml").write_bytes(b"\0")
    assert [line.partition(":")[0] for line in told(tmp_path).splitlines()] == ["Our.TOML", "lost.toml", "void.toml"]
