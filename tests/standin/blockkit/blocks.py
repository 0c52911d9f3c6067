"""Block Kit's blocks: what each may hold, and on which surface each may stand (docs.slack.dev/blocks.json)."""

from collections.abc import Iterator
from typing import Any

from tests.standin.blockkit.elements import IMAGE, IN_ACTIONS, IN_INPUT, IN_SECTION, element
from tests.standin.blockkit.shapes import (
    Shape,
    Spec,
    anything,
    every,
    flag,
    listed,
    need_one,
    number,
    one_of,
    plain,
    record,
    string,
    typed,
    url,
    words,
)

EVERYWHERE = ["actions", "card", "context", "divider", "header", "image", "input", "rich_text", "section", "video"]
MESSAGES_ONLY = ["container", "context_actions", "data_visualization", "markdown", "plan", "task_card"]
ALLOWED = {
    "message": [*EVERYWHERE, "carousel", "data_table", "table", *MESSAGES_ONLY],
    "modal": [*EVERYWHERE, "alert"],
    "home": [*EVERYWHERE, "carousel", "data_table", "table"],
}
IN_CONTAINER = ["actions", "context", "divider", "header", "image", "input", "rich_text", "section", "table", "video"]
CONTEXT: dict[str, Shape] = {
    "image": IMAGE,
    "plain_text": {"text*": string(1, 3000), "emoji": flag},
    "mrkdwn": {"text*": string(1, 3000), "verbatim": flag},
}
RICH: dict[str, Shape] = {
    "text": {"text*": string(1), "style": anything},
    "user": {"user_id*": string(1, like="[UW][A-Z0-9]+"), "style": anything},
    "channel": {"channel_id*": string(1), "style": anything},
    "link": {"url*": url(), "text": string(1), "style": anything},
    "emoji": {"name*": string(1), "unicode": string(1)},
    "date": {"timestamp*": number(), "format*": string(1), "fallback": string(1)},
}
RICH_LINE: dict[str, Shape] = {
    "rich_text_section": {"elements*": listed(typed(RICH, RICH, "in rich text"), 1)},
}
CELLS: dict[str, Shape] = {
    "raw_text": {"text*": string(1)},
    "raw_number": {"value": anything, "text": string(1)},
    "rich_text": {"elements*": listed(typed(RICH_LINE, RICH_LINE, "in a cell"), 1)},
}


def unique(path: str, name: str) -> Spec:
    """No two objects of the list at `path` share `name`."""

    def spec(value: Any, at: str) -> Iterator[str]:
        names = [each[name] for each in value.get(path) or [] if isinstance(each, dict) and name in each]
        for twice in sorted({str(each) for each in names if names.count(each) > 1}):
            yield f"{at}/{path}: {name} {twice!r} is used twice"

    return spec


def even_rows(value: Any, at: str) -> Iterator[str]:
    rows = [row for row in value.get("rows") or [] if isinstance(row, list)]
    if len({len(row) for row in rows}) > 1:
        yield f"{at}/rows: rows of different width"


def point_each(chart: Any, at: str) -> Iterator[str]:
    axis = chart.get("axis_config")
    categories = axis.get("categories") if isinstance(axis, dict) else None
    for index, series in enumerate(chart.get("series") or []):
        data = series.get("data") if isinstance(series, dict) else None
        if [each.get("label") for each in data or [] if isinstance(each, dict)] != categories:
            yield f"{at}/series/{index}/data: needs one point for each of axis_config.categories, in order"


def positive(value: Any, at: str) -> Iterator[str]:
    yield from number(0)(value, at)
    if value == 0:
        yield f"{at}: must be more than 0"


