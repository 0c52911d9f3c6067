"""The sources of advice, playbook by playbook."""

from collections.abc import Mapping

from bot.coaching.shapes.base import Playbook
from bot.messages.block_kit.render import Message, compose_message


def listed(library: Mapping[str, Playbook]) -> Message:
    """Return every source with its grade; a playbook without one is left out."""
    cited = {word: playbook for word, playbook in library.items() if playbook.source}
    return compose_message("sources", {"library": cited})
