"""Rows of files from other organisations."""

from dataclasses import dataclass
from datetime import date

from bot.model.rows import Row


@dataclass(frozen=True, slots=True)
class PeerEntry(Row):
    """The file of an organisation about one survey, as it was added; `content` is its JSON."""

    playbook: str
    organisation: str
    made_on: date
    content: str
