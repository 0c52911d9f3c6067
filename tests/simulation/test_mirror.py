"""A quarter that ends before its last week, and another Slack that shows it."""

from datetime import UTC, date, datetime
from pathlib import Path

from bot.records.database import connect
from bot.simulation.cast import hire
from bot.simulation.slack import open_slack
from bot.simulation.stage import Scope, live
from bot.simulation.workspace import Profile, Workspace
from bot.trial import company

SECRET, FIRST = "a secret of the tests, long enough for a key", date(2027, 2, 1)
UNTIL = datetime(2027, 2, 10, 12, tzinfo=UTC)


def make_workspace() -> Workspace:
    (cast,) = hire(1)
    people = {each.id: each for each in cast.profiles}
    people[company.BOT_USER] = Profile(company.BOT_USER, "Align", "align", "", is_bot=True)
    return Workspace(lambda: UNTIL, people, {cast.channel: cast.name})


def test_what_is_lived_stands_in_the_other_slack_too(tmp_path: Path) -> None:
    url, other = f"sqlite:///{tmp_path / 'quarter.db'}", make_workspace()
    with open_slack(other) as slack:
        lived = live(url, SECRET, 1, 13, FIRST, 1, Scope(UNTIL, slack.api))
    assert lived.faults == []
    assert max(event.at for event in lived.events) <= UNTIL
    shown = {each["ts"]: each for each in other.messages[company.MARKETING_OPS]}
    said = [each for each in lived.workspace.messages[company.MARKETING_OPS] if not each["for"]]
    assert list(shown) == [each["ts"] for each in said]
    for each in said:
        told, *rest = shown[each["ts"]]["blocks"]
        assert "February, " in told["elements"][0]["text"]
        assert rest == each["blocks"]  # as it reads after its last change, and with names by which it is pressed
    assert "The check-in of Tue 2 Feb" in str(said)
    db = connect(url)
    rows = db.query("SELECT sent_channel, sent_ts FROM outbox WHERE op = 'post' AND state = 'sent'")
    db.close()
    for row in rows:
        assert other.find(row["sent_channel"], row["sent_ts"])
