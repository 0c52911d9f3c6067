from datetime import timedelta

from bot.model.outbox import Address, Kind
from bot.records import leases, outbox
from bot.records.cleanup import clean_up
from bot.records.database import Database, stamp
from tests.fixtures_databases import NOW

PLACE = Address("T1", "C1")


def test_old_events_and_old_messages_go(db: Database) -> None:
    for hours in (47, 49):
        seen = {"id": f"{hours} hours", "at": stamp(NOW - timedelta(hours=hours))}
        db.execute("INSERT INTO events (id, seen_at) VALUES (:id, :at)", seen)
    for days in (89, 91):
        then = NOW - timedelta(days=days)
        row_id = outbox.say(db, Kind.NOTICE, f"{days} days", PLACE, then)
        leases.claim(db, then)
        outbox.complete(db, row_id, then, "C1", "1.1")
    outbox.say(db, Kind.NOTICE, "waits", PLACE, NOW - timedelta(days=91))
    assert (clean_up(db, NOW), clean_up(db, NOW)) == (2, 0)
    assert db.query("SELECT id FROM events") == [{"id": "47 hours"}]
    assert db.query("SELECT ref FROM outbox ORDER BY ref") == [{"ref": "89 days"}, {"ref": "waits"}]
