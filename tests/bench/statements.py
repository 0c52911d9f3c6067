"""A database that remembers every statement that it was asked, with its values."""

from collections.abc import Mapping
from contextlib import AbstractContextManager

from bot.records.database import Database, Row


class Recording:
    """The database `db`, with what it was asked in its order."""

    def __init__(self, db: Database) -> None:
        self._db = db
        self.asked: list[tuple[str, Mapping[str, object] | None]] = []

    @property
    def engine(self) -> str:
        return self._db.engine

    def query(self, sql: str, params: Mapping[str, object] | None = None) -> list[Row]:
        self.asked.append((sql, params))
        return self._db.query(sql, params)

    def execute(self, sql: str, params: Mapping[str, object] | None = None) -> list[Row]:
        self.asked.append((sql, params))
        return self._db.execute(sql, params)

    def atomic(self) -> AbstractContextManager[None]:
        return self._db.atomic()

    def verify(self) -> None:
        self._db.verify()

    def close(self) -> None:
        self._db.close()
