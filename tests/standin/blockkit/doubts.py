"""Faults of a message or view that Slack takes and we would regret."""

import re
from collections.abc import Iterator

from tests.standin.blockkit.limits import Payload, objects_in

MARKUP = re.compile(
    r"<(@[UW][A-Z0-9]+(\|[^<>]*)?|#[CGD][A-Z0-9]+(\|[^<>]*)?|![a-z]+(\^[^<>]*)?(\|[^<>]*)?"
    r"|(https?|mailto|tel|slack):[^<>]*|[^<>\s|]+\.[^<>\s|]+\|[^<>]*)>"
)
MARKDOWN = re.compile(r"\*\*[^*\n]+\*\*|(^|[^!<])\[[^\]\n]+\]\(https?:")


def doubts(payload: Payload) -> list[str]:
    """Find unescaped text, pings to all, Markdown in mrkdwn, no fallback text."""
    texts = [str(part.get("text")) for part in objects_in(payload.get("blocks")) if part.get("type") == "mrkdwn"]
    texts += [payload["text"]] if isinstance(payload.get("text"), str) else []
    found = [fault for text in texts for fault in _careless(text)]
    if payload.get("blocks") and "title" not in payload and payload.get("type") != "home" and not payload.get("text"):
        found.append("no fallback text: screen readers and notifications have nothing")
    return found


def _careless(text: str) -> Iterator[str]:
    if re.search(r"<!(channel|here|everyone)(\|[^>]*)?>", text):
        yield f"pings a whole channel: {text[:80]!r}"
    if re.search(r"&(?!amp;|lt;|gt;)", text):
        yield f"unescaped &: {text[:80]!r}"
    if re.search("[<>]", re.sub(r"(?m)^>+ ?", "", MARKUP.sub("", text))):
        yield f"unescaped < or >: {text[:80]!r}"
    if MARKDOWN.search(text):
        yield f"Markdown in mrkdwn: {text[:80]!r}"
