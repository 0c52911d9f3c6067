"""Figures of sides as Slack's chart (docs.slack.dev, data visualization block), and as the line that says the same."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar, cast

from bot.messages.block_kit.blocks import Block, sections, shorten
from bot.messages.block_kit.markup import escape_text, unescape_text

CHART = "data_visualization"
M = TypeVar("M", bound=Mapping[str, Any])
TITLE, LABEL = 50, 20  # characters
ALT = 1000  # of what is said of a picture
MOST_POINTS = 20  # of a line: Slack takes no more
MOST = 6  # groups of bars: Slack takes 20, of which nobody could read the labels on a phone


def compose_chart(title: str, categories: Sequence[str], series: Mapping[str, Sequence[float]]) -> list[Block]:
    """Return bars, for each category one of each series; none where there is nothing to compare, or Slack would refuse
    it. Only a message may have it: a window and Home show no charts.
    """
    labels = [shorten(each, LABEL) for each in categories]
    if not 1 < len(labels) <= MOST or len(set(labels)) < len(labels) or not 1 < len(series) <= MOST:
        return []
    plotted = [{"name": shorten(name, LABEL), "data": _list_points(labels, of)} for name, of in series.items()]
    chart = {"type": "bar", "series": plotted, "axis_config": {"categories": labels}}
    return [{"type": CHART, "title": shorten(title, TITLE), "chart": chart}]


def compose_line(title: str, labels: Sequence[str], values: Sequence[float]) -> list[Block]:
    """Return a line through three points or more, each label once; none where there are fewer. For messages only."""
    if not 2 < len(labels) <= MOST_POINTS or len(set(labels)) < len(labels):
        return []
    named = [shorten(each, LABEL) for each in labels]
    series = [{"name": shorten(title, LABEL), "data": _list_points(named, values)}]
    chart = {"type": "line", "series": series, "axis_config": {"categories": named}}
    return [{"type": CHART, "title": shorten(title, TITLE), "chart": chart}]


def describe_chart(block: Block) -> str:
    """Return what a chart says as mrkdwn, in one line: `Marketing, IT: run 30, 55; use 25, 20.`"""
    series = block["chart"]["series"]
    names = ", ".join(each["name"] for each in series)
    groups = zip(*(each["data"] for each in series), strict=True)
    said = (f"{group[0]['label']} {', '.join(str(point['value']) for point in group)}" for group in groups)
    return escape_text(f"{names}: {'; '.join(said)}.")


def name_chart(block: Block) -> str:
    """Return what a chart is about and says, in plain words, for whoever does not see it."""
    title, said = block["title"], unescape_text(describe_chart(block))
    return shorten(said if said.startswith(f"{title}:") else f"{title}. {said}", ALT)


def has_charts(message: Mapping[str, Any]) -> bool:
    """Return whether a message shows one."""
    return any(block["type"] == CHART for block in message.get("blocks", ()))


def spell_charts(message: M) -> M:
    """Return the message with words in place of its charts, for a workspace that shows none."""
    if not has_charts(message):
        return message
    told = (sections(describe_chart(each)) if each["type"] == CHART else [each] for each in message["blocks"])
    return cast(M, {**message, "blocks": [block for blocks in told for block in blocks]})


def _list_points(labels: Sequence[str], values: Sequence[float]) -> list[dict[str, Any]]:
    return [{"label": label, "value": value} for label, value in zip(labels, values, strict=True)]
