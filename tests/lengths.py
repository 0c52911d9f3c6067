"""The length of a channel post: short enough that it is read (docs/design.md, decision 12)."""

from typing import Any

from tests.standin.people.reading import pressable, seen, texts
from tests.standin.workspace import Workspace

CHARACTERS, LINES, BUTTONS = 800, 15, 5
NO_TEXT = ("actions", "table", "data_table", "data_visualization", "divider")
Post = dict[str, Any]


def measure_post(post: Post, workspace: Workspace) -> dict[str, int]:
    """Return the characters, lines and buttons that a post shows, and how many of the buttons are primary.

    Labels of buttons, rows of a table and a chart are no text; a row of numbers to choose from is one button.
    """
    told = [block for block in post.get("blocks", []) if block["type"] not in NO_TEXT]
    shown = [seen(part, workspace) for block in told for part in texts({**block, "accessory": {}})]
    pressed = [(label, element) for label, _, element, _ in pressable(post.get("blocks", []))]
    labels = [label for label, _ in pressed if not label.isdecimal()]
    return {
        "characters": len("\n".join(shown or [seen(post.get("text", ""), workspace)])),
        "lines": sum(len(part.split("\n")) for part in shown),
        "buttons": len(labels) + any(label.isdecimal() for label, _ in pressed),
        "primary": sum(element.get("style") == "primary" for _, element in pressed),
    }


def find_excess(post: Post, workspace: Workspace) -> list[str]:
    """Return what is too much of a post, in words."""
    most = {"characters": CHARACTERS, "lines": LINES, "buttons": BUTTONS, "primary": 1}
    measured = measure_post(post, workspace)
    return [f"{measured[name]} {name}, at most {limit}" for name, limit in most.items() if measured[name] > limit]
