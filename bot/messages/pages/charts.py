"""Charts as SVG that stands inside a page: no script, no font and no address from elsewhere."""

import sys
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

from markupsafe import Markup

LOW, HIGH = 1, 5  # the levels of an answer, and of a tap
WIDTH, ROW = 640, 62  # of a chart, and of a row of bars, in the units of its view box
LINES = 230  # the height of a chart of lines
COLOURS = ("#1f5fa8", "#c2570c", "#3f7d3a", "#7a4a9c", "#5b6470")


def draw_bars(name: str, alt: str, rows: Sequence[str], series: Mapping[str, Sequence[float | None]]) -> Markup:
    """Return a row of bars for each of `rows`, one of each of the series, from 1 to 5; `name` is its own on a page."""
    chart = _load_pygal().HorizontalBar(**_configure(70 + ROW * len(rows), len(series), "#ffffff"), print_values=True)
    chart.x_labels = [*reversed(rows)]  # the first is drawn at the bottom
    for title, values in series.items():
        chart.add(title, [*reversed(values)])
    return _render(chart, name, alt)


def draw_lines(name: str, alt: str, days: Sequence[str], series: Mapping[str, Sequence[float | None]]) -> Markup:
    """Return a line for each of the series through what it has on these days, from 1 to 5."""
    chart = _load_pygal().Line(
        **_configure(LINES, len(series)), print_values=len(series) == 1, dots_size=4, stroke_style={"width": 3}
    )
    chart.x_labels = [*days]
    for title, values in series.items():
        chart.add(title, [*values], allow_interruptions=False)
    return _render(chart, name, alt)


@cache
def _load_pygal() -> Any:
    """Return the library, without the hook that it hangs into every later import."""
    import pygal

    sys.meta_path[:] = [each for each in sys.meta_path if not isinstance(each, pygal.PluginImportFixer)]
    return pygal


def _configure(height: int, series: int, inside: str = "") -> dict[str, Any]:
    """Return what both kinds have alike; `inside` is the colour of numbers that stand on a bar."""
    style = _load_pygal().style.Style(
        background="transparent",
        plot_background="transparent",
        foreground="#2b2f36",
        foreground_strong="#2b2f36",
        foreground_subtle="#d5d9de",
        colors=COLOURS,
        value_colors=(inside,) * series if inside else (),
        font_family="system-ui, sans-serif",
        label_font_size=15,
        major_label_font_size=15,
        legend_font_size=15,
        value_font_size=14,
        opacity="1",
        transition="0s",
    )
    return {
        "style": style,
        "width": WIDTH,
        "height": height,
        "range": (LOW, HIGH),
        "js": [],
        "disable_xml_declaration": True,
        "legend_at_bottom": True,
        "legend_at_bottom_columns": max(min(series, 3), 1),
        "truncate_label": -1,
        "truncate_legend": 24,
        "value_formatter": lambda value: f"{value:.1f}",
        "y_labels": [*range(LOW, HIGH + 1)],
        "margin": 6,
        "margin_right": 44,  # the last value stands beside its dot
    }


def _render(chart: Any, name: str, alt: str) -> Markup:
    # By itself it takes a new id each time: the same figures make the same page.
    chart.uuid = name
    chart.title = None
    chart.add_xml_filter(lambda root: _make_quiet(root, alt))
    return Markup(chart.render(is_unicode=True))


def _make_quiet(root: Element, alt: str) -> Element:
    """Return it without scripts, comments and tips, and with what it shows in words."""
    root.set("role", "img")
    root.set("aria-label", alt)
    for parent in list(root.iter()):
        for child in list(parent):
            if not isinstance(child.tag, str) or child.tag in ("script", "desc", "title"):
                parent.remove(child)
    return root