LABEL = string(1, 20)
AXIS = record({"categories*": listed(LABEL, 1, 20), "x_label": string(1, 50), "y_label": string(1, 50)})
SERIES = record(
    {"name*": LABEL, "data*": listed(record({"label*": LABEL, "value*": number()}), 1, 20), "": unique("data", "label")}
)
PLOT: Shape = {
    "series*": listed(SERIES, 1, 6),
    "axis_config*": AXIS,
    "": every(unique("series", "name"), point_each),
}
CHARTS: dict[str, Shape] = {
    "pie": {"segments*": listed(record({"label*": LABEL, "value*": positive}), 1, 6)},
    "bar": PLOT,
    "line": PLOT,
    "area": PLOT,
}
BASE: Shape = {"block_id": string(1, 255)}
CARD: Shape = {
    **BASE,
    "hero_image": anything,
    "icon": anything,
    "title": words(150),
    "subtitle": words(150),
    "body": words(200),
    "subtext": words(200),
    "actions": listed(element(["button"], "in a card"), 1, 3),
    "": need_one("hero_image", "title", "actions", "body"),
}
TASK: Shape = {
    **BASE,
    "task_id*": string(1),
    "title*": string(1),
    "details": anything,
    "output": anything,
    "sources": anything,
    "status": one_of("pending", "in_progress", "complete", "error"),
}
CELL = typed(CELLS, CELLS, "in a table")

BLOCKS: dict[str, Shape] = {
    "divider": BASE,
    "header": {**BASE, "text*": plain(150)},
    "section": {
        **BASE,
        "text": words(3000),
        "fields": listed(words(2000), 1, 10),
        "accessory": element(IN_SECTION, "beside a section"),
        "expand": flag,
        "": need_one("text", "fields"),
    },
    "context": {**BASE, "elements*": listed(typed(CONTEXT, CONTEXT, "in context"), 1, 10)},
    "actions": {
        **BASE,
        "elements*": listed(element(IN_ACTIONS, "in actions"), 1, 25),
        "": unique("elements", "action_id"),
    },
    "context_actions": {
        **BASE,
        "elements*": listed(element(["feedback_buttons", "icon_button"], "in context_actions"), 1, 5),
        "": unique("elements", "action_id"),
    },
    "input": {
        **BASE,
        "label*": plain(2000),
        "hint": plain(2000),
        "element*": element(IN_INPUT, "in an input"),
        "optional": flag,
        "dispatch_action": flag,
    },
    "image": {**BASE, **IMAGE, "title": plain(2000)},
    "markdown": {**BASE, "text*": string(1, 12000)},
    "rich_text": {**BASE, "elements*": listed(anything, 1)},
    "video": {
        **BASE,
        "title*": plain(199),
        "video_url*": url(3000, "https"),
        "thumbnail_url*": url(),
        "alt_text*": string(1, 2000),
        "title_url": url(3000, "https"),
        "description": plain(200),
        "author_name": string(0, 49),
        "provider_name": string(0, 50),
        "provider_icon_url": url(),
    },
    "table": {
        **BASE,
        "rows*": listed(listed(CELL, 1, 20), 1, 100),
        "column_settings": listed(anything, 0, 20),
        "": even_rows,
    },
    "data_table": {
        **BASE,
        "rows*": listed(listed(CELL, 1, 20), 2, 101),
        "caption*": string(1),
        "page_size": number(1, 100),
        "row_header_column_index": number(0, 19),
        "": even_rows,
    },
    "data_visualization": {**BASE, "title*": string(1, 50), "chart*": typed(CHARTS, CHARTS, "in a chart")},
    "alert": {**BASE, "text*": words(200), "level": one_of("default", "info", "warning", "error", "success")},
    "card": CARD,
    "carousel": {**BASE, "elements*": listed(typed({"card": CARD}, ["card"], "in a carousel"), 1, 10)},
    "task_card": TASK,
    "plan": {**BASE, "title*": anything, "tasks": listed(record({"type": one_of("task_card"), **TASK}), 0, 50)},
}
INSIDE = typed(BLOCKS, IN_CONTAINER, "in a container")
BLOCKS["container"] = {
    **BASE,
    "title": plain(150),
    "rich_text_title": anything,
    "subtitle": plain(150),
    "child_blocks*": listed(INSIDE, 1, 10),
    "width": anything,
    "icon": anything,
    "is_collapsible": flag,
    "default_collapsed": flag,
    "": need_one("title", "rich_text_title"),
}


def block(surface: str) -> Spec:
    return typed(BLOCKS, ALLOWED[surface], f"on a {surface}")
