"""What a team may know of itself: who looked at what, who leads it, and who has changed, exported or deleted what."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague, Hire, Slack

if TYPE_CHECKING:
    from bot.app import Align

LEAD = "I’ll lead it"


@both_engines
def test_a_team_without_a_lead_is_offered_it_and_the_first_press_wins(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, gus: Colleague
) -> None:
    maya.leaves(team)
    assert "Nobody leads this team now." in team.words
    gus.clicks(LEAD, team)
    assert "You are a guest here" in gus.modal.words
    gus.closes()
    tom.clicks(LEAD, team)
    tom.clicks(LEAD, team)
    assert team.words.count("@Tom leads this team now.") == 1
    ivan.clicks(LEAD, team)
    assert "@Tom was quicker, and leads this team." in ivan.modal.words
    changed = align.db.query(
        "SELECT actor, detail FROM audit WHERE event = 'lead changed' AND actor = :tom", {"tom": tom.id}
    )
    assert [(each["actor"], json.loads(each["detail"])) for each in changed] == [(tom.id, {"from": [], "to": tom.id})]


@both_engines
def test_everybody_in_the_team_sees_who_looked_at_what(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, clock: Clock
) -> None:
    assert "Nobody has looked yet." in tom.types("/align looks", team)
    for _ in range(11):
        maya.types("/align summary", team)
        clock.pass_(hours=1)
    shown = tom.types("/align looks", team)
    assert shown.startswith("*Who looked at what of #marketing*, page 1 of 2")
    assert shown.count("@Maya: the summary, ") == 10
    tom.clicks("Earlier ones")
    assert tom.modal.words.count("@Maya: the summary, ") == 1
    tom.clicks("Later ones")
    assert tom.modal.words.count("@Maya: the summary, ") == 10


@both_engines
def test_an_admin_has_the_audit_log_as_a_file(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, person: Hire, slack: Slack
) -> None:
    ada = person("Ada", is_admin=True)
    maya.types("/align team", team)
    maya.clicks("When I ask")
    maya.fills({"Check-in day": "Friday"})
    maya.submits()
    maya.closes(everything=True)
    maya.types("/align pause until 5 Jan", team)
    ada.types("/align workspace")
    ada.clicks("Send me the audit log")
    ada.closes()
    ada.clicks("Send me the audit log")
    (message,) = ada.dm.messages
    (sent,) = message.raw["files"]
    content = slack.workspace.files[sent["id"]]["content"].decode()
    assert (sent["name"], content[0]) == ("align-audit-2026-11-24.csv", "\ufeff")
    heads, *rows = csv.reader(io.StringIO(content[1:]))
    assert heads == ["at", "workspace", "channel", "team", "actor", "event", "detail"]
    own = [dict(zip(heads, row, strict=True)) for row in rows if row[4] in (maya.id, ada.id)]
    saved = [each for each in own if each["event"] == "team saved"][-1]
    assert json.loads(saved["detail"]) == {"checkin_day": [1, 4]}
    assert (saved["channel"], saved["at"][-1]) == (team.id, "Z")
    # Of one moment, in whatever order.
    assert {"team paused", "audit exported"} <= {each["event"] for each in own}
