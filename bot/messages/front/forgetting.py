"""Being forgotten: what goes and what stays, the button that settles it, and that it is done."""

from dataclasses import asdict

from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import View
from bot.messages.block_kit.payloads import Act, Nothing
from bot.messages.block_kit.render import Message, compose_message
from bot.model.people import PersonalData

FORGET = Act("person:forget", Nothing)


def ask_window(kept: PersonalData) -> View:
    """Return the window that says what goes and what stays, and asks."""
    button = blocks.actions(controls.button("Forget me", FORGET, Nothing(), "danger"))
    message = compose_message("forget_ask", asdict(kept), {"button": [button]})
    return blocks.modal("Forget me?", message["blocks"], callback="person:forgetting", metadata="", close="Keep me")


def asked_window() -> View:
    """Return the window after the press, the same however often it comes."""
    message = compose_message("forget_asked", {})
    return blocks.modal("Forget me", message["blocks"], callback="person:forgetting", metadata="")


def compose_forgotten() -> Message:
    """Return the last message to somebody who was forgotten."""
    return compose_message("forgotten", {})
