"""/align report: the quarter on two pages, made in the background, for whoever leads the team."""

from bot.app import Align
from tests.conversations.walks import STRONG, Idea, picks_a_pilot
from tests.standin import Channel, Clock, Colleague, Slack


def test_a_lead_gets_the_page_and_the_team_sees_who_asked(
    align: Align, slack: Slack, team: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, clock: Clock
) -> None:
    picks_a_pilot(tom, team, Idea("Lead <b>routing</b>", tom, ivan, STRONG), Idea("Win-back", maya, ivan))
    told = maya.types("/align report", team)
    assert told.startswith("I’m making the page about marketing in Q4 2026. It comes by direct message in a moment")
    (file,) = slack.workspace.files.values()
    assert (file["name"], file["title"]) == (
        "align-report-marketing-q4-2026.html",
        "marketing: marketing and IT in Q4 2026",
    )
    page = file["content"].decode()
    assert "Lead &lt;b&gt;routing&lt;/b&gt;" in page and "Say which number would make you stop" in page
    assert "<@" not in page and "<script" not in page
    maya.types("/align report 2026-Q4", team)
    assert len(slack.workspace.files) == 1, "pressed again at once, it is the same wish"
    clock.pass_(align, seconds=30)
    maya.types("/align report last", team)
    *_, last = slack.workspace.files.values()
    assert last["name"] == "align-report-marketing-q3-2026.html"
    assert "not been asked apart by the end of this quarter" in last["content"].decode()
    looks = tom.types("/align looks", team)
    assert looks.count("@Maya") == 2 and "the report" in looks and "Q4 2026" in looks and "Q3 2026" in looks


def test_who_gets_none_and_what_is_no_quarter(
    align: Align, slack: Slack, team: Channel, maya: Colleague, tom: Colleague
) -> None:
    assert "Whoever leads this team can" in tom.types("/align report", team)
    assert "@Maya" in tom.sees[-1]
    assert maya.types("/align report soonish", team).startswith(
        "I don't know which quarter “soonish” is. Write it like"
    )
    assert maya.types("/align report 2027-Q2", team).startswith("Q2 2027 is still to come.")
    assert maya.types("/align report 2019-Q2", team).startswith("I look back two years at most")
    assert not slack.workspace.files
    slack.fails("files.getUploadURLExternal", error="missing_scope")
    maya.types("/align report", team)
    assert "`align report --quarter 2026-Q4`" in maya.dm.words and "`/align summary since:2026-10-01`" in maya.dm.words
