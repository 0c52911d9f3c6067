"""Just before a nudge leaves: is it still welcome, and is this a good moment?"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from bot.coaching import nudging
from bot.nudges.wire import Accepted, Answer
from bot.records import commitments, nudges
from bot.records.commitments import CLOSED
from bot.records.database import Database, Row
from bot.reports import presence

Ask = Callable[[str, Mapping[str, object]], Answer]
Held = Callable[[Row, Ask, datetime], datetime | str | None]


def held(db: Database, row: Row, ask: Ask, now: datetime) -> datetime | str | None:
    """None: send it now. A moment: not before then. Words: not at all, and why. Only nudges are ever held."""
    if row["kind"] != "nudge" or row["op"] != "post":
        return None
    nudge = nudges.get(db, row["ref"])
    person = presence.person(db, row["workspace"], nudge["user_id"], now)
    if reason := _settled(db, nudge) or nudging.unwelcome(now, nudge["ref"], person):
        nudges.drop(db, nudge["id"], reason)
        return reason
    good = person.at_work(max(now, _disturbed_until(nudge["user_id"], ask, now)))
    if good > now:
        nudges.put_off(db, nudge["id"], good)
        return good
    nudges.sent(db, nudge["id"], now)
    return None


def _settled(db: Database, nudge: Row) -> str:
    """Whether there is nothing to ask any more: it is closed, or somebody else's by now."""
    if nudge["kind"] == "back":
        return ""
    one = commitments.get(db, nudge["ref"])
    whose = one["offered_to"] if nudge["kind"] == "handover" else one["owner"]
    return "settled" if one["state"] in CLOSED or whose != nudge["user_id"] else ""


def _disturbed_until(user: str, ask: Ask, now: datetime) -> datetime:
    """The end of Do Not Disturb; now when it is off, or when Slack does not say (the scope is optional)."""
    answer = ask("dnd.info", {"user": user})
    if not isinstance(answer, Accepted) or not answer.body.get("dnd_enabled"):
        return now
    start, end = (int(answer.body.get(f"next_dnd_{name}_ts") or 0) for name in ("start", "end"))
    return datetime.fromtimestamp(end, UTC) if start <= now.timestamp() < end else now
