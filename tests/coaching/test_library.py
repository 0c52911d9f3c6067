"""Playbooks on disk: which files count, and what is filled in for their authors."""

import hashlib
from pathlib import Path

import pytest

from bot.coaching.library import loader
from bot.errors import UserError
from bot.slack.front.vocabulary import list_words
from tests.coaching.examples import CHECKLIST, PICKER, write


def test_a_later_folder_overrides_an_earlier_one(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    ours.mkdir()
    theirs.mkdir()
    write(ours, PICKER, "lunch.toml")
    write(ours, PICKER, "apple.toml")
    write(theirs, CHECKLIST, "lunch.toml")
    write(theirs, "not a playbook", "notes.txt")
    found = loader.load_library(ours, theirs)
    assert [(word, playbook.word, playbook.shape) for word, playbook in found.items()] == [
        ("apple", "apple", "picker"),
        ("lunch", "lunch", "checklist"),
    ]


def test_the_version_is_a_hash_of_the_file(tmp_path: Path) -> None:
    first = loader.read_playbook(write(tmp_path, PICKER)).version
    assert first == hashlib.sha256(PICKER.encode()).hexdigest()[:12]
    assert loader.read_playbook(write(tmp_path, PICKER + "# later\n")).version != first


def test_a_choice_with_a_dimension_takes_the_shared_options_and_counts_once(tmp_path: Path) -> None:
    found = loader.read_playbook(write(tmp_path, CHECKLIST)).questions
    assert {name: ([o.value for o in q.options], q.weight) for name, q in found.items()} == {
        "recipe": ([], 0),
        "fresh": (["yes", "no"], 0),
        "oven": (["easy", "work", "unknown", "hard"], 1),
        "knife": (["easy", "work", "unknown", "hard"], 1),
        "fridge": (["easy", "work", "unknown", "hard"], 2),
    }


def test_our_own_playbooks_load() -> None:
    assert {"pilot", "vendor"} <= set(loader.load_library(loader.OURS))


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    (tmp_path / "lunch.toml").write_bytes(PICKER.replace("\n", "\r\n").encode("utf-8-sig"))
    assert loader.read_playbook(tmp_path / "lunch.toml").title == "Pick a lunch"


def test_a_second_ending_that_a_desktop_hides_is_told(tmp_path: Path) -> None:
    write(tmp_path, PICKER, "lunch.toml.txt")
    with pytest.raises(UserError) as caught:
        loader.load_library(tmp_path)
    assert caught.value.text == "lunch.toml.txt: I read files that end in .toml. Rename it to lunch.toml."


def test_a_word_that_means_something_else_already(tmp_path: Path) -> None:
    for name in ("team.toml", "help.toml", "lunch.toml"):
        write(tmp_path, PICKER, name)
    with pytest.raises(UserError) as caught:
        list_words(loader.load_library(tmp_path))
    assert caught.value.text.splitlines() == [
        "help.toml: help is a word of mine. Rename it: our_help.toml.",
        "team.toml: team is a word of mine. Rename it: our_team.toml.",
    ]
