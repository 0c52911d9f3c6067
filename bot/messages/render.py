"""A template and values → a message. People's words are escaped once, here, where they meet a template."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache, lru_cache, wraps
from pathlib import Path
from typing import Any, TypedDict
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, TemplateSyntaxError, nodes
from markupsafe import Markup

from bot.coaching.playbook import conditions
from bot.coaching.playbook.texts import FilledText, Person, format_spoken, is_plain, lower_first
from bot.messages.blocks import (
    HEADER,
    MESSAGE_BLOCKS,
    Block,
    context,
    divider,
    fit_blocks,
    header,
    sections,
    split_text,
)

OURS = Path(__file__).parent.parent.parent / "templates"
_PART = re.compile(r"^\[\[(\w+)\]\]$")
_ID = re.compile(r"^[A-Z][A-Z0-9]+$")
# Private characters that stand for "a value starts here" and "a line break inside a value" while the layout marks are
# read, so that nobody's words are ever taken for a mark.
_START, _BREAK = "\ue000", "\ue001"
LONGEST_TEXT = 39_000  # characters of a message's text: Slack takes 40,000


class Message(TypedDict):
    """The arguments of chat.postMessage that say something.

    `text` says the whole message: screen readers and notifications read only that.
    """

    text: str
    blocks: list[Block]


class File(TypedDict):
    """A text file."""

    name: str
    title: str
    content: str


class Attached(Message):
    """A file, and the message that says the same where no file can be sent."""

    file: File


def compose_message(
    template: str,
    values: Mapping[str, Any],
    parts: Mapping[str, list[Block]] | None = None,
    *,
    limit: int = MESSAGE_BLOCKS,
) -> Message:
    """Fill `templates/NAME.md` and lay it out; `[[name]]` on a line of its own becomes parts["name"].

    At most `limit` blocks: VIEW_BLOCKS where it becomes a window or the Home tab.
    """
    parts = parts or {}
    lines = _get_environment().get_template(f"{template}.md").render(**values).split("\n")
    blocks: list[Block] = []
    told: list[str] = []
    for paragraph in _group_lines(lines):
        found, text = _laid_out(paragraph, parts)
        blocks += found
        told.append(text)
    whole = _strip_marks("\n\n".join(filter(None, told)))
    return {"text": next(split_text(whole, LONGEST_TEXT), ""), "blocks": fit_blocks(blocks, limit)}


def fill_words(template: str, values: Mapping[str, Any]) -> str:
    """Return a template's text alone, as plain text: for places without markup, such as a field's label."""
    return unescape_text(compose_message(template, values)["text"])


def escape_text(text: str) -> str:
    """Return the text with Slack's own escaping, nothing more (docs.slack.dev, formatting message text)."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def unescape_text(text: str) -> str:
    """Return the text for a plain_text object, which takes no escaping."""
    # The ampersand last, or &amp;lt; would be undone twice.
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def mention_user(user: str) -> Markup:
    """Return the mention of a user id; anything else as the escaped words it is."""
    return Markup(f"<@{user}>" if _ID.match(user) else escape_text(user))


def mention_channel(channel_id: str) -> Markup:
    return Markup(f"<#{channel_id}>" if _ID.match(channel_id) else escape_text(channel_id))


def format_day(value: str | date) -> str:
    """Return `Tue 1 Dec`, from a date or an ISO one."""
    moment = date.fromisoformat(value) if isinstance(value, str) else value
    return f"{moment:%a} {moment.day} {moment:%b}"


def format_moment(value: datetime, zone: str) -> str:
    """Return `Tue 1 Dec, 10:00 (Europe/Berlin)`, in the local time of an IANA zone."""
    local = value.astimezone(ZoneInfo(zone))
    return f"{format_day(local.date())}, {local:%H:%M} ({zone.replace('_', ' ')})"


def format_count(number: int, singular: str, plural: str | None = None) -> str:
    """Return `1 promise`, `2 promises`."""
    return f"{number:d} {singular if number == 1 else plural or singular + 's'}"


def join_parts(parts: Iterable[str]) -> Markup:
    """Return words and persons in a row, escaped: `a, @Maya, b`."""
    return Markup(", ").join(_finalize_value(part) for part in parts)


def format_text(text: str, values: Mapping[str, Any]) -> Markup:
    """Return a playbook's own text with answers in it: persons by mention, everybody's words escaped.

    A text that cannot be worked out is left as the author wrote it.
    """
    try:
        return (
            _finalize_value(text)
            if is_plain(text)
            else Markup(_START + _compile_text(text).render(_prepare_value(values)).replace("\n", _BREAK))
        )
    except conditions.FAILURES:
        return _finalize_value(text)


