"""A template and values → a message. People's words are escaped once, here, where they meet a template."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from functools import cache, lru_cache, wraps
from typing import Any, TypedDict
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template, TemplateSyntaxError, nodes
from markupsafe import Markup

from bot.coaching.playbook import conditions
from bot.coaching.playbook.texts import FilledText, Person, format_spoken, is_plain, lower_first, upper_first
from bot.coaching.schedule import day_printing
from bot.coaching.sentences import end_sentence
from bot.messages.block_kit.blocks import MESSAGE_BLOCKS, Block, fit_blocks, shorten, split_text
from bot.messages.block_kit.layout import BREAK, START, lay_out
from bot.messages.block_kit.markup import escape_text, mention_channel, mention_user, tell_date
from bot.package_data import find_folder

OURS = find_folder("templates")
# UTC. Slack shows moments, not days: at this one it is the same day from Hawaii (UTC-10) to New Zealand (UTC+13).
SAME_DAY = time(10, 30)
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


class Canvas(TypedDict):
    """All that a canvas says; `id` is "" for one that is still to be made."""

    id: str
    title: str
    markdown: str


class OnCanvas(Message):
    """A canvas, and its name where none can be shown."""

    canvas: Canvas


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
    lines = _get_environment().get_template(f"{template}.md").render(**values).split("\n")
    blocks, text = lay_out(lines, parts or {})
    return {"text": next(split_text(text, LONGEST_TEXT), ""), "blocks": fit_blocks(blocks, limit)}


def format_day(value: str | date, today: date | None = None) -> str:
    """Return `Tue 1 Dec`, from a date or an ISO one; with its year where a reader of `today` would miss it."""
    return day_printing.format_day(date.fromisoformat(value) if isinstance(value, str) else value, today)


def format_moment(value: datetime, zone: str) -> str:
    """Return `Tue 1 Dec, 10:00 (Europe/Berlin)`, in the local time of an IANA zone."""
    local = value.astimezone(ZoneInfo(zone))
    return f"{format_day(local.date())}, {local:%H:%M} ({zone.replace('_', ' ')})"


def tell_day(value: str | date, today: date | None = None) -> Markup:
    """Return a day as Slack shows it in its reader's language, `format_day` where it does not."""
    day = date.fromisoformat(value) if isinstance(value, str) else value
    return tell_date(datetime.combine(day, SAME_DAY, UTC), "{date_short_pretty}", format_day(day, today))


def tell_moment(value: datetime, zone: str) -> Markup:
    """Return a moment in its reader's language and zone, `format_moment` where Slack does not know these."""
    return tell_date(value, "{date_short_pretty} at {time}", format_moment(value, zone))


def tell_ago(value: datetime) -> Markup:
    """Return how long ago a moment was, as Slack counts it on; `just now` where it does not."""
    return tell_date(value, "{ago}", "just now")


def format_count(number: int, singular: str, plural: str | None = None) -> str:
    """Return `1 promise`, `2 promises`."""
    return f"{number:d} {singular if number == 1 else plural or singular + 's'}"


def draw_bar(percent: float) -> str:
    """Return 0 to 100 as a bar of five steps; more than nothing shows as one at least."""
    steps = min(max(round(percent / 20), 1 if percent else 0), 5)
    return "▰" * steps + "▱" * (5 - steps)


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
            else Markup(START + _compile_text(text).render(_prepare_value(values)).replace("\n", BREAK))
        )
    except conditions.FAILURES:
        return _finalize_value(text)


def names_somebody_first(words: Markup) -> bool:
    """Return True when a text that `format_text` has made begins with a person."""
    return words.lstrip(START).startswith("<@")


def find_faults() -> list[str]:
    """Return a line for each template that is no valid Jinja (file, line, fault); one where all are missing."""
    found = []
    templates = sorted(OURS.glob("*.md"))
    if not templates:
        return [f"There is none in {OURS}: this installation is not complete. Install Align again."]
    for path in templates:
        try:
            _blank_environment().compile(path.read_text())
        except TemplateSyntaxError as error:
            found.append(f"{path.name}, line {error.lineno}: {error.message}")
    return found


@cache
def _get_environment() -> Environment:
    # A template is compiled when it is first needed, in milliseconds: whoever comes first would wait for all of them.
    return _blank_environment()


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
        on=tell_day,
        at=tell_moment,
        ago=tell_ago,
        count=format_count,
        shown=join_parts,
        lower_first=_lower_first,
        upper_first=_upper_first,
        short=shorten,
        stop=end_sentence,
        bar=draw_bar,
    )
    for name in ("join", "lower", "upper", "count", "short"):
        environment.filters[name] = refuse_nothing(environment.filters[name])
    return environment


def _upper_first(text: str | FilledText) -> str | FilledText:
    return FilledText(upper_first(text.text), text.values) if isinstance(text, FilledText) else upper_first(text)


def _lower_first(text: str | FilledText) -> str | FilledText:
    return FilledText(lower_first(text.text), text.values) if isinstance(text, FilledText) else lower_first(text)


def refuse_nothing(filter_: Callable[..., Any]) -> Callable[..., Any]:
    """Return the filter, but raising ValueError for a value that is not there: by itself it would say "None"."""

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
    text = str(value).replace(START, "").replace(BREAK, "")
    return Markup(START + escape_text(text).replace("\n", BREAK))
