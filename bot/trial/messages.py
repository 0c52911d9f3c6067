"""Messages of real Slack made to fit the local page."""

from bot.trial import elements
from bot.trial.page import Block, People, escape_text, unescape_blocks


def fit_message(blocks: list[Block], people: People) -> list[Block]:
    """Return a message's blocks as the page can show them: radio buttons, which it has in windows only, as a menu."""
    fitted: list[Block] = unescape_blocks([_fit_radio(block, people) for block in blocks])
    return fitted


def _fit_radio(block: Block, people: People) -> Block:
    if block["type"] != "input" or block["element"]["type"] != "radio_buttons":
        return block
    menu = elements.fit_element({**block["element"], "type": "static_select"}, False, people)
    label = {"type": "mrkdwn", "text": escape_text(block["label"]["text"])}
    return {"type": "section", "block_id": block["block_id"], "text": label, "accessory": menu}