def find_faults() -> list[str]:
    """Return a line for each template that is no valid Jinja: file, line, fault."""
    found = []
    for path in sorted(OURS.glob("*.md")):
        try:
            _blank_environment().compile(path.read_text())
        except TemplateSyntaxError as error:
            found.append(f"{path.name}, line {error.lineno}: {error.message}")
    return found


@cache
def _get_environment() -> Environment:
    environment = _blank_environment()
    # All at once, before the first message: compiling one takes milliseconds, and somebody would wait for it.
    for name in environment.list_templates(extensions=["md"]):
        environment.get_template(name)
    return environment


@lru_cache(maxsize=1000)
def _compile_text(text: str) -> Template:
    """Return a playbook's text as a template, its author's own words escaped; answers are when they are filled in."""
    environment = conditions.get_sandbox().overlay(autoescape=True, finalize=_show_value)
    tree = environment.parse(text)
    for words in tree.find_all(nodes.TemplateData):
        words.data = escape_text(words.data)
    return environment.from_string(tree)


def _prepare_value(value: Any) -> Any:
    """Return a value as texts read it: persons by mention, and what filters may join escaped, however deep."""
    if isinstance(value, Person):
        return mention_user(value)
    if isinstance(value, dict):
        return {name: _prepare_value(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        # A str itself only: a Markup is one too, and escaped already.
        return [_finalize_value(each) if type(each) is str else _prepare_value(each) for each in value]
    return value


def _show_value(value: Any) -> Markup:
    """Return a value in a playbook's text; an empty answer as `format_spoken` says it, a list with commas."""
    if isinstance(value, Mapping):
        value = list(value.values())
    if isinstance(value, Collection) and not isinstance(value, str):
        return Markup(", ").join(map(_show_value, value))
    return value if isinstance(value, Markup) else _finalize_value(format_spoken(value))


def _blank_environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(OURS),
        autoescape=True,
        finalize=_finalize_value,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters.update(
        mention=mention_user,
        channel=mention_channel,
        on=format_day,
        at=format_moment,
        count=format_count,
        shown=join_parts,
        lower_first=lower_first,
    )
    for name in ("join", "lower", "upper"):
        environment.filters[name] = _refuse_nothing(environment.filters[name])
    return environment


def _refuse_nothing(filter_: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter of Jinja's that raises ValueError for a value that is not there: its own would say "None"."""

    @wraps(filter_)
    def refuse_or_filter(*args: Any) -> Any:
        given = [list(each) if isinstance(each, Iterator) else each for each in args]
        if any(each is None or (isinstance(each, list | tuple) and None in each) for each in given):
            raise ValueError("a template prints a value that is not there")
        return filter_(*given)

    return refuse_or_filter


def _finalize_value(value: Any) -> Markup:
    if isinstance(value, Markup):
        return value
    if isinstance(value, Person):
        return mention_user(value)
    if isinstance(value, FilledText):
        return format_text(value.text, value.values)
    if value is None:
        raise ValueError("a template prints a value that is not there")
    text = str(value).replace(_START, "").replace(_BREAK, "")
    return Markup(_START + escape_text(text).replace("\n", _BREAK))


def _group_lines(lines: list[str]) -> list[list[str]]:
    """Return lines in groups: a layout mark stands alone, text runs until a blank line."""
    groups: list[list[str]] = [[]]
    for line in lines:
        if _is_mark(line) and line:
            groups += [[line], []]
        elif line.strip():
            groups[-1].append(line)
        else:
            groups.append([])
    return [group for group in groups if group]


def _is_mark(line: str) -> bool:
    return line.startswith(("# ", "-# ")) or line == "---" or bool(_PART.match(line))


def _laid_out(paragraph: list[str], parts: Mapping[str, list[Block]]) -> tuple[list[Block], str]:
    """Return a group as blocks, and as the text that says the same."""
    first, text = paragraph[0], "\n".join(paragraph)
    if named := _PART.match(first):
        return parts[named.group(1)], "\n".join(_block_text(block) for block in parts[named.group(1)]).strip("\n")
    if first == "---":
        return [divider()], ""
    if first.startswith("# "):
        headline = _strip_marks(first[2:])
        fits = len(unescape_text(headline)) <= HEADER
        return [header(unescape_text(headline))] if fits else sections(f"*{headline}*"), headline
    if first.startswith("-# "):
        return context(_strip_marks(first[3:])), first[3:]
    return sections(_strip_marks(text)), text


def _block_text(block: Block) -> str:
    """Return the text of a block in a part, as mrkdwn; "" for buttons."""
    if block["type"] == "header":
        return escape_text(block["text"]["text"])
    said = block["elements"] if block["type"] == "context" else block.get("fields", [block.get("text", {})])
    return "\n".join(each.get("text", "") for each in said)


def _strip_marks(text: str) -> str:
    return text.replace(_START, "").replace(_BREAK, "\n").strip()
