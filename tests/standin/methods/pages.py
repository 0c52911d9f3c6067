"""Lists that come a page at a time."""

from typing import Any

from tests.standin.blockkit.limits import Payload
from tests.standin.workspace import Refused


def page(items: list[Any], args: Payload, name: str) -> Payload:
    """A page of a cursored list, `limit` at a time."""
    start, limit = int(args.get("cursor") or 0), int(args.get("limit") or 100)
    if not 1 <= limit <= 1000:
        raise Refused("invalid_limit")
    more = str(start + limit) if start + limit < len(items) else ""
    return {name: items[start : start + limit], "response_metadata": {"next_cursor": more}}
