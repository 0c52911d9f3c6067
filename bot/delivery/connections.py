"""HTTP connections that are kept alive, through a proxy where there is one. No retries, no redirects."""

import ssl
import time
from dataclasses import dataclass
from functools import cached_property
from http.client import HTTPException
from typing import Any
from urllib.parse import SplitResult, urlsplit, urlunsplit

from urllib3 import HTTPConnectionPool, HTTPSConnectionPool, PoolManager, ProxyManager, Retry, Timeout, make_headers
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from bot.proxies import Proxies, split_login

CONNECT = 3.0  # seconds
IDLE = 20.0  # seconds after which the other side may be closing a connection just as we write to it
NEVER_AGAIN = Retry(False, redirect=False)  # a retry in here could not know whether the first request arrived
CHUNK = 64 * 1024  # bytes
KEPT = 128  # idle connections to one address, as many as there are workers


class NotConnectedError(Exception):
    """The request has not left: no way there, a proxy that says no, or no trust in whoever answered."""


class LostAnswerError(Exception):
    """The request may have left, and no whole answer came back."""


class TooLargeError(Exception):
    """The answer is longer than was asked for."""


@dataclass(frozen=True)
class Fetched:
    """An answer to a GET: its status, what it says that it is, and its bytes as they came."""

    status: int
    kind: str
    data: bytes


class Connections:
    """HTTP calls that wait `read` seconds for an answer. Safe in any number of threads."""

    def __init__(self, read: float, proxies: Proxies) -> None:
        self._timeout, self._proxies = Timeout(connect=CONNECT, read=read), proxies
        self._pools: dict[tuple[str, str], HTTPConnectionPool] = {}

    def post(self, url: str, body: bytes, headers: dict[str, str]) -> BaseHTTPResponse:
        """Return the answer, read to its end. ValueError when `url` is no address, otherwise an error of ours."""
        pool, target = self._find_pool(url)
        try:
            return pool.urlopen("POST", target, body, headers, NEVER_AGAIN, redirect=False, assert_same_host=False)
        except (OSError, HTTPException, HTTPError) as error:
            raise LostAnswerError(_name(error)) from error

    def get(self, url: str, headers: dict[str, str], most: int, seconds: float) -> Fetched:
        """Return what stands there, of so many bytes at most, within so many seconds. TooLargeError, and as `post`."""
        pool, target = self._find_pool(url)
        until = time.monotonic() + seconds
        try:
            response = pool.urlopen(
                "GET", target, None, headers, NEVER_AGAIN, False, False, preload_content=False, decode_content=False
            )
            try:
                return Fetched(
                    response.status, response.headers.get("Content-Type", ""), _read_body(response, most, until)
                )
            finally:
                response.close()
        except (OSError, HTTPException, HTTPError) as error:
            raise LostAnswerError(_name(error)) from error

    def close(self) -> None:
        """Hang up whatever is not in use; the next call connects again."""
        while self._pools:
            self._pools.popitem()[1].close()

    def _find_pool(self, url: str) -> tuple[HTTPConnectionPool, str]:
        """Return the pool of an address, and what to ask it for."""
        parts = urlsplit(url)
        pool = self._pools.get((parts.scheme, parts.netloc)) or self._open_pool(parts)
        # A proxy wants the whole address of what it forwards; https goes through a tunnel and looks like a direct call.
        forwarded = pool.proxy is not None and parts.scheme == "http"
        return pool, url if forwarded else urlunsplit(("", "", parts.path or "/", parts.query, ""))

    def _open_pool(self, parts: SplitResult) -> HTTPConnectionPool:
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError(f"{parts.geturl()} is no address")
        manager = self._make_manager(parts.scheme, self._proxies.choose(parts.geturl()))
        pool = manager.connection_from_host(parts.hostname, parts.port, parts.scheme)
        # Two workers may have come this far for the same address: both use the pool of the first.
        return self._pools.setdefault((parts.scheme, parts.netloc), pool)

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        # One for all: loading the certificates anew costs some thirty milliseconds of CPU.
        return ssl.create_default_context()

    def _make_manager(self, scheme: str, proxy: str) -> PoolManager:
        tls = self._tls if "https" in (scheme, urlsplit(proxy).scheme) else None
        options: dict[str, Any] = {"timeout": self._timeout, "maxsize": KEPT, "ssl_context": tls}
        manager = PoolManager(**options)
        if proxy:
            address, login = split_login(proxy)
            headers = make_headers(proxy_basic_auth=login) if login else None
            manager = ProxyManager(address, proxy_headers=headers, proxy_ssl_context=tls, **options)
        manager.pool_classes_by_scheme = {"http": _Pool, "https": _TlsPool}
        return manager


class _Connection(HTTPConnection):
    """A connection that tells a failure before the request left from one after: urllib3 raises the same for both."""

    _used = 0.0

    def connect(self) -> None:
        try:
            super().connect()
        except (OSError, HTTPException, HTTPError) as error:
            # No error that urllib3 knows, so that it hands this one on as it is.
            raise NotConnectedError(_name(error.__cause__ or error)) from error

    @property
    def is_connected(self) -> bool:
        """Return whether the pool may use it once more."""
        # The pool asks before it takes a kept connection, and opens a new one when told that this one is gone.
        return time.monotonic() - self._used < IDLE and super().is_connected

    def getresponse(self) -> Any:
        response = super().getresponse()
        self._used = time.monotonic()
        return response


class _TlsConnection(_Connection, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _TlsConnection


def _read_body(response: BaseHTTPResponse, most: int, until: float) -> bytes:
    """Return the body. TooLargeError, or LostAnswerError when it comes drop by drop."""
    body = bytearray()
    while chunk := response.read1(CHUNK):
        body += chunk
        if len(body) > most:
            raise TooLargeError
        if time.monotonic() > until:
            raise LostAnswerError("it takes too long")
    return bytes(body)


def _name(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"
