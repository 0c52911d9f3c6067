"""Charts as PNG, for workspaces in which Slack draws none: by matplotlib, an extra that only the first one loads."""

import io
import warnings
from collections.abc import Mapping, Sequence
from threading import Lock
from typing import TYPE_CHECKING, Any

from bot.messages.block_kit.blocks import Block

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

MISSING = "Pictures of charts need the extra charts: pip install 'align-coach[charts]'. Until then words say the same."
DPI, WIDTH = 200, 5.4  # dots an inch, inches: a phone shows it a third as wide, and its smallest words stay readable
BAR, GAP = 0.24, 0.26  # inches
LEVELS = 5  # what fits below is drawn up to here, so that two charts beside each other can be compared
DAYS = 4  # labels under a line: more would lie over each other
INK, FAINT = "#1d1c1d", "#d5d9de"
COLOURS = ("#1f5fa8", "#c2570c", "#3f7d3a", "#7a4a9c", "#5b6470", "#a3185f")
LOOK: Any = {
    "font.family": ["DejaVu Sans"],  # which comes with the library: the same dots on every machine
    "font.size": 12,
    "text.parse_math": False,  # a dollar in a label is a dollar
    "text.color": INK,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
}

_drawing = Lock()  # the library keeps fonts and settings for the process


def is_installed() -> bool:
    """Return whether charts can be drawn as pictures; asked only where they are wanted."""
    try:
        import matplotlib  # noqa: F401
    except ImportError:
        return False
    return True


def draw_chart(block: Block) -> bytes:
    """Return a chart of Slack's as PNG; the same chart is the same bytes. Any thread may ask."""
    import matplotlib
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    chart, made = block["chart"], io.BytesIO()
    with _drawing, matplotlib.rc_context(LOOK), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a letter that the font lacks is drawn as a box, and said in words beside it
        figure = _draw_line(chart) if chart["type"] == "line" else _draw_bars(chart)
        figure.suptitle(_fold(block["title"]), x=0.02, ha="left", fontsize=13, fontweight="bold")
        FigureCanvasAgg(figure)
        figure.savefig(made, format="png", metadata={"Software": None})
    return made.getvalue()


def _draw_bars(chart: Mapping[str, Any]) -> "Figure":
    """Draw a group of bars for each category, the first at the top, each with its number."""
    groups, series = chart["axis_config"]["categories"], chart["series"]
    figure, axes = _make(1.35 + len(groups) * (GAP + BAR * len(series)))
    step = len(series) + GAP / BAR
    for number, each in enumerate(series):
        places = [-(group * step + number) for group in range(len(groups))]
        values = [point["value"] for point in each["data"]]
        drawn = axes.barh(places, values, height=0.88, color=COLOURS[number % len(COLOURS)], label=each["name"])
        axes.bar_label(drawn, labels=[f"{value:g}" for value in values], padding=4, fontsize=11)
    axes.set_yticks([-(group * step + (len(series) - 1) / 2) for group in range(len(groups))], groups)
    axes.set_xlim(0, 1.1 * _find_top(series))
    axes.xaxis.set_visible(False)  # each bar has its number
    axes.spines[["top", "right", "bottom"]].set_visible(False)
    figure.legend(loc="outside lower left", ncols=3, frameon=False, fontsize=11)
    return figure


def _draw_line(chart: Mapping[str, Any]) -> "Figure":
    """Draw a line for each series through its points, with the numbers of the first and the last."""
    days = chart["axis_config"]["categories"]
    figure, axes = _make(3.1)
    for number, each in enumerate(chart["series"]):
        values = [point["value"] for point in each["data"]]
        axes.plot(values, color=COLOURS[number % len(COLOURS)], linewidth=2.5, marker="o", label=each["name"])
        for place in {0, len(values) - 1}:
            axes.annotate(f"{values[place]:g}", (place, values[place]), (0, 9), textcoords="offset points", ha="center")
    axes.set_ylim(0, 1.1 * _find_top(chart["series"]))
    axes.set_xticks(places := _choose_days(len(days)), [days[place] for place in places])
    axes.set_xlim(-0.4, len(days) - 0.6)
    axes.grid(axis="y", color=FAINT)
    axes.spines[["top", "right"]].set_visible(False)
    return figure


def _make(height: float) -> "tuple[Figure, Axes]":
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDTH, height), dpi=DPI, facecolor="white", layout="constrained")
    return figure, figure.add_subplot()


def _find_top(series: Sequence[Mapping[str, Any]]) -> float:
    most = max(float(point["value"]) for each in series for point in each["data"])
    return max(most, LEVELS)


def _choose_days(count: int) -> list[int]:
    """Return which of so many days are named: the first, the last, and some that lie evenly in the middle."""
    most = min(count, DAYS) - 1
    return [round(number * (count - 1) / most) for number in range(most + 1)]


def _fold(title: str) -> str:
    """Return it on two lines where one is too short for it."""
    if len(title) <= 38:
        return title
    place = title.rfind(" ", 0, 38)
    return f"{title[:place]}\n{title[place + 1 :]}" if place > 0 else title
