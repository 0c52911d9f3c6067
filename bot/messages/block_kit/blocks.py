"""The few Block Kit builders that Align uses. They make plain dicts and keep Slack's limits themselves.

Limits are those of docs.slack.dev (Block Kit reference); lengths are characters.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from bot.model.people import is_forgotten

Block = dict[str, Any]
View = dict[str, Any]

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
TEXT = 2900  # 3,000 less a margin: Slack does not say whether it counts emoji as one
HEADER = 150
COLUMN = 1900  # 2,000 less a margin
BUTTONS = 25
_BROKEN = re.compile(r"(&[a-z]{0,3}|<[^>]*)$")  # an entity or a <mention> that a cut would tear apart


def plain(text: str, limit: int = 75) -> dict[str, Any]:
    return {"type": "plain_text", "text": shorten(text, limit), "emoji": True}


def mrkdwn(text: str) -> dict[str, Any]:
    """Return marked-up text."""
    # Verbatim, or Slack would make a mention or a link of a bare @here or #channel in somebody's words.
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def shorten(text: str, limit: int) -> str:
    """Return the first characters of a text, `limit` with the … at their end, for labels that Slack would refuse."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def header(text: str) -> Block:
    """Return a headline, cut to HEADER characters."""
    return {"type": "header", "text": plain(text, HEADER)}


def sections(text: str) -> list[Block]:
    """Return as many sections as the text needs, parted at paragraphs, lines or words."""
    # Expanded, since Slack hides the end of a long section behind "See more".
    return [{"type": "section", "text": mrkdwn(piece), "expand": True} for piece in split_text(text)]


def columns(texts: Iterable[str]) -> Block:
    """Return up to ten texts as one section, two beside each other. The caller keeps each within COLUMN."""
    return {"type": "section", "fields": [mrkdwn(text) for text in texts][:10]}


def context(text: str) -> list[Block]:
    return [{"type": "context", "elements": [mrkdwn(piece)]} for piece in split_text(text)]


def divider() -> Block:
    return {"type": "divider"}


def button(label: str, action: str, value: str, style: str | None = None) -> dict[str, Any]:
    """Return a button: `action` is the name of an act, `value` its payload, `style` primary or danger."""
    made = {"type": "button", "text": plain(label), "action_id": action, "value": value}
    return {**made, "style": style} if style else made


def attach_beside(shown: list[Block], element: dict[str, Any]) -> list[Block]:
    """Return the same blocks with the element at the right of the first, which is a section."""
    return [{**shown[0], "accessory": element}, *shown[1:]]


def actions(*buttons: dict[str, Any]) -> Block:
    return {"type": "actions", "elements": list(buttons[:BUTTONS])}


def option(value: str, text: str) -> dict[str, Any]:
    return {"text": plain(text), "value": value}


def overflow(options: Sequence[tuple[str, str]], action: str) -> dict[str, Any]:
    """Return a … menu of up to five (value, text)."""
    return {"type": "overflow", "action_id": action, "options": [option(*each) for each in options[:5]]}


def text_input(
    value: str | None = None, *, limit: int = 300, multiline: bool = False, example: str = ""
) -> dict[str, Any]:
    """Return a field to type into; `example` stands in it while it is empty."""
    made: dict[str, Any] = {
        "type": "plain_text_input",
        "max_length": limit,
        "multiline": multiline,
        # With each character: by default a text is told only at Enter, and whoever closes the window would lose it.
        "dispatch_action_config": {"trigger_actions_on": ["on_character_entered"]},
    }
    if example:
        made["placeholder"] = plain(f"Ex. {example}", 150)
    return {**made, "initial_value": value[:limit]} if value else made


def checkboxes(options: Sequence[tuple[str, str, str]], ticked: Collection[str]) -> dict[str, Any]:
    """Return up to ten boxes (value, text, one line about it or "") to tick."""
    listed = [
        {**option(value, text), **({"description": plain(about)} if about else {})} for value, text, about in options
    ]
    # Slack takes as initial_options only such as equal listed ones in every part.
    initial = [each for each in listed if each["value"] in ticked]
    return {"type": "checkboxes", "options": listed, **({"initial_options": initial} if initial else {})}


def choice(options: Sequence[tuple[str, str]], value: str | None = None) -> dict[str, Any]:
    """Return a choice of one (value, text): all in sight up to five, a menu beyond."""
    return menu(options, value) if len(options) > 5 else radio(options, value)


def radio(options: Sequence[tuple[str, str]], value: str | None = None) -> dict[str, Any]:
    """Return a choice of one of up to ten (value, text), all in sight."""
    return _list_options({"type": "radio_buttons"}, options[:10], value)


def menu(options: Sequence[tuple[str, str]], value: str | None = None, placeholder: str = "Choose") -> dict[str, Any]:
    """Return a choice of one of up to a hundred (value, text), in a menu."""
    element = {"type": "static_select", "placeholder": plain(placeholder, 150)}
    return _list_options(element, options[:100], value)


