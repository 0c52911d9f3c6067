"""Check-ins of the rows that are about to leave, read together: one by one this was most of what sending them cost."""

import logging
from collections.abc import Iterable

from bot.errors import MissingError, UnavailableError
from bot.model.checkins import Checkin, CheckinFigures
from bot.model.outbox import Kind, OutboxRow
from bot.records.database import Database
from bot.reports.checkins import list_cards

log = logging.getLogger(__name__)


class Ahead:
    """What the cards of check-ins show, by the check-in's id. For one thread only.

    It is read after a row was claimed: whoever changes something from then on has another row written.
    """

    def __init__(self, db: Database) -> None:
        self._db = db
        self._cards: dict[str, tuple[Checkin, CheckinFigures]] = {}

    def read(self, rows: Iterable[OutboxRow]) -> None:
        """Read what these show, and forget what was read before."""
        self._cards = {}
        try:
            self._cards = list_cards(self._db, [row.ref for row in rows if row.kind is Kind.CHECKIN])
        except UnavailableError:
            raise
        # Whatever it is: then each is read by itself, and the one that is at fault fails alone.
        except Exception:
            log.exception("Check-ins could not be read ahead")

    def get(self, checkin_id: str) -> tuple[Checkin, CheckinFigures]:
        """Return the check-in and its figures. KeyError when there is none."""
        card = self._cards.get(checkin_id) or list_cards(self._db, [checkin_id]).get(checkin_id)
        if card is None:
            raise MissingError(checkin_id)
        return card
