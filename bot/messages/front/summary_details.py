"""What stands behind a summary: of each number what it means, and what it is made of."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.coaching.pulse import LEAST
from bot.coaching.summary.figures import AskedProject, TeamFigures
from bot.coaching.summary.team import TeamSummary
from bot.coaching.waves.noise import compute_noise
from bot.messages.block_kit import blocks
from bot.messages.block_kit.blocks import VIEW_BLOCKS, View
from bot.messages.block_kit.markup import link
from bot.messages.block_kit.render import compose_message
from bot.messages.front.summaries import QUOTED, pilot_values
from bot.messages.front.summary_table import describe_asked, describe_commitments, describe_mark, describe_pilot

LISTED = 10  # promises, check-ins or projects of one kind


def compose_details(summary: TeamSummary) -> View:
    """Return the window that explains a team's summary."""
    figures = summary.figures
    last = figures.pulse.last if figures.pulse else None
    counted = figures.commitments
    values = {
        "figures": figures,
        "today": figures.today,
        "least": LEAST,
        "noise": compute_noise(last.answers, last.answers) if last else 0.0,
        "points": list(figures.pulse.points[-LISTED:]) if figures.pulse else [],
        "kept": [_quote(each.action) for each in counted.kept[-LISTED:]],
        "aged": [
            (word, [(_press(each.link, each.commitment.action), each.days) for each in listed[:LISTED]])
            for word, listed in (("stuck for", counted.stuck), ("late by", counted.late))
        ],
        "projects": _name_projects(figures.asked.projects) if figures.asked else [],
        "pilots": [pilot_values(each) for each in figures.pilots],
        "last_read": summary.last_read,
    }
    shown = compose_message("summary_details", values, limit=VIEW_BLOCKS)["blocks"]
    return blocks.modal("What’s behind it", shown, callback="align:window", metadata="", close="Done")


def compose_all_details(shown: Sequence[TeamFigures]) -> View:
    """Return the window that explains a page of teams."""
    values = {
        "teams": [_team_values(each) for each in shown],
        "period": shown[0].period,
        "today": shown[0].today,
        "least": LEAST,
    }
    listed = compose_message("summary_all_details", values, limit=VIEW_BLOCKS)["blocks"]
    return blocks.modal("What’s behind it", listed, callback="align:window", metadata="", close="Done")


def _team_values(figures: TeamFigures) -> Mapping[str, Any]:
    return {
        "figures": figures,
        "mark": describe_mark(figures.pulse.change if figures.pulse else None),
        "promises": describe_commitments(figures.commitments),
        "asked": describe_asked(figures.asked.now) if figures.asked else "",
        "projects": _name_projects(figures.asked.projects) if figures.asked else [],
        "pilot": describe_pilot(figures),
    }


def _name_projects(projects: Iterable[AskedProject]) -> list[str]:
    return [f"{_quote(each.subject) or 'without a name'} ({describe_asked(each.asked)})" for each in projects]


def _quote(words: str) -> str:
    return blocks.shorten(words, QUOTED)


def _press(address: str, words: str) -> Any:
    return link(address, _quote(words)) if address else _quote(words)