def grouped_menu(
    groups: Sequence[tuple[str, Sequence[tuple[str, str]]]], value: str | None, placeholder: str = "Choose"
) -> dict[str, Any]:
    """Return a choice of one (value, text) out of groups with a label, in a menu; a hundred in all at most."""
    listed = [{"label": plain(label), "options": [option(*each) for each in entries]} for label, entries in groups]
    chosen = next((option(*each) for _, entries in groups for each in entries if each[0] == value), None)
    initial = {"initial_option": chosen} if chosen else {}
    return {"type": "static_select", "placeholder": plain(placeholder, 150), "option_groups": listed, **initial}


def _list_options(element: dict[str, Any], options: Sequence[tuple[str, str]], value: str | None) -> dict[str, Any]:
    listed = [option(*each) for each in options]
    # Slack takes as initial_option only one that equals a listed one in every part, its text too.
    chosen = next((each for each in listed if each["value"] == value), None)
    return {**element, "options": listed, **({"initial_option": chosen} if chosen else {})}


def person(user: str | None = None) -> dict[str, Any]:
    made = {"type": "users_select", "placeholder": plain("Choose a person")}
    return {**made, "initial_user": user} if user and not is_forgotten(user) else made


def people(users: Sequence[str] = (), placeholder: str = "Choose people") -> dict[str, Any]:
    made = {"type": "multi_users_select", "placeholder": plain(placeholder)}
    there = [user for user in users if not is_forgotten(user)]
    return {**made, "initial_users": there} if there else made


def day(value: str | None = None) -> dict[str, Any]:
    """Return a date field; `value` is ISO (2026-12-01)."""
    made = {"type": "datepicker", "placeholder": plain("Choose a date")}
    return {**made, "initial_date": value} if value else made


def field(
    name: str, label: str, element: dict[str, Any], *, hint: str | None = None, optional: bool = False, keep: str = ""
) -> Block:
    """Return an input. `name` is where errors appear; `keep` names the act that every change is sent to."""
    made: Block = {
        "type": "input",
        "block_id": name,
        "label": plain(label, 2000),
        "element": {**element, "action_id": _name_action(element, keep)},
        "optional": optional,
        "dispatch_action": bool(keep),
    }
    if not keep:
        made["element"].pop("dispatch_action_config", None)
    return {**made, "hint": plain(hint, 2000)} if hint else made


def focus_first(shown: Sequence[Block]) -> list[Block]:
    """Return the blocks with the cursor in the first input, when the window opens."""
    first = next((block for block in shown if block["type"] == "input"), None)
    return [
        {**block, "element": {**block["element"], "focus_on_load": True}} if block is first else block
        for block in shown
    ]


def _name_action(element: dict[str, Any], keep: str) -> str:
    """Return the name under which a field tells its changes; the router drops what follows a hyphen."""
    # A menu may become a field for everybody in Slack: under one name Slack would keep what was chosen in the other.
    return f"{keep}-everybody" if keep and element["type"] == "users_select" else keep or "value"


def modal(
    title: str,
    blocks: Iterable[Block],
    *,
    callback: str,
    metadata: str,
    submit: str | None = None,
    close: str = "Close",
) -> View:
    """Return a modal view. `metadata` travels along as private_metadata: ids only, the person's client can read it."""
    view: View = {
        "type": "modal",
        "callback_id": callback,
        "private_metadata": metadata,
        "title": plain(title, 24),
        "close": plain(close, 24),
        "blocks": list(blocks)[:VIEW_BLOCKS],
    }
    return {**view, "submit": plain(submit, 24)} if submit else view


def split_text(text: str, limit: int = TEXT) -> Iterator[str]:
    """Yield the text in pieces of at most `limit`, parted at a paragraph, a line, a word or an entity's end."""
    text = text.strip("\n")
    while len(text) > limit:
        # Not before the middle: a single early paragraph mark would leave a piece of a few words.
        places = (text.rfind(mark, 1, limit) for mark in ("\n\n", "\n", " "))
        place = next((p for p in places if p > limit // 2), 0) or limit - len(_find_torn_end(text[:limit]))
        yield text[:place]
        text = text[place:].lstrip("\n ")
    if text:
        yield text


def _find_torn_end(piece: str) -> str:
    broken = _BROKEN.search(piece)
    return broken.group() if broken and len(broken.group()) < len(piece) else ""


def fit_blocks(blocks: list[Block], limit: int = MESSAGE_BLOCKS) -> list[Block]:
    """Return the same content in at most `limit` blocks: neighbouring sections share one until it is enough.

    ValueError when no two of them can.
    """
    fitted = list(blocks)
    while len(fitted) > limit:
        pairs = (i for i in range(len(fitted) - 1) if _can_join(fitted[i], fitted[i + 1]))
        place = next(pairs, None)
        if place is None:
            raise ValueError(f"{len(fitted)} blocks cannot share {limit}")
        joined = fitted[place]["text"]["text"] + "\n\n" + fitted[place + 1]["text"]["text"]
        fitted[place : place + 2] = sections(joined)
    return fitted


def _can_join(first: Block, second: Block) -> bool:
    texts = [
        b["text"]["text"] for b in (first, second) if b["type"] == "section" and b.keys() <= {"type", "text", "expand"}
    ]
    return len(texts) == 2 and sum(map(len, texts)) + 2 <= TEXT
