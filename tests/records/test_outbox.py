from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.model.outbox import Address, Kind, Operation, OutboxRow, OutboxState
from bot.records import leases, outbox, posts
from bot.records.database import Database, connect, stamp
from tests.fixtures_databases import NOW

SECOND = timedelta(seconds=1)
# So long a sender may be held up (a slow answer, a suspended machine) before another one takes it for dead.
TWO_MINUTES = timedelta(minutes=2)


def add(
    db: Database, ref: str = "r1", channel: str = "C1", workspace: str = "T1", now: datetime = NOW, **more: Any
) -> str:
    return outbox.say(db, Kind.RESULT, ref, Address(workspace, channel), now, **more)


def refs(rows: list[OutboxRow]) -> list[str]:
    return [each.ref for each in rows]


def test_a_row_comes_back_as_it_was_said(db: Database) -> None:
    at = Address("T1", "U7", None)
    row_id = outbox.say(
        db, Kind.REMINDER, "c1", at, NOW, op=Operation.UPDATE, detail={"user": "U7"}, notify_on_failure="U9"
    )
    row = outbox.get(db, row_id)
    assert (row.address, row.kind, row.ref, row.op) == (at, Kind.REMINDER, "c1", Operation.UPDATE)
    assert (row.detail, row.notify_on_failure) == ({"user": "U7"}, "U9")
    assert (row.state, row.due_at, row.created_at, row.sent_at) == (OutboxState.WAITING, NOW, NOW, None)


def test_a_row_waits_until_it_is_due(db: Database) -> None:
    add(db, due=NOW + SECOND)
    assert leases.claim(db, NOW) == []
    (claimed,) = leases.claim(db, NOW + SECOND)
    assert (claimed.state, claimed.leased_until) == ("sending", NOW + SECOND + TWO_MINUTES)
    assert leases.claim(db, NOW + SECOND) == []


def test_rows_of_one_moment_keep_their_order(db: Database) -> None:
    for ref in "abcdefgh":
        add(db, ref)
    assert refs(leases.claim(db, NOW)) == list("abcdefgh")


@pytest.mark.parametrize(("column", "word"), [("kind", "of_a_later_version"), ("op", "sing")])
def test_what_a_newer_version_has_written_is_left_to_it(db: Database, column: str, word: str) -> None:
    later, ours = add(db, "r1"), add(db, "r2")
    db.execute(f"UPDATE outbox SET {column} = :word WHERE id = :id", {"word": word, "id": later})
    assert refs(leases.claim(db, NOW)) == ["r2"]
    db.execute("UPDATE outbox SET state = 'sending', tried_at = :at, leased_until = :at", {"at": stamp(NOW)})
    assert [each.id for each in leases.claim_stranded(db, NOW + SECOND)] == [ours]


def test_a_crowded_workspace_does_not_hold_up_another(db: Database) -> None:
    for number in range(30):
        add(db, f"crowd{number}")
    for number in range(3):
        add(db, f"quiet{number}", workspace="T2", now=NOW + SECOND)
    claimed = refs(leases.claim(db, NOW + SECOND, limit=6))
    assert claimed == ["crowd0", "crowd1", "crowd2", "quiet0", "quiet1", "quiet2"]


def test_an_update_that_waits_is_not_added_twice(db: Database) -> None:
    first = add(db, op=Operation.UPDATE)
    assert add(db, op=Operation.UPDATE, now=NOW + SECOND) == first
    assert add(db, op=Operation.UPDATE, channel="C2") != first
    assert add(db, op=Operation.UPDATE, ref="r2") != first
    assert add(db, op=Operation.UPDATE, detail={"channel": "C1", "ts": "1.2"}) != first
    assert len(leases.claim(db, NOW)) == 4
    assert add(db, op=Operation.UPDATE) != first, "the one that is being sent may have read the old truth"


def test_a_post_is_added_each_time(db: Database) -> None:
    assert add(db) != add(db)


def test_what_became_of_it(db: Database) -> None:
    ids = [add(db, ref) for ref in ("sent", "failed", "void", "doubt", "later")]
    leases.claim(db, NOW)
    outbox.complete(db, ids[0], NOW, "D9", "17.000100")
    outbox.fail(db, ids[1], "is_archived")
    outbox.void(db, ids[2], "nothing to say")
    outbox.doubt(db, ids[3], "timeout")
    outbox.postpone(db, ids[4], NOW + SECOND, NOW, error="http 503")
    became = [(each.state, each.error, each.leased_until) for each in map(outbox.get, [db] * 5, ids)]
    assert became == [
        ("sent", None, None),
        ("failed", "is_archived", None),
        ("void", "nothing to say", None),
        ("doubt", "timeout", None),
        ("waiting", "http 503", None),
    ]
    assert (outbox.get(db, ids[4]).attempts, outbox.get(db, ids[4]).due_at) == (1, NOW + SECOND)
    assert posts.find(db, Kind.RESULT, "sent") == ("D9", "17.000100")
    assert posts.find(db, Kind.RESULT, "doubt") is None


