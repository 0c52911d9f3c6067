"""Answers to what is said in passing: a sentence or two, and at most two buttons."""

from collections.abc import Mapping

from bot.coaching.small_talk import Talk
from bot.messages.block_kit import blocks
from bot.messages.block_kit.render import Message, compose_message
from bot.messages.front.front import Line, start_button

BUTTONS: Mapping[Talk, tuple[str, ...]] = {
    Talk.HELLO: ("pilot", "progress"),
    Talk.WHO: ("pilot", "results"),
    Talk.STOP: ("mute",),
    Talk.REMIND: ("commit", "progress"),
    Talk.UNDO: ("progress", "results"),
    Talk.EXPORT: ("export", "results"),
}


def compose_talk(talk: Talk, lines: Mapping[str, Line]) -> Message:
    """Return the answer; buttons of words that are not there are left out."""
    words = [word for word in BUTTONS.get(talk, ()) if word in lines]
    buttons = [start_button(word, lines[word].label(word)) for word in words]
    return compose_message("small_talk", {"talk": talk}, {"buttons": [blocks.actions(*buttons)] if buttons else []})
