"""A box of answers: it opens with its key and its name only, and is never twice the same."""

import pytest

from bot.records import sealed_answers
from bot.records.database import Database

KEY = b"a key"
TEN = {sealed_answers.respondent_token(KEY, "one", f"U{number}"): number % 5 + 1 for number in range(10)}


def sealed(db: Database, ref: str) -> str:
    (row,) = db.query("SELECT sealed FROM sealed_answers WHERE ref = :ref", {"ref": ref})
    return str(row["sealed"])


def test_what_was_saved_last_is_loaded(db: Database) -> None:
    assert sealed_answers.load(db, KEY, "one") == {}
    sealed_answers.save(db, KEY, "one", {"a": 1})
    sealed_answers.save(db, KEY, "two", {"c": {"text": "später"}})
    sealed_answers.save(db, KEY, "one", TEN)
    assert sealed_answers.load(db, KEY, "one") == TEN
    sealed_answers.delete(db, "one")
    assert sealed_answers.load(db, KEY, "one") == {}
    assert sealed_answers.load(db, KEY, "two") == {"c": {"text": "später"}}


def test_nobody_sees_what_how_many_or_that_nothing_has_changed(db: Database) -> None:
    boxes = set()
    for answers in ({}, {"a": 1}, {"a": 1}, {"a": 5}, TEN, dict(reversed(TEN.items()))):
        sealed_answers.save(db, KEY, "one", answers)
        boxes.add(sealed(db, "one"))
    assert len(boxes) == 6
    assert len({len(box) for box in boxes}) == 1
    assert not any(token[:6] in box for token in TEN for box in boxes)


def test_many_answers_are_taken_as_well(db: Database) -> None:
    many = {f"{number:032}": number % 5 for number in range(500)}
    sealed_answers.save(db, KEY, "one", many)
    assert sealed_answers.load(db, KEY, "one") == many


def test_another_key_finds_nothing_and_says_so(db: Database, caplog: pytest.LogCaptureFixture) -> None:
    sealed_answers.save(db, KEY, "one", TEN)
    assert sealed_answers.load(db, b"another", "one") == {}
    assert "ALIGN_SECRET" in caplog.text
    assert sealed_answers.load(db, KEY, "one") == TEN


def test_a_box_opens_under_its_own_name_and_unchanged_only(db: Database) -> None:
    sealed_answers.save(db, KEY, "one", TEN)
    box = sealed(db, "one")
    put = "INSERT INTO sealed_answers (ref, sealed) VALUES (:ref, :sealed)"
    db.execute(put, {"ref": "two", "sealed": box})
    db.execute(put, {"ref": "three", "sealed": box[:-8] + "AAAA" + box[-4:]})
    assert sealed_answers.load(db, KEY, "two") == sealed_answers.load(db, KEY, "three") == {}


def test_respondents_of_two_things_cannot_be_joined() -> None:
    assert sealed_answers.respondent_token(KEY, "one", "U1") != sealed_answers.respondent_token(KEY, "two", "U1")
    assert sealed_answers.respondent_token(KEY, "one", "U1") != sealed_answers.respondent_token(b"other", "one", "U1")
