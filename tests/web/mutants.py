"""Payloads as no Slack sends them: recorded ones, each with something wrong in it."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from copy import deepcopy
from random import Random
from typing import Any
from urllib.parse import quote_plus, urlencode

from tests.standin.wire.payloads import FORM

Sent = tuple[bytes, str]  # body and content type
Path = tuple[str | int, ...]
Pool = Mapping[str, Sequence[Any]]  # what stands at each key in any payload
JSON = "application/json"
HARD: list[Any] = [
    *("", " ", "\x00", "\ud800", "a\x00b", "é" * 50, "a" * 100_000, "/" * 50, "%00", "%", "<@U1>", "null", "-1", "²"),
    *("T1\n", "../x", "0001-01-01", "9999-12-31", "2026-02-30", "x:y", "x:y-z", "🙂", "9" * 30, "a/b/c", "//", "1e9"),
    *(None, True, False, 0, -1, 1.5, 2**63, 10**400, 1e308, float("nan"), float("inf")),
    *([], {}, [None], [[]], [{}], {"": None}, {"id": None}, {"id": []}, {"value": {}}, [""] * 5_000, ["U1", 1]),
]
NAMES = ("enterprise", "authorizations", "is_enterprise_install", "is_ext_shared_channel", "response_urls", "payload")
DEEP = b"[" * 100_000
DEEP_FORM = b"payload=" + quote_plus(DEEP).encode()
MANY_FIELDS = b"&".join(b"a%d=1" % number for number in range(3000))


def walk(value: Any, path: Path = ()) -> Iterator[Path]:
    """Return the way to everything inside."""
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in children:
        yield (*path, key)
        yield from walk(child, (*path, key))


def pool(payloads: Sequence[Any]) -> dict[str, list[Any]]:
    """Return what stands at each key of any of them."""
    found: dict[str, list[Any]] = {}
    for payload in payloads:
        for path in walk(payload):
            found.setdefault(str(path[-1]), []).append(_at(payload, path))
    return found


def mutate(random: Random, payload: dict[str, Any], known: Pool) -> dict[str, Any]:
    """Return the payload with one to three changes."""
    changed = deepcopy(payload)
    for _ in range(random.choice((1, 1, 1, 2, 3))):
        if changed:
            _change(random, changed, _somewhere(random, changed), known)
    return changed


def _somewhere(random: Random, payload: Any) -> Path:
    """Return the way to something, as often near the root, where everything is read, as among the many leaves."""
    path: Path = ()
    for _ in range(random.randint(1, 8)):
        inside = _at(payload, path)
        if not isinstance(inside, dict | list) or not inside:
            break
        path = (*path, random.choice(list(inside)) if isinstance(inside, dict) else random.randrange(len(inside)))
    return path


def _change(random: Random, payload: Any, path: Path, known: Pool) -> None:
    holder, key = _at(payload, path[:-1]), path[-1]
    old = holder[key]
    ways: list[Callable[[], Any]] = [
        lambda: random.choice(HARD),
        lambda: deepcopy(random.choice(known.get(str(key), HARD))),
        lambda: deepcopy(random.choice(known[random.choice(list(known))])),
        lambda: [old],
        lambda: {"id": old},
        lambda: list(old.values()) if isinstance(old, dict) else dict(enumerate(old)) if isinstance(old, list) else "",
        lambda: f"{old}{random.choice(HARD)}"[:200],
        lambda: type(old)() if old is not None else {},
    ]
    way = random.randrange(len(ways) + 2)
    if way == len(ways):
        del holder[key]
    elif way > len(ways) and isinstance(holder, dict):
        holder[random.choice(NAMES)] = random.choice(HARD)
    else:
        holder[key] = ways[min(way, len(ways) - 1)]()


def _at(value: Any, path: Path) -> Any:
    for key in path:
        value = value[key]
    return value


def encode(payload: dict[str, Any]) -> Sent:
    """Return the payload as Slack would send it, however wrong it is."""
    if ("command" in payload or "ssl_check" in payload) and payload.get("type") is None:
        return urlencode(payload, errors="replace").encode(), FORM
    text = json.dumps(payload)
    if payload.get("type") == "event_callback" or "event" in payload:
        return text.encode(), JSON
    return urlencode({"payload": text}).encode(), FORM


def damage(random: Random, sent: Sent) -> Sent:
    """Return the request with something wrong in its bytes, or in what it says they are."""
    body, kind = sent
    cut = random.randrange(len(body) + 1)
    ways: list[Sent] = [
        (body[:cut], kind),
        (body[cut:], kind),
        (body[:cut] + b"\xff\xfe" + body[cut:], kind),
        (body[:cut] + b"%FF%00%C3" + body[cut:], kind),
        (body[:cut] + b"&" + body[cut:], kind),
        (body + b"&" + body, kind),
        (b"payload=%7B%7D&" + body, kind),
        (body + b"&payload=", kind),
        (body + b"&ssl_check=%C3%A9", kind),
        (b"ssl_check=%C3%A9&" + body, kind),
        (b"\xef\xbb\xbf" + body, kind),
        (b"", kind),
        (body, random.choice((JSON, FORM, "", "text/plain", f"{JSON}; charset=utf-16", "multipart/form-data", "é"))),
        (DEEP, JSON),
        (DEEP_FORM, FORM),
        (b'{"type":' + b'{"a":' * 900 + b"1" + b"}" * 901, JSON),
        (random.choice((b"null", b"1", b'"a"', b"[]", b"{}", b"NaN", b"payload", b"payload=", b"payload=[]")), kind),
        (b"payload=" + random.choice((b"null", b"1", b"%22a%22", b"%5B%5D", b"NaN", b"%7B%7D", b"+")), FORM),
        (b'{"a":' + b"9" * 5000 + b"}", JSON),
        (MANY_FIELDS, FORM),
        (b'"app_rate_limited"', JSON),
    ]
    return random.choice(ways)
