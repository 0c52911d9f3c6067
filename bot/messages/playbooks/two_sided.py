"""Windows about a list that both sides score: for the person who made it, and for whoever has scored it."""

from bot.coaching.shapes.base import ListWords, Playbook
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import View
from bot.messages.block_kit.payloads import Act
from bot.messages.block_kit.render import compose_message
from bot.messages.block_kit.targets import ToFinished

SCORE = Act("list:score", ToFinished)


def show_list_made(playbook: Playbook, run_id: str, channel: str, *, changed: bool) -> View:
    """Return the window when the list is made, or changed: now the person who did can score, as everybody else."""
    watched = playbook.list_words is ListWords.WATCHED
    label = "Mark what I saw" if watched else "Score them now"
    button = blocks.actions(controls.button(label, SCORE, ToFinished(run_id), "primary"))
    told = {"channel": channel, "changed": changed, "watched": watched}
    words = compose_message("list_made", told, {"score": [button]})
    return blocks.modal(playbook.title, words["blocks"], callback="list:made", metadata="")


def show_scored(playbook: Playbook, channel: str) -> View:
    """Return the window when somebody's scores count."""
    watched = playbook.list_words is ListWords.WATCHED
    words = compose_message("list_scored", {"channel": channel, "watched": watched})
    return blocks.modal(playbook.title, words["blocks"], callback="list:scored", metadata="")
