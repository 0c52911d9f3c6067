"""Somebody who has copied the whole database (SQLite: file and log; PostgreSQL: every table with ctid and xmin, and its
files, where deleted rows stay for a while) and wants to know who tapped what. They have no key.
"""

import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from bot.records.database import Database
from tests.fixtures_databases import TABLES

Row = dict[str, Any]
Named = dict[tuple[str, str], int]  # (check-in, person) → score


@dataclass(frozen=True)
class Copy:
    """The rows of every table in the order in which they lie there, and the bytes of the files."""

    rows: Mapping[str, Sequence[Row]]
    bytes: bytes = b""

    @cached_property
    def _by_checkin(self) -> Mapping[str, list[tuple[str, Row]]]:
        found: dict[str, list[tuple[str, Row]]] = defaultdict(list)
        for table, rows in self.rows.items():
            for row in rows:
                found[row.get("checkin_id") or row.get("ref") or ""].append((table, row))
        return found

    @cached_property
    def thanked(self) -> Mapping[str, list[str]]:
        """Whom the remains of deleted rows say to have been thanked, by check-in, in order."""
        found: dict[str, list[str]] = defaultdict(list)
        for checkin, who in re.findall(
            rb"pulse.?([a-z2-7]{16}).?[^{]{0,40}\{[^}]*\"user\": \"(U\w+)\"", self.bytes, re.S
        ):
            found[checkin.decode()].append(who.decode())
        return found

    def about(self, checkin: str) -> list[tuple[str, Row]]:
        """The rows that belong to a check-in, with their tables."""
        return self._by_checkin.get(checkin, [])

    def answers(self, checkin: str) -> list[Row]:
        """The rows of single answers, where there are any."""
        return [row for _, row in self.about(checkin) if row.get("respondent") and row.get("score")]


def steal(db: Database, *, files: bool = False) -> Copy:
    """Copy the database; `files`: with the bytes in which it lies."""
    rows = {table: _steal_table(db, table) for table in TABLES}
    return Copy(rows, _steal_files(db) if files else b"")


def _steal_table(db: Database, table: str) -> list[Row]:
    if db.engine == "postgresql":
        return db.query(f"SELECT *, ctid::text AS place, xmin::text::bigint AS age FROM {table} ORDER BY ctid")
    keyed = "WITHOUT ROWID" in db.query("SELECT sql FROM sqlite_master WHERE name = :t", {"t": table})[0]["sql"]
    return db.query(f"SELECT * FROM {table}" if keyed else f"SELECT *, rowid AS place, rowid AS age FROM {table}")


def _steal_files(db: Database) -> bytes:
    if db.engine == "sqlite":
        (file,) = (Path(row["file"]) for row in db.query("PRAGMA database_list") if row["name"] == "main")
        return b"".join(each.read_bytes() for each in (file, Path(f"{file}-wal")) if each.exists())
    db.execute("CHECKPOINT")
    return b"".join(
        bytes(db.query(f"SELECT pg_read_binary_file(pg_relation_filepath('{table}')) AS raw")[0]["raw"])
        for table in TABLES
    )


def name_by_order(copy: Copy, checkin: str, people: Mapping[str, str]) -> Named:
    """Put the answers in the order of their making beside the moments of the card's updates, and these beside the
    moments at which people did something of which the moment is known.
    """
    answers = sorted(copy.answers(checkin), key=lambda row: (row.get("age", 0), row.get("place", 0)))
    drawn = sorted(
        row["created_at"]
        for _, row in copy.about(checkin)
        if row.get("kind") == "checkin" and row.get("op") == "update"
    )
    named: Named = {}
    for moment, who in _seen(copy, checkin, people):
        before = sum(each <= moment for each in drawn)
        written = sum(each < moment for each, _ in _seen(copy, checkin, people))
        place = before - written - 2  # the note itself drew the card as well
        if 0 <= place < len(answers):
            named[checkin, who] = int(answers[place]["score"])
    return named


def _seen(copy: Copy, checkin: str, people: Mapping[str, str]) -> list[tuple[str, str]]:
    """When somebody is known to have done something at this check-in."""
    moments = ("written_at", "acted_at", "at", "created_at")
    found = [
        (str(row[name]), str(row["user_id"]))
        for _, row in copy.about(checkin)
        for name in moments
        if row.get(name) and row.get("user_id") in people
    ]
    return sorted(found)


def name_by_age(copy: Copy, checkin: str, people: Mapping[str, str]) -> Named:
    """Put the answers beside the notes by the number of the transaction in which each was made."""
    answers = sorted(copy.answers(checkin), key=lambda row: row.get("age", 0))
    named: Named = {}
    for row in (row for table, row in copy.about(checkin) if table == "notes"):
        earlier = [each for each in answers if each.get("age", 0) < row.get("age", 0)]
        if earlier:
            named[checkin, row["user_id"]] = int(earlier[-1]["score"])
    return named


