"""The quarterly page for both sides' chiefs: two sheets of paper, whatever there is to say."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from bot.coaching.pulse import LEAST
from bot.coaching.side_names import SIDE_NAMES, capitalize_first
from bot.coaching.summary.decisions import Decision, choose_decisions
from bot.coaching.summary.figures import PulseTrend
from bot.coaching.summary.quarter_figures import QuarterReport, TeamQuarter
from bot.coaching.summary.surveys import LevelsSummary, SplitSummary, SurveySummary
from bot.coaching.waves.levels import name_level
from bot.messages.block_kit.blocks import shorten
from bot.messages.front.summaries import ASKED, describe_change
from bot.messages.pages import charts
from bot.messages.pages.pages import compose_page, format_long_day
from bot.model.teams import Side

QUOTED = 64  # characters of a promise, or of what something is about
NAMED = 34  # characters of a name beside a bar
TEAMS, LINES, FACTORS, LISTED, SURVEYS = 8, 5, 6, 3, 2  # rows that two sheets of paper have room for
Row = TypeVar("Row")
_STAGES: Mapping[str, str] = {stage.value: words for stage, words in ASKED.items()}


def compose_quarter(report: QuarterReport) -> str:
    """Return the page of a report as HTML; persons are mentions in it."""
    many = len(report.teams) > 1
    shown = report.teams[:TEAMS] if many else report.teams
    values = {
        "report": report,
        "quarter": report.quarter,
        "period": report.quarter.list_days(report.today),
        "running": report.today <= report.quarter.end,
        "many": many,
        "title": f"{len(report.teams)} teams" if many else report.teams[0].name,
        "empty": [each.name for each in report.teams if each.figures.is_empty and not each.surveys],
        "teams": [_team_values(each) for each in shown] if many else [],
        "more_teams": len(report.teams) - len(shown),
        "surveys": [] if many else [_survey_values(n, each) for n, each in enumerate(_first_surveys(report))],
        "pulse": _pulse_values(report.teams),
        "promises": _commitment_values(report.teams),
        "pilots": _cut([(team.name, each) for team in report.teams for each in team.figures.pilots], LISTED),
        "efforts": _cut([(team.name, each) for team in report.teams for each in team.efforts], LISTED),
        "measures": _cut([(team.name, each) for team in report.teams for each in team.measures], LISTED),
        "asked": _cut([(team.name, each) for team in report.teams if (each := team.figures.asked)], LISTED),
        "stages": ASKED,
        "decisions": [_decision_values(each) for each in choose_decisions(report)],
        "least": LEAST,
        "quoted": QUOTED,
    }
    return compose_page("quarter", values)


def _cut(listed: Sequence[Row], number: int) -> Mapping[str, Any]:
    """Return the rows that there is room for, and how many more there are."""
    return {"rows": listed[:number], "more": max(len(listed) - number, 0)}


def _first_surveys(report: QuarterReport) -> Sequence[SurveySummary]:
    return report.teams[0].surveys[:SURVEYS]


def _survey_values(place: int, survey: SurveySummary) -> Mapping[str, Any]:
    levels = survey.shown if isinstance(survey.shown, LevelsSummary) else None
    split = survey.shown if isinstance(survey.shown, SplitSummary) else None
    factors = levels.factors if levels and not place else ()  # room for one chart
    sides = list(dict.fromkeys(side for factor in factors for side in factor.means))
    return {
        **vars(survey),
        "levels": levels,
        "split": split,
        "stage": name_level(levels.level) if levels and levels.level else "",
        "change": describe_change(levels.change) if levels else "",
        "points": ", ".join(f"{SIDE_NAMES[side]} {each}" for side, each in split.points.items()) if split else "",
        "missing": bool(survey.open and survey.open.missing),
        "sides": [(side, capitalize_first(SIDE_NAMES[side])) for side in sides],
        "factors": factors[:FACTORS],
        "more": max(len(factors) - FACTORS, 0),
        "chart": _draw_factors(survey, sides) if factors else "",
    }


def _draw_factors(survey: SurveySummary, sides: Sequence[Side]) -> Any:
    factors = survey.shown.factors[:FACTORS] if isinstance(survey.shown, LevelsSummary) else ()
    series = {capitalize_first(SIDE_NAMES[side]): [each.means.get(side) for each in factors] for side in sides}
    alt = "; ".join(f"{each.title}: {_say_means(each.means)}" for each in factors)
    return charts.draw_bars("levels", alt, [shorten(each.title, NAMED) for each in factors], series)


def _say_means(means: Mapping[Side, float]) -> str:
    return ", ".join(f"{SIDE_NAMES[side]} {mean:.1f} of 5" for side, mean in means.items())


def _team_values(team: TeamQuarter) -> Mapping[str, Any]:
    levels = next((each.shown for each in team.surveys if isinstance(each.shown, LevelsSummary)), None)
    pulse = team.figures.pulse
    return {
        "name": team.name,
        "level": levels.level if levels else None,
        "widest": levels.widest if levels else None,
        "gap": levels.gap if levels else None,
        "pulse": pulse.last if pulse else None,
        "change": describe_change(pulse.change if pulse else None),
        "by": pulse.change.by if pulse and pulse.change else 0,
        "promises": team.figures.commitments,
    }


def _pulse_values(teams: Sequence[TeamQuarter]) -> Mapping[str, Any]:
    """Return the trend of each team that shows one, as a chart and in numbers."""
    known = [(team, team.figures.pulse) for team in teams if team.figures.pulse and team.figures.pulse.points]
    shown = known[:LINES]
    return {
        "chart": _draw_pulse(shown) if any(len(pulse.points) > 1 for _, pulse in shown) else "",
        "rows": [(team.name, _say_points(pulse)) for team, pulse in shown],
        "before": known[0][1].before if known else None,
        "change": describe_change(known[0][1].change) if known else "",
        "answered": _sum_answered(teams),
        "more": len(known) - len(shown),
    }


def _sum_answered(teams: Iterable[TeamQuarter]) -> int | None:
    """Return the share of answers that came, in percent, over all teams; None where none could."""
    counted = [each.figures.participation for each in teams if each.figures.participation]
    expected = sum(each.expected for each in counted)
    return round(100 * sum(each.answered for each in counted) / expected) if expected else None


def _draw_pulse(known: Sequence[tuple[TeamQuarter, PulseTrend]]) -> Any:
    days = sorted({point.day for _, pulse in known for point in pulse.points})
    series: dict[str, list[float | None]] = {}
    for team, pulse in known:
        means = {point.day: round(point.mean, 1) for point in pulse.points}
        name = shorten(team.name, NAMED)
        series[name if name not in series else f"{name} ({len(series) + 1})"] = [means.get(day) for day in days]
    alt = "; ".join(f"{team.name}: {_say_points(pulse)}" for team, pulse in known)
    # Every label of thirteen weeks would stand on the next one.
    step = -(-len(days) // 7)
    labels = [f"{day.day} {day:%b}" if place % step == 0 else "" for place, day in enumerate(days)]
    return charts.draw_lines("pulse", alt, labels, series)


def _say_points(pulse: PulseTrend) -> str:
    return ", ".join(f"{each.mean:.1f} ({each.day.day} {each.day:%b})" for each in pulse.points)


def _commitment_values(teams: Sequence[TeamQuarter]) -> Mapping[str, Any]:
    promised = [each.figures.commitments for each in teams]
    kept = [(team, each) for team in teams for each in team.figures.commitments.kept]
    aged = [
        (team, word, each)
        for team in teams
        for word, listed in (("stuck", team.figures.commitments.stuck), ("late", team.figures.commitments.late))
        for each in listed
    ]
    oldest = sorted(aged, key=lambda row: -row[2].days)
    return {
        "kept": sum(len(each.kept) for each in promised),
        "kept_before": sum(each.kept_before for each in promised),
        "dropped": sum(each.dropped for each in promised),
        "open": sum(each.open for each in promised),
        "late": sum(len(each.late) for each in promised),
        "stuck": sum(len(each.stuck) for each in promised),
        "done": _cut([(t.name, each.action, _side(t, each.owner)) for t, each in reversed(kept)], LISTED),
        "aged": _cut(
            [(t.name, e.commitment.action, _side(t, e.commitment.owner), word, e.days) for t, word, e in oldest], LISTED
        ),
    }


def _side(team: TeamQuarter, user: str) -> str:
    return SIDE_NAMES[team.sides[user]] if user in team.sides else ""


def _decision_values(decision: Decision) -> Mapping[str, Any]:
    return {
        **vars(decision),
        "subject": shorten(decision.subject, QUOTED),
        "who": capitalize_first(" and ".join(SIDE_NAMES[side] for side in decision.sides)),
        "stage": _STAGES.get(decision.subject, ""),
        "by": format_long_day(decision.day) if decision.day else "",
    }
