"""PostgreSQL: for several processes, or hosts whose disk vanishes."""

import logging
import re
import threading
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager, suppress
from functools import lru_cache
from typing import Any, TypeVar
from urllib.parse import quote

import psycopg
from psycopg.abc import PQGen
from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import TransactionStatus
from psycopg.rows import dict_row
from psycopg_pool import ConnectionPool

from bot import deadline
from bot.errors import UnavailableError, UserError
from bot.settings import POSTGRESQL

T = TypeVar("T")
MALFORMED = (
    "DATABASE_URL is not an address of PostgreSQL. Write postgresql://user:password@host:5432/name, "
    "and what is neither a letter nor a digit in user or password as %XX: %40 for @, %2F for /, %25 for %."
)
FRESH = 1.0  # seconds for which a connection that has answered counts as alive
WAIT = 10.0  # seconds for a connection where nobody waits for it
LONGEST = 60.0  # seconds that a statement may take there
LEAST = 0.3  # seconds that are waited even when there is no time left: a short act still ends well
# The server's own limits, for what it would go on with after we have given up. It has the last one since version 14.
_LIMITS = """
    SELECT set_config('statement_timeout', '60s', false), set_config('lock_timeout', '30s', false),
        set_config('idle_in_transaction_session_timeout', '60s', false)"""
_NOTICE_THAT_WE_ARE_GONE = "SET client_connection_check_interval = '1s'"
# A host that is gone without a word is noticed in half a minute.
_LINE = {"connect_timeout": 3, "keepalives_idle": 15, "keepalives_interval": 5, "keepalives_count": 3}


class Postgres:
    """PostgreSQL, by a pool that is opened at its first use."""

    engine = "postgresql"

    def __init__(self, url: str) -> None:
        self._secrets = _read_secrets(url)
        self._hiding = _Hiding(self._hide)
        logging.getLogger("psycopg.pool").addFilter(self._hiding)
        self._pool = ConnectionPool(
            url,
            connection_class=_Connection,
            kwargs={"autocommit": True, "row_factory": dict_row, **_LINE},
            min_size=1,
            max_size=10,
            timeout=WAIT,
            open=False,
            configure=_configure,
            check=_check,
        )
        self._thread = threading.local()

    @contextmanager
    def _connection(self) -> Generator["_Connection"]:
        """Yield the connection of the transaction that this thread is in, otherwise one from the pool."""
        open_here: _Connection | None = getattr(self._thread, "connection", None)
        if open_here is not None:
            yield open_here
            return
        try:
            self._pool.open()
            with self._pool.connection(deadline.left(WAIT, LEAST)) as connection:
                yield connection
        except (psycopg.OperationalError, psycopg.InterfaceError, psycopg.errors.ReadOnlySqlTransaction) as error:
            # Not `from error`: a traceback would show the words from which the address was taken out.
            raise UnavailableError(self._describe(error)) from None

    def query(self, sql: str, params: Mapping[str, object] | None = None) -> list[dict[str, Any]]:
        try:
            return self._ask(sql, params)
        except _AlteredError:
            # Nothing was done yet; a transaction is over, and has to begin anew with whoever began it.
            if getattr(self._thread, "connection", None) is not None:
                raise
            return self._ask(sql, params)

    def _ask(self, sql: str, params: Mapping[str, object] | None) -> list[dict[str, Any]]:
        with self._connection() as connection:
            try:
                cursor = connection.execute(for_psycopg(sql), dict(params or {}))
            except psycopg.errors.FeatureNotSupported as error:
                # A newer version has added a column: what was prepared before cannot be answered any more.
                if "cached plan" not in str(error):
                    raise
                connection.close()
                self._pool.drain()
                raise _AlteredError("the tables have just been added to") from None
            return cursor.fetchall() if cursor.description else []

    def execute(self, sql: str, params: Mapping[str, object] | None = None) -> list[dict[str, Any]]:
        if not deadline.is_set():
            return self.query(sql, params)  # with autocommit, a statement outside `atomic` is a transaction of its own
        # A statement that was given up would be done all the same, once the server finds time for it.
        with self.atomic():
            return self.query(sql, params)

    @contextmanager
    def atomic(self) -> Generator[None]:
        if getattr(self._thread, "connection", None) is not None:
            yield
            return
        with self._connection() as connection, connection.transaction():
            self._thread.connection = connection
            try:
                yield
            finally:
                self._thread.connection = None

    def verify(self) -> None:
        """Read a row. UnavailableError when it cannot be read."""
        try:
            self.query("SELECT name FROM migrations")
        except psycopg.Error as error:
            raise UnavailableError(self._describe(error)) from None

    def close(self) -> None:
        self._pool.close()
        logging.getLogger("psycopg.pool").removeFilter(self._hiding)

    def _describe(self, error: Exception) -> str:
        return self._hide(" ".join(str(error).split()) or type(error).__name__)

    def _hide(self, text: str) -> str:
        """Return the text with nothing of the address that nobody may read."""
        for secret in self._secrets:
            text = text.replace(secret, "…")
        return text


