"""Every message and view that Slack took, as files for others to look at."""

import hashlib
import json
from pathlib import Path

from tests.standin.slack import Slack


def write_surfaces(slack: Slack, folder: Path) -> None:
    """Write one file for each different surface, named by its content: a second run changes nothing."""
    folder.mkdir(parents=True, exist_ok=True)
    for surface, payload in slack.workspace.accepted:
        text = json.dumps({"surface": surface, "payload": payload}, indent=1, ensure_ascii=False)
        name = hashlib.sha256(text.encode()).hexdigest()[:16]
        (folder / f"{surface}-{name}.json").write_text(text, encoding="utf-8")
