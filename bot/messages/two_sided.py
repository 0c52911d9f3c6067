"""A list that both sides score, as windows: what the person who made it reads, and who has scored it."""

from bot.coaching.shapes.base import Playbook
from bot.messages import blocks
from bot.messages.blocks import View
from bot.messages.render import compose

SCORE = "rounds:score"


def listed(playbook: Playbook, run_id: str, channel: str) -> View:
    """Return the window when the list is made: now the person who made it can score, as everybody else."""
    button = blocks.actions(blocks.button("Score them now", SCORE, run_id, "primary"))
    words = compose("round_listed", {"channel": channel}, {"score": [button]})
    return blocks.modal(playbook.title, words["blocks"], callback="rounds:listed", about="")


def thanks(playbook: Playbook, channel: str) -> View:
    """Return the window when somebody's marks count."""
    words = compose("round_scored", {"channel": channel})
    return blocks.modal(playbook.title, words["blocks"], callback="rounds:scored", about="")