class _AlteredError(UnavailableError):
    """The tables are not as they were when a statement was prepared."""


class _Connection(psycopg.Connection[dict[str, Any]]):
    """A connection that gives up at the deadline: a server that hangs says nothing, and no timeout of its own helps."""

    answered_at = 0.0  # when the server last answered on it, by the monotonic clock

    def wait(self, gen: PQGen[T], interval: float = 0.1, timeout: float | None = None) -> T:
        try:
            answer = super().wait(gen, interval, deadline.left(LONGEST, LEAST) if timeout is None else timeout)
            self.answered_at = time.monotonic()
            return answer
        except psycopg.OperationalError:
            # Given up in the middle of a statement: its answer must not be taken for that of the next one.
            if self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                self.close()
            raise


def _check(connection: _Connection) -> None:
    """Refuse a connection that is dead: after a restart of the server all that are in the pool are."""
    # One that has just answered is alive: to ask each time is a quarter of all that is asked.
    if time.monotonic() - connection.answered_at > FRESH:
        ConnectionPool.check_connection(connection)


def _configure(connection: _Connection) -> None:
    connection.execute(_LIMITS)
    with suppress(psycopg.Error):  # not every version and system has it
        connection.execute(_NOTICE_THAT_WE_ARE_GONE)


def _read_secrets(url: str) -> list[str]:
    """Return what nobody may read of an address. UserError, without a word of it, when it is none."""
    try:
        if not POSTGRESQL.fullmatch(url):
            raise UserError(MALFORMED)
        known = conninfo_to_dict(url)
    except (psycopg.Error, UnicodeError):
        # Not `from error`: the driver quotes the part that it does not understand, which may be the password.
        raise UserError(MALFORMED) from None
    # Where a `@` is missing, the driver takes the password for the port.
    ports = [] if known.get("user") else [known.get("port")]
    given = [value for name, value in known.items() if "password" in name or name == "passfile"]
    return [str(value) for value in (*given, *map(_quoted, map(str, given)), *ports) if value and len(str(value)) > 2]


def _quoted(secret: str) -> str:
    return quote(secret, safe="")


class _Hiding(logging.Filter):
    """Takes secrets out of what the pool logs, which quotes the server's and the driver's words."""

    def __init__(self, hide: Callable[[str], str]) -> None:
        super().__init__()
        self._hide = hide

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = self._hide(record.getMessage()), ()
        return True


# Quoted text, names, comments and casts come first, so that a colon inside them begins no parameter. A `%` is doubled
# inside quotes too: psycopg reads it anywhere.
_PARTS = re.compile(r"""'(?:[^']|'')*' | "(?:[^"]|"")*" | --[^\n]* | :: | % | :([A-Za-z_]\w*)""", re.VERBOSE)


@lru_cache(maxsize=1024)
def for_psycopg(sql: str) -> bytes:
    """Return the statement with `%(name)s` for `:name` and every other `%` doubled; quoted text and casts stay."""
    # Bytes in the end: psycopg's types take no `str` that is not a literal.

    def part(match: re.Match[str]) -> str:
        return f"%({match[1]})s" if match[1] else match[0].replace("%", "%%")

    return _PARTS.sub(part, sql).encode()
