"""A digest shown before it is asked for, asked for, and ended."""

from dataclasses import dataclass
from datetime import date

from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.payloads import Act, Nothing, Payload
from bot.messages.block_kit.render import Message, compose_message
from bot.model.digests import Digest, Rhythm


@dataclass(frozen=True)
class ToDigest(Payload):
    """The rhythm in which somebody may want it."""

    rhythm: Rhythm


OFFER = Act("digest:offer", ToDigest)
ASK = Act("digest:ask", ToDigest)
DECLINE = Act("digest:decline", Nothing)
END = Act("digest:end", Nothing)


def offer_button() -> blocks.Block:
    """Return the button that shows what a digest would be."""
    return controls.button("Send me this monthly", OFFER, ToDigest(Rhythm.MONTHLY))


def digest_entry(asked: Digest | None) -> tuple[str, str]:
    """Return the entry of a menu that shows what a digest would be, or ends the one that somebody has."""
    if asked:
        return controls.entry(f"No {asked.rhythm} digest any more", END, Nothing())
    return controls.entry("Send me this monthly", OFFER, ToDigest(Rhythm.MONTHLY))


def compose_offer(rhythm: Rhythm, first: date, today: date) -> Message:
    """Return what somebody would get, and when first, before they have said that they want it."""
    yes = controls.button(f"Send it {rhythm}", ASK, ToDigest(rhythm), "primary")
    no = controls.button("No, thank you", DECLINE, Nothing())
    values = {"first": first, "today": today, "rhythm": rhythm}
    return compose_message("digest_offer", values, {"buttons": [blocks.actions(yes, no)]})


def compose_asked(rhythm: Rhythm, first: date, today: date) -> Message:
    """Return what is said to somebody who wants it."""
    end = blocks.actions(controls.button("Not any more", END, Nothing()))
    values = {"rhythm": rhythm, "first": first, "today": today}
    return compose_message("digest_asked", values, {"buttons": [end]})


def compose_declined() -> Message:
    """Return what is said to somebody who does not want it."""
    return compose_message("digest_declined", {})


def compose_ended(*, was: bool) -> Message:
    """Return what is said to somebody who wants none any more; `was`: they had one."""
    return compose_message("digest_ended", {"was": was, "leads": True})


def compose_leaderless() -> Message:
    """Return what is said once to somebody who leads no team any more."""
    return compose_message("digest_ended", {"was": True, "leads": False})
