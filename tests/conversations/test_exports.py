"""`/align export`: what there is of a team as a file; and everybody gets what is kept of themselves."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from click.testing import CliRunner

from bot.__main__ import main
from bot.coaching.library import loader
from bot.export_teams import export_teams
from bot.model.exports import COLUMNS
from tests.bench.summary import fill_teams
from tests.conversations.test_forgetting import lives
from tests.conversations.walks import Idea, commits, picks_a_pilot
from tests.conversations.wave_talk import FACTORS, answers, hires, launches
from tests.conversations.weekly import marks
from tests.fixtures_align import alone, both_engines
from tests.standin import Channel, Clock, Colleague, Hire, Slack

if TYPE_CHECKING:
    from bot.app import Align

pytestmark = alone
LIBRARY = loader.load_library(loader.OURS)
HOSTILE = (
    "=cmd|' /C calc'!A0",
    "+1+1 | two",
    "-2 *bold*",
    "@SUM(A1:A9)",
    "first line\nsecond <b>line</b>",
    "long " * 50 + "end",
    "🚀 ship it",
    "مرحبا 'quoted' \"twice\"",
)


def read_file(who: Colleague, slack: Slack) -> tuple[str, str]:
    """The name and the content of the last file that came to somebody."""
    sent = [file for message in who.dm.messages for file in message.raw.get("files", ())][-1]
    return sent["name"], slack.workspace.files[sent["id"]]["content"].decode()


def read_csv(content: str) -> list[dict[str, str]]:
    """The rows as a spreadsheet shows them."""
    assert content[0] == "\ufeff"
    heads, *rows = csv.reader(io.StringIO(content[1:], newline=""))
    assert tuple(heads) == COLUMNS
    for cell in (each for row in rows for each in row):
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")), cell
    return [{head: cell.removeprefix("'") for head, cell in zip(heads, row, strict=True)} for row in rows]


def exports(who: Colleague, slack: Slack, clock: Clock, align: Align, said: str, where: Channel | None) -> str:
    """Ask for a file, and return its content."""
    before = len(who.dm.messages)
    told = who.types(f"/align export {said}", where) if where else who.types(f"/align export {said}")
    assert "The file comes by direct message from me." in told
    clock.pass_(align, seconds=20)
    message, file = who.dm.messages[before:]
    assert message.words.startswith("*Your export has come:* ") and file.raw["files"]
    return read_file(who, slack)[1]


@both_engines
def test_the_same_things_in_every_form(
    align: Align,
    team: Channel,
    maya: Colleague,
    tom: Colleague,
    ivan: Colleague,
    person: Hire,
    clock: Clock,
    slack: Slack,
    environ: dict[str, str],
    tmp_path: Path,
) -> None:
    ada = person("Ada", is_admin=True)
    ada.types("/align workspace")
    ada.clicks("All teams")
    ada.clicks("Open", beside="#marketing")
    ada.fills({"Team name": "=2+3"})
    ada.submits()
    picks_a_pilot(tom, team, Idea("Lead routing", tom, ivan, range(1, 7)), Idea("Win-back", maya, ivan))
    for words in HOSTILE:
        clock.pass_(seconds=5)
        commits(ivan, team, **{"I’ll": words, "By": "2026-11-27"})
    clock.pass_(align, days=7)
    for who, score in ((maya, "4"), (tom, "2"), (ivan, "3")):
        who.clicks(score, team)
    marks(ivan, team, "Done")
    clock.pass_(align, days=3)

    sheet = read_csv(exports(maya, slack, clock, align, "", team))
    assert {row["team"] for row in sheet} == {"=2+3"}
    assert {row["kind"] for row in sheet} == {"promise", "result", "check-in", "pilot"}
    promises = {row["title"]: row for row in sheet if row["kind"] == "promise" and row["who"] == "ivan"}
    for words in HOSTILE:
        assert " ".join(words.split()) in {" ".join(each.split()) for each in promises}
    (done,) = (row for row in promises.values() if row["state"] == "kept")
    assert (done["due_on"], done["day"], done["closed_on"]) == ("2026-11-27", "2026-11-24", "2026-12-01")
    (checkin,) = (row for row in sheet if row["kind"] == "check-in")
    assert (checkin["answers"], checkin["expected"], float(checkin["mean"])) == ("3", "5", 3.0)
    (pilot,) = (row for row in sheet if row["kind"] == "pilot")
    assert (pilot["title"], pilot["state"], pilot["due_on"][:4]) == ("Lead routing", "running", "2027")

    data = json.loads(exports(maya, slack, clock, align, "json since:4w", team))
    assert [data[each] for each in ("schema", "since", "until")] == ["align-export/1", "2026-11-07", "2026-12-04"]
    assert [{name: _as_cell(value) for name, value in row.items()} for row in data["rows"]] == sheet
    # The numbers are those of the summary of the same weeks.
    states = [row["state"] for row in data["rows"] if row["kind"] == "promise"]
    told = maya.types("/align summary since:4w", team)
    assert (states.count("kept"), states.count("stuck")) == (1, 0)
    assert f"*Promises:* 1 kept, {states.count('open')} open, {states.count('late')} late" in told
    assert f"*Answered:* {100 * 3 // 5} % of those present, 1 check-in" in told
    assert "3.0 of 5" in told

    page = exports(maya, slack, clock, align, "md", team)
    assert page.startswith("# Align, ") and f"## =2+3 ({team.id})" in page
    assert "=cmd\\|' /C calc'!A0" in page and "-2 \\*bold\\*" in page and "\\<b\\>" in page

    # A member has what a member reads: nothing of check-ins. Everybody sees who has what.
    own = read_csv(exports(tom, slack, clock, align, "csv since:4w", team))
    assert {row["kind"] for row in own} == {"promise", "result", "pilot"}
    looks = tom.types("/align looks", team)
    assert "@Tom: an export, csv since 2026-11-07, " in looks and looks.count("@Maya: an export, ") == 3
    assert align.db.query("SELECT count(*) AS n FROM audit WHERE event = 'exported'") == [{"n": 4}]

    # Whoever runs Align has the same, of all teams or of some.
    since = date(2026, 11, 7)
    printed = json.loads("".join(export_teams(align.db, LIBRARY, "json", [], since, clock())))
    assert [row for row in printed["rows"] if row["team"] == "=2+3"] == data["rows"]
    assert read_csv("".join(export_teams(align.db, LIBRARY, "csv", [team.id], since, clock()))) == sheet
    file = tmp_path / "teams.csv"
    _run(environ, "export", "--format", "csv", "--team", team.id, "--since", "2026-11-07", str(file))
    assert read_csv(file.read_bytes().decode())[0]["team"] == "=2+3"
    assert "There are: " in _run(environ, "export", "--team", "nobody", refused=True)
    assert "--as" in _run(environ, "export", "benchmark", refused=True)
    assert tom.types("/align looks", team).count("• whoever runs Align: an export, ") == 3
    kept = "SELECT actor FROM audit WHERE event = 'exported' AND actor = 'operator'"
    assert len(align.db.query(kept)) == 3


def _run(environ: dict[str, str], *words: str, refused: bool = False) -> str:
    result = CliRunner().invoke(main, words, env=environ)
    assert result.exit_code == (2 if refused else 0), result.output
    return result.stderr if refused else result.stdout


def test_a_long_one_says_how_far_it_is_and_keeps_nobody_waiting(
    align: Align, team: Channel, maya: Colleague, clock: Clock, slack: Slack
) -> None:
    fill_teams(align.db, 45, 0, weeks=2)
    joined = "INSERT INTO members (team_id, user_id, side, role, joined_on) SELECT id, :user, 'it', 'manager', :day"
    align.db.execute("UPDATE teams SET workspace = 'T0ALIGN01' WHERE workspace = 'T1'")
    align.db.execute(f"{joined} FROM teams WHERE id LIKE 'team%'", {"user": maya.id, "day": "2026-01-01"})
    before = len(slack.calls)
    rows = read_csv(exports(maya, slack, clock, align, "all", None))
    assert len({row["team"] for row in rows}) == 46 and "promise" in {row["kind"] for row in rows}
    changed = [call.args["text"] for call in slack.calls[before:] if call.method == "chat.update"]
    assert [each.partition("CSV. ")[2] for each in changed] == [
        *(f"{number} of 46 teams are in it so far." for number in (10, 20, 30, 40)),
        "",
    ]


def _as_cell(value: Any) -> str:
    return "" if value is None else str(value)


@both_engines
def test_what_both_sides_said_is_in_it_as_far_as_it_is_shown(
    align: Align, slack: Slack, maya: Colleague, person: Hire, clock: Clock
) -> None:
    company = hires(slack, person, maya, marketing=4, it=4)
    clock.pass_(align, minutes=1)
    launches(maya, company.room)
    first = next(iter(FACTORS))
    clock.pass_(align, minutes=10)
    for who in company.marketing:
        answers(who, company.room, 4)
    for who in company.it:
        answers(who, company.room, {first: None})
    assert "wave" not in {row["kind"] for row in read_csv(exports(maya, slack, clock, align, "", company.room))}
    clock.pass_(align, days=18)
    rows = [row for row in read_csv(exports(maya, slack, clock, align, "all", None)) if row["kind"] == "wave"]
    assert {(row["side"], row["answers"], row["mean"]) for row in rows} == {
        ("marketing", "4", "4.0"),
        ("it", "4", "3.0"),
    }
    # Of what too few of a side know nothing is shown, of either side.
    assert {row["title"] for row in rows} == {each["title"] for name, each in FACTORS.items() if name != first}


@both_engines
def test_one_file_a_request_and_none_for_others(
    align: Align,
    team: Channel,
    maya: Colleague,
    sam: Colleague,
    gus: Colleague,
    person: Hire,
    clock: Clock,
    slack: Slack,
) -> None:
    assert sam.types("/align export", team).startswith("This is for the team #marketing. Join as one of these")
    assert gus.types("/align export", team).startswith("You are a guest here.")
    for typed in ("/align export", "/align export all"):
        assert sam.types(typed).startswith("I work in a team's channel. ")
    assert maya.types("/align export since:the flood", team).startswith("I don't know since when “since:the flood” is")
    assert maya.types("/align export me too", team).startswith("Of yourself I give you all that I keep, as JSON")
    assert not maya.dm.messages
    maya.types("/align export", team)
    maya.line.sends_again(3, at_once=True)
    clock.pass_(align, seconds=20)
    assert len(maya.dm.messages) == 2
    # What cannot be sent is said, and so is what somebody may not read any more by the time it is made.
    slack.fails("files.getUploadURLExternal", error="storage_limit_reached", times=5)
    maya.types("/align export", team)
    for _ in range(6):
        clock.pass_(align, minutes=10)
    assert [each.words.split(":")[0] for each in maya.dm.messages[2:]] == ["*Your export could not be sent"]
    maya.types("/align export", team, silent=True)
    maya.leaves(team)
    clock.pass_(align, minutes=1)
    assert maya.dm.last.words.startswith("*Your export could not be sent:*")
    assert len([file for message in maya.dm.messages for file in message.raw.get("files", ())]) == 1


@both_engines
def test_everybody_gets_what_is_kept_of_themselves_and_nothing_of_others(
    align: Align,
    team: Channel,
    clock: Clock,
    maya: Colleague,
    tom: Colleague,
    ivan: Colleague,
    sam: Colleague,
    slack: Slack,
) -> None:
    lives(align, clock, team, maya, tom, ivan)
    content = exports(tom, slack, clock, align, "me", None)
    assert read_file(tom, slack)[0] == "align-about-me-2026-11-24.json"
    mine = json.loads(content)
    assert (mine["schema"], mine["user"], mine["profile"][0]["name"]) == ("align-about-me/1", tom.id, "tom")
    assert [(each["first_day"], each["last_day"]) for each in mine["absences"]] == [("2026-12-20", "2027-01-05")]
    assert "map the fields" in [each["action"] for each in mine["promises"]]
    assert [each["stuck"] for each in mine["notes"]] == ["legal has not answered"]
    assert "Acme" in [each["value"] for each in mine["answers"]]
    assert (len(mine["memberships"]), len(mine["approvals"])) == (1, 1)
    for other in (maya, ivan):
        assert other.id not in content and other.name.lower() not in content.lower()
    assert "open the sandbox" not in content and "write the text" not in content.replace("somebody else", "")
    # Nobody else hears of it, it is no look at the team, and whoever is in no team may ask, too.
    assert "Nobody has looked yet." in maya.types("/align looks", team)
    assert set(json.loads(exports(sam, slack, clock, align, "me", None))) >= {"schema", "user"}
    # Of whoever was forgotten an export has nothing.
    tom.types("/align forget me", team)
    tom.clicks("Forget me")
    clock.pass_(align, minutes=20)
    for form in ("csv", "md", "json"):
        told = exports(maya, slack, clock, align, form, team)
        assert tom.id not in told and "tom" not in told.lower().replace("customer", "")
    assert "somebody who has left" in told
