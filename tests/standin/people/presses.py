"""What a person's hands do in a window: a tick is one press, a menu two, typing none but the press into the field."""

from tests.standin.blockkit.limits import Payload
from tests.standin.people.forms import HELD, TEXTS, Field

ONE = ("radio_buttons", "checkboxes")  # they lie open; everything else is opened first
TYPED = (*TEXTS, "rich_text_input")


def count_presses(field: Field, before: Payload, after: Payload) -> int:
    """Return how many presses it takes to change a field from what it held before."""
    kind = field.element["type"]
    name = HELD[kind][0]
    old, new = before[name], after[name]
    if old == new:
        return 0
    if kind in TYPED:
        return int(not field.element.get("focus_on_load"))
    opened = int(kind not in ONE)
    if isinstance(new, list):
        return opened + len([each for each in new if each not in old]) + len([each for each in old if each not in new])
    return opened + 1
