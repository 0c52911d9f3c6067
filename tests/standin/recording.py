"""Every message and view that Slack took, as files for others to look at."""

import hashlib
import json
import re
from pathlib import Path

from tests.standin.slack import Slack

# An id of sixteen letters and digits, and a moment as Slack writes it: both are others in every test.
_VARIES = re.compile(r"\b[a-z2-7]{16}\b|\b\d{10}(?:\.\d{6})?\b")


def write_surfaces(slack: Slack, folder: Path) -> None:
    """Write one file for each different surface, named by its content; of those that differ only in ids and moments
    the first.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for surface, payload in slack.workspace.accepted:
        text = json.dumps({"surface": surface, "payload": payload}, indent=1, ensure_ascii=False)
        name = hashlib.sha256(_VARIES.sub("", text).encode()).hexdigest()[:16]
        file = folder / f"{surface}-{name}.json"
        if not file.exists():
            file.write_text(text, encoding="utf-8")
