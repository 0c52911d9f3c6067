from datetime import timedelta

from bot.records import outbox
from bot.records.cleanup import tidy
from bot.records.database import Database, stamp
from tests.fixtures_databases import NOW


def test_old_events_and_old_messages_go(db: Database) -> None:
    for hours in (47, 49):
        seen = {"id": f"{hours} hours", "at": stamp(NOW - timedelta(hours=hours))}
        db.execute("INSERT INTO events (id, seen_at) VALUES (:id, :at)", seen)
    for days in (89, 91):
        then = NOW - timedelta(days=days)
        row_id = outbox.add(db, workspace="T1", channel="C1", kind="note", ref=f"{days} days", now=then)
        outbox.claim(db, then)
        outbox.sent(db, row_id, then, "C1", "1.1")
    outbox.add(db, workspace="T1", channel="C1", kind="note", ref="waits", now=NOW - timedelta(days=91))
    assert (tidy(db, NOW), tidy(db, NOW)) == (2, 0)
    assert db.query("SELECT id FROM events") == [{"id": "47 hours"}]
    assert db.query("SELECT ref FROM outbox ORDER BY ref") == [{"ref": "89 days"}, {"ref": "waits"}]


def test_a_whisper_that_a_crash_left_goes_at_once(db: Database) -> None:
    whisper = {"kind": "pulse", "op": "ephemeral", "detail": {"user": "U7"}}
    for ref in ("ended", "waiting"):
        outbox.add(db, workspace="T1", channel="C1", ref=ref, now=NOW, **whisper)
    db.execute("UPDATE outbox SET state = 'sent' WHERE ref = 'ended'")
    assert (tidy(db, NOW), tidy(db, NOW)) == (1, 0)
    assert db.query("SELECT ref FROM outbox") == [{"ref": "waiting"}]
