"""The quarterly page as a file for direct messages."""

from bot.coaching.summary.quarter import Quarter
from bot.coaching.summary.quarter_figures import QuarterReport
from bot.messages.block_kit.file_names import name_page
from bot.messages.block_kit.render import Attached, Message, compose_message
from bot.messages.pages.quarter_page import compose_quarter
from bot.model.teams import Team


def compose_announcement(team: Team, quarter: Quarter) -> Message:
    """Return that the page is being made, for whoever asked."""
    return compose_message("report_announced", {"team": team, "quarter": quarter})


def compose_report(report: QuarterReport, team: Team) -> Attached:
    """Return the page of a team as a file; its message says what else does where no file may be sent."""
    note = compose_message("report_file", {"team": team, "quarter": report.quarter})
    return {
        **note,
        "file": {
            "name": name_page("align report", team.name, report.quarter.title),
            "title": f"{team.name}: marketing and IT in {report.quarter.title}",
            "content": compose_quarter(report),
        },
    }
