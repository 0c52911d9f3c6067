"""The transcript as one page with the look of Slack: nothing is fetched, everything stands in the file."""

import re
from dataclasses import dataclass
from itertools import groupby

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape

from bot.package_data import find_folder
from bot.simulation.reading import resolve
from bot.simulation.stage import Lived
from bot.simulation.transcript import BOT, Entry, list_entries, name_everybody
from bot.simulation.workspace import Happening

STYLES = (
    (re.compile(r"```(.+?)```", re.S), r"<pre>\1</pre>"),
    (re.compile(r"`([^`\n]+)`"), r"<code>\1</code>"),
    (re.compile(r"(?<![\w*])\*([^*\n]+)\*(?![\w*])"), r"<b>\1</b>"),
    (re.compile(r"(?<![\w_])_([^_\n]+)_(?![\w_])"), r"<i>\1</i>"),
    (re.compile(r"^&gt; ?(.*)$", re.M), r"<blockquote>\1</blockquote>"),
)


@dataclass(frozen=True)
class Shown:
    """An entry as the page draws it."""

    time: str
    entry: Entry
    parts: list[tuple[str, list[Markup], str]]

    @property
    def act(self) -> bool:
        return self.entry.what is Happening.ACT

    @property
    def note(self) -> str:
        """Return what stands behind the name: where, for whom, and that it is a change."""
        only = f"Only {self.entry.only} sees this" if self.entry.only else ""
        changed = "changed" if self.entry.what is Happening.EDIT else ""
        where = f"in {self.entry.place}" if self.entry.place.startswith("#") else f"to {self.entry.place}"
        thread = "in the thread" if self.entry.in_thread else ""
        return ", ".join(filter(None, (where if self.entry.place else "", thread, changed, only)))

    @property
    def initials(self) -> str:
        return "A" if self.entry.who == BOT else "".join(each[0] for each in self.entry.who.split()[:2])


def write_page(lived: Lived, title: str) -> str:
    """Return the page."""
    names = name_everybody(lived)
    entries = [_show(entry, names) for entry in list_entries(lived)]
    days = [(day, list(shown)) for day, shown in groupby(entries, lambda each: f"{each.entry.at:%A, %-d %B %Y}")]
    environment = Environment(
        loader=FileSystemLoader(find_folder("templates")), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    return environment.get_template("quarter.html").render(title=title, days=days, rooms=lived.workspace.rooms.values())


def _show(entry: Entry, names: dict[str, str]) -> Shown:
    parts = [(part.kind, [_draw(words, names) for words in part.words], part.primary) for part in entry.parts]
    return Shown(f"{entry.at:%H:%M}", entry, parts)


def _draw(words: str, names: dict[str, str]) -> Markup:
    """Return Slack's mrkdwn as HTML."""
    drawn = resolve(words, names, _draw_mark, lambda text: str(escape(text)))
    for pattern, shown in STYLES:
        drawn = pattern.sub(shown, drawn)
    return Markup(drawn)


def _draw_mark(mark: str) -> str:
    shown = str(escape(mark))
    return f'<span class="mark">{shown}</span>' if mark.startswith(("@", "#")) else shown