def test_waiting_for_a_turn_is_no_attempt(db: Database) -> None:
    row_id = add(db)
    leases.claim(db, NOW)
    outbox.postpone(db, row_id, NOW + SECOND, NOW)
    assert (outbox.get(db, row_id).attempts, outbox.get(db, row_id).error) == (0, None)


def test_the_last_post_is_the_message(db: Database) -> None:
    for ts in ("1.1", "2.2"):
        row_id = add(db)
        leases.claim(db, NOW)
        outbox.complete(db, row_id, NOW, "C1", ts)
    assert posts.find(db, Kind.RESULT, "r1") == ("C1", "2.2")


def test_a_row_is_stranded_only_when_it_may_have_been_sent(db: Database) -> None:
    for ref in ("tried", "untried"):
        add(db, ref)
    tried, untried = leases.claim(db, NOW)
    assert leases.mark(db, [tried], NOW)
    assert leases.claim_stranded(db, NOW + TWO_MINUTES) == []
    after = NOW + TWO_MINUTES + SECOND
    assert refs(leases.claim_stranded(db, after)) == ["tried"]
    assert leases.claim_stranded(db, after) == [], "leased again, to one caller"
    assert refs(leases.claim(db, after)) == ["untried"]
    assert not leases.mark(db, [untried], after), "whoever slept through the lease has lost the row"


def test_many_at_once(db: Database) -> None:
    for ref in ("sent", "back", "lost"):
        add(db, ref)
    sent, back, lost = leases.claim(db, NOW)
    stolen = replace(lost, leased_until=NOW)
    assert leases.mark(db, [sent, back, stolen], NOW) == {sent.id, back.id}
    outbox.complete_all(db, {sent.id: ("D9", "17.000100")}, NOW)
    outbox.put_back(db, {back.id: NOW + SECOND, sent.id: NOW + SECOND}, NOW)
    assert posts.find(db, Kind.RESULT, "sent") == ("D9", "17.000100")
    became = [(each.state, each.tried_at, each.due_at) for each in map(outbox.get, [db] * 2, (back.id, lost.id))]
    assert became == [("waiting", None, NOW + SECOND), ("sending", None, NOW)]
    assert (leases.mark(db, [], NOW), outbox.complete_all(db, {}, NOW), outbox.put_back(db, {}, NOW)) == (
        set(),
        None,
        None,
    )


def test_a_person_may_send_again(db: Database) -> None:
    row_id = add(db)
    leases.claim(db, NOW)
    assert not outbox.send_again(db, row_id, NOW)
    outbox.doubt(db, row_id, "timeout")
    assert outbox.send_again(db, row_id, NOW)
    assert [each.id for each in leases.claim(db, NOW)] == [row_id]


def test_each_row_is_claimed_once(db: Database, database_url: str) -> None:
    with db.atomic():
        for number in range(400):
            add_numbered(db, number, Operation.UPDATE if number % 3 else Operation.POST)
    claimers = [Claimer(database_url) for _ in range(4)]
    for number in range(0, 400, 9):
        with db.atomic():
            add_numbered(db, number, Operation.UPDATE)
            add_numbered(db, 399 - number, Operation.UPDATE)
    claimed = [ref for claimer in claimers for ref in claimer.finish()]
    claimed += refs(leases.claim(db, NOW, limit=1000))
    assert len(claimed) == db.query("SELECT count(*) AS n FROM outbox")[0]["n"]
    assert set(claimed) == {str(number) for number in range(400)}


def add_numbered(db: Database, number: int, op: Operation) -> None:
    add(db, str(number), workspace=f"T{number % 7}", op=op)


class Claimer:
    """Claims in a thread of its own until nothing waits; `finish` gives what it got, or raises what it met."""

    def __init__(self, url: str) -> None:
        self.db = connect(url)
        self.pool = ThreadPoolExecutor(1)
        self.work = self.pool.submit(self.claim_all)

    def claim_all(self) -> list[str]:
        claimed: list[str] = []
        while self.db.query("SELECT id FROM outbox WHERE state = 'waiting' LIMIT 1"):
            claimed += refs(leases.claim(self.db, NOW, limit=20))
        return claimed

    def finish(self) -> list[str]:
        claimed = self.work.result()
        self.pool.shutdown()
        self.db.close()
        return claimed


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_a_listener_at_work_does_not_hold_up_the_claim(db: Database) -> None:
    held, free = (add(db, ref, op=Operation.UPDATE) for ref in ("held", "free"))
    with db.atomic(), ThreadPoolExecutor(1) as pool:
        assert add(db, "held", op=Operation.UPDATE) == held
        claimed = pool.submit(leases.claim, db, NOW).result()
    assert [each.id for each in claimed] == [free]
