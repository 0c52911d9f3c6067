"""The message on which somebody acts, as the post of ours that it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

from bot.model.outbox import OUR_EVENT


@dataclass(frozen=True)
class Posted:
    """A row of the outbox, and where its message stands."""

    row: str
    channel: str
    ts: str


class _Named(BaseModel):
    id: str


class _Metadata(BaseModel):
    event_type: str
    event_payload: _Named


class _Message(BaseModel):
    ts: str
    app_id: str
    metadata: _Metadata


class _Channel(BaseModel):
    id: str


class _Act(BaseModel):
    api_app_id: str
    channel: _Channel
    message: _Message


def find_posted(body: Mapping[str, Any]) -> Posted | None:
    """Return what stands before whoever acts; None where that is no message, or none of ours."""
    if not isinstance(body.get("message"), Mapping) or "metadata" not in body["message"]:
        return None
    try:
        act = _Act.model_validate(body)
    except ValidationError:
        return None
    message = act.message
    # Another app may write the same metadata, and a shortcut works on its messages as well.
    if message.metadata.event_type != OUR_EVENT or message.app_id != act.api_app_id:
        return None
    return Posted(message.metadata.event_payload.id, act.channel.id, message.ts)
