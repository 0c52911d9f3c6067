"""The trend of a team's check-ins as a line."""

from collections.abc import Sequence

from bot.coaching.summary.figures import PulsePoint, TeamFigures
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.charts import MOST_POINTS, compose_line
from bot.messages.block_kit.payloads import Act
from bot.messages.block_kit.render import Message, compose_message
from bot.messages.front.summary_targets import ToSummary

LEAST = 3  # points: of two the summary says how one has moved since the other
TREND = Act("summary:trend", ToSummary)


def trend_buttons(figures: TeamFigures) -> list[blocks.Block]:
    """Return the button that sends it; none where there are too few points for one."""
    if figures.pulse is None or len(figures.pulse.points) < LEAST:
        return []
    return [controls.button("Show the trend", TREND, ToSummary(figures.team.id, figures.period.start.isoformat()))]


def compose_trend(figures: TeamFigures) -> Message:
    """Return it for whoever leads the team; in words where there are too few points."""
    points = figures.pulse.points[-MOST_POINTS:] if figures.pulse else ()
    values = {"team": figures.team.name, "start": figures.period.start, "today": figures.today, "points": len(points)}
    return compose_message("trend", values, {"chart": _draw(points)})


def _draw(points: Sequence[PulsePoint]) -> list[blocks.Block]:
    labels = [f"{each.day.day} {each.day:%b %y}" for each in points]
    return compose_line("Working together", labels, [round(each.mean, 1) for each in points])
