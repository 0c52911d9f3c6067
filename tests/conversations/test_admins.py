"""The admins of a workspace: named by each other, and who leads which team is theirs to settle; nothing else is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague, Hire, Slack

if TYPE_CHECKING:
    from bot.app import Align

ONLY = (
    "This is for the admins of this workspace: Slack’s own admins and owners, and whom they have named with "
    "/align workspace. Ask one of them."
)
UNKNOWN = "Slack does not tell me just now who you are"
OTHERS = "Who else is an admin of Align?"


def noted(align: Align, event: str) -> list[tuple[str, str]]:
    rows = align.db.query("SELECT actor, detail FROM audit WHERE event = :event ORDER BY at", {"event": event})
    return [(row["actor"], row["detail"]) for row in rows]


@both_engines
def test_admins_name_each_other(
    align: Align, team: Channel, tom: Colleague, gus: Colleague, ivan: Colleague, person: Hire, slack: Slack
) -> None:
    ada = person("Ada", is_admin=True)
    assert tom.types("/align workspace") == ONLY
    slack.fails("users.info", error="internal_error", times=9)
    assert ada.types("/align workspace").startswith(UNKNOWN)
    slack.mends()
    ada.types("/align workspace")
    ada.fills({OTHERS: [tom, gus]})
    ada.submits()
    assert ada.modal.errors == {OTHERS: "A guest cannot be an admin. Choose somebody who works here."}
    ada.fills({OTHERS: [tom]})
    ada.submits()
    assert "@Ada has named you an admin of Align in this workspace." in tom.dm.words
    # Whoever was named names others, and Slack's own need no name.
    tom.types("/align workspace")
    assert tom.modal.values[OTHERS] == [tom.id]
    tom.fills({OTHERS: [ivan]})
    tom.submits()
    assert "@Tom has taken you off the admins of Align" in tom.dm.words
    assert tom.types("/align workspace") == ONLY
    assert noted(align, "admin named") == [(ada.id, f'{{"user": "{tom.id}"}}'), (tom.id, f'{{"user": "{ivan.id}"}}')]
    assert noted(align, "admin removed") == [(tom.id, f'{{"user": "{tom.id}"}}')]
    # A guest is none, whatever was said of them before.
    ivan.becomes(is_restricted=True)
    assert ivan.types("/align workspace") == ONLY


@both_engines
def test_an_admin_hands_a_lead_over_and_the_team_hears_of_it(
    align: Align,
    team: Channel,
    maya: Colleague,
    tom: Colleague,
    ivan: Colleague,
    sam: Colleague,
    person: Hire,
    clock: Clock,
) -> None:
    ada = person("Ada", is_admin=True)
    ada.types("/align workspace")
    ada.clicks("All teams")
    assert "led by @Maya" in ada.modal.words
    ada.clicks("Open", beside="#marketing")
    ada.fills({"Who leads the team?": tom})
    ada.submits()
    assert "@Ada, an admin of this workspace, has handed the lead of this team to @Tom." in team.words
    ada.types("/align workspace")
    ada.clicks("All teams")
    ada.clicks("Open", beside="#marketing")
    ada.fills({"Who leads the team?": "Somebody else …"})
    ada.fills({"Who leads the team?": sam, "Team name": "Growth"})
    ada.submits()
    assert "has asked @Sam to lead this team." in team.words
    assert "has given this team another name: Growth." in team.words
    ada.types("/align workspace")
    ada.clicks("All teams")
    ada.clicks("Open", beside="#marketing")
    assert "led by @Tom" in ada.modal.words
    ada.clicks("When I ask")
    ada.fills({"Check-in day": "Friday"})
    ada.submits()
    clock.pass_(align, minutes=1)
    assert "@Ada, an admin of this workspace, has changed when I check in. Next time: Fri" in team.words
    # What belongs to the team stays its own.
    assert ada.types("/align summary").startswith("I work in a team's channel")
