"""A file that somebody has sent, as Slack describes it: whether it can be a filled-in sheet, before it is fetched."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.coaching.questionnaires.files import MOST_BYTES, PDF, TOO_LARGE

# Slack's own names for kinds of files; an empty one where it does not say. What is in it decides later.
_SHEETS = frozenset(["", "auto", "binary", "csv", "excel", "text", "tsv", "xls", "xlsm", "xlsx"])
_PICTURE = "This is a picture. Send me the sheet itself, as xlsx or CSV."
_OTHER = "Of files I read filled-in questionnaires alone, as xlsx or CSV. I have not opened this one."
_ELSEWHERE = "This file is kept outside Slack, where I do not go. Download it as xlsx or CSV, and send me that."
_GONE = "Slack does not have this file any more. Send it once more."
SEVERAL = "One sheet at a time, please: send me the one with the answers."


@dataclass(frozen=True)
class SentFile:
    """What Slack says of a file; of one that the bot may not see, little more than its id."""

    id: str
    filetype: str
    mimetype: str
    mode: str
    size: int
    url: str
    external: bool

    @classmethod
    def read(cls, entry: Mapping[str, Any]) -> "SentFile":
        """Read it out of Slack's JSON, in which anything but the id may be missing."""
        id_, filetype, mimetype, mode, url = (
            _read_text(entry, name) for name in ("id", "filetype", "mimetype", "mode", "url_private_download")
        )
        size = entry.get("size")
        return cls(
            id_, filetype, mimetype, mode, size if isinstance(size, int) else 0, url, bool(entry.get("is_external"))
        )

    @property
    def objection(self) -> str:
        """Why it is no sheet that can be read, and what to do; "" where it may be one."""
        if self.mode in ("tombstone", "hidden_by_limit"):
            return _GONE
        if self.external or self.mode == "external":
            return _ELSEWHERE
        if self.mimetype.startswith("image/"):
            return _PICTURE
        if self.filetype == "pdf":
            return PDF
        if self.filetype not in _SHEETS:
            return _OTHER
        return TOO_LARGE if self.size > MOST_BYTES else ""


def _read_text(entry: Mapping[str, Any], name: str) -> str:
    value = entry.get(name)
    return value if isinstance(value, str) else ""
