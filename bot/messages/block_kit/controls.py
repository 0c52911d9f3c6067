"""Buttons, menus and windows: what people press and send in, each with the act that it means."""

from collections.abc import Iterable

from bot.messages.block_kit import blocks
from bot.messages.block_kit.blocks import Block, View
from bot.messages.block_kit.payloads import Act, Carrier, P

MENU = "menu"  # the action of every … menu: Slack sends one for all its entries, so the act stands in the entry


def button(label: str, act: Act[P], payload: P, style: str | None = None, *, place: object = "", of: str = "") -> Block:
    """Return a button; `style` primary or danger. `place` tells buttons of one act in one block apart.

    `of` is read out behind the label, in plain words: where several have the same, or it says little by itself.
    """
    # Slack refuses two elements of one action_id in a block; the router drops what follows the hyphen.
    name = f"{act.name}-{place}" if str(place) else act.name
    made = blocks.button(label, name, payload.encode(), style)
    return {**made, "accessibility_label": blocks.shorten(f"{label}: {of}", 75)} if of else made


def entry(label: str, act: Act[P], payload: P) -> tuple[str, str]:
    """Return an entry for `menu`."""
    return f"{act.name} {payload.encode()}", label


def menu(*entries: tuple[str, str]) -> Block:
    """Return a … menu of up to five entries."""
    return blocks.overflow(entries, MENU)


def modal(
    title: str,
    shown: Iterable[Block],
    act: Carrier[P],
    payload: P,
    *,
    submit: str | None = None,
    close: str = "Close",
    closing: bool = False,
) -> View:
    """Return a window. Sending it in means `act`; with `closing` Slack also tells when it is closed unsent."""
    view = blocks.modal(title, shown, callback=act.name, metadata=payload.encode(), submit=submit, close=close)
    return {**view, "notify_on_close": True} if closing else view