def name_by_side(copy: Copy, checkin: str, people: Mapping[str, str]) -> Named:
    """A side that has one person: its answer is theirs."""
    alone = {side for side, count in Counter(people.values()).items() if count == 1}
    by_side = {row["side"]: row["score"] for row in copy.answers(checkin) if row.get("side") in alone}
    return {(checkin, who): by_side[side] for who, side in people.items() if side in by_side}


def name_by_remains(copy: Copy, checkin: str, people: Mapping[str, str]) -> Named:
    """The bytes of deleted rows name those who were thanked, in the order in which they were."""
    answers = sorted(copy.answers(checkin), key=lambda row: (row.get("age", 0), row.get("place", 0)))
    thanked = [who for who in copy.thanked.get(checkin, []) if who in people]
    order = list(dict.fromkeys(thanked))
    if len(order) != len(answers):
        return {}
    return {(checkin, who): int(row["score"]) for who, row in zip(order, answers, strict=True)}


def name_the_rest(named: Named, copy: Copy, checkin: str, people: Mapping[str, str], dice: random.Random) -> Named:
    """Deal what answers are left to the others; where there are none to be seen, say anything."""
    left = Counter(int(row["score"]) for row in copy.answers(checkin)) - Counter(named.values())
    scores = list(left.elements())
    dice.shuffle(scores)
    others = [who for who in people if (checkin, who) not in named]
    return named | {(checkin, who): scores.pop() if scores else dice.randint(1, 5) for who in others}


@dataclass(frozen=True)
class Change:
    """What is different in the second of two copies: `shape` is where and how long it is, `clues` all that it says."""

    shape: frozenset[tuple[str, str, int]]
    clues: Mapping[str, str]


def compare(before: Copy, after: Copy) -> Change:
    """Look for what a tap between the two copies has changed."""
    shape: set[tuple[str, str, int]] = set()
    clues: dict[str, str] = {}
    for table, rows in after.rows.items():
        new = [row for row in rows if row not in before.rows[table]]
        gone = [row for row in before.rows[table] if row not in rows]
        for number, row in enumerate(new):
            earlier = gone[number] if number < len(gone) else {}
            for name, value in row.items():
                if name in HIDDEN or value == earlier.get(name):
                    continue
                text = str(value)
                shape.add((table, name, len(text)))
                clues |= {f"{table}.{name}[{place}]": letter for place, letter in enumerate(text[:60])}
    return Change(frozenset(shape), clues)


HIDDEN = ("place", "age")  # where a row lies is another one each time


def learn(known: Sequence[tuple[Change, int]]) -> Callable[[Change], int]:
    """Return what guesses a score from a change, by the clue that has told most of the known ones."""

    def count(clue: str) -> dict[str, Counter[int]]:
        seen: dict[str, Counter[int]] = defaultdict(Counter)
        for change, score in known:
            seen[change.clues.get(clue, "")][score] += 1
        return seen

    tables = {clue: count(clue) for change, _ in known[:1] for clue in change.clues}
    best, table = max(
        tables.items(), key=lambda each: sum(max(scores.values()) for scores in each[1].values()), default=("", {})
    )
    usual = Counter(score for _, score in known).most_common(1)[0][0]

    def guess(change: Change) -> int:
        scores = table.get(change.clues.get(best, ""))
        return scores.most_common(1)[0][0] if scores else usual

    return guess


@dataclass(frozen=True)
class Verdict:
    """How many were named by a clue, how often the attacker was right, how often somebody without a clue would be, and
    how many standard deviations lie between the two.
    """

    named: int
    right: int
    by_chance: float
    deviations: float


def judge(named: Named, dealt: Named, truth: Named) -> Verdict:
    """Compare those `named` by a clue (all that were `dealt` where there was none) with chance.

    By chance somebody gets any of the scores that were dealt to their check-in, so that nobody is blamed for what a
    published figure says of everybody. The bound is binomial; the factor is what dealing without putting back adds.
    """
    by_checkin: dict[str, Counter[int]] = defaultdict(Counter)
    for (checkin, _), score in dealt.items():
        by_checkin[checkin][score] += 1
    expected = variance = 0.0
    judged = named or dealt
    for checkin, who in judged:
        scores = by_checkin[checkin]
        share, size = scores[truth[checkin, who]] / scores.total(), scores.total()
        expected += share
        variance += share * (1 - share) * size / (size - 1)
    right = sum(truth[key] == score for key, score in judged.items())
    return Verdict(len(named), right, expected, (right - expected) / math.sqrt(variance))
