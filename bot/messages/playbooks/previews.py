"""A post as it will read, shown to its author before it is posted."""

from bot.messages.block_kit import blocks
from bot.messages.block_kit.blocks import Block
from bot.messages.block_kit.render import Message

LONGEST = 2400  # characters of one quoted section: each line has a mark before it


def quote_post(post: Message) -> list[Block]:
    """Return the words of a post as a quotation, its headline in bold letters."""
    headline, _, rest = post["text"].partition("\n")
    bold = f"*{headline}*" if post["blocks"] and post["blocks"][0]["type"] == "header" else headline
    lines = [f"> {line}".rstrip() for line in [bold, *rest.split("\n")]]
    return [block for piece in blocks.split_text("\n".join(lines), LONGEST) for block in blocks.sections(piece)]
