"""What is old enough goes by itself, what is in force stays; a workspace that has uninstalled the app is forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.records.data_map import RULES
from tests.conversations.document_talk import changes, goes_through
from tests.conversations.walks import Idea, commits, picks_a_pilot
from tests.fixtures_align import alone, both_engines
from tests.standin import BOT_TOKEN, Channel, Clock, Colleague, Hire, Slack
from tests.standin.workspace import TEAM

if TYPE_CHECKING:
    from bot.app import Align


def count(align: Align, table: str, where: str = "1 = 1") -> int:
    return int(align.db.query(f"SELECT count(*) AS number FROM {table} WHERE {where}")[0]["number"])


@alone
@both_engines
def test_two_years_are_kept_and_what_is_in_force(
    align: Align, team: Channel, clock: Clock, maya: Colleague, tom: Colleague, ivan: Colleague, person: Hire
) -> None:
    ada = person("Ada", is_admin=True)
    picks_a_pilot(maya, team, Idea("Lead routing", maya, ivan, range(1, 7)), Idea("Win-back", tom, ivan))
    commits(tom, team, **{"I’ll": "map the fields", "By": "2026-12-04"})
    commits(ivan, team, **{"I’ll": "open the sandbox", "By": "2026-12-04"})
    ivan.types("/align progress", team)
    ivan.clicks("Done", beside="Open the sandbox")
    ivan.closes(everything=True)
    clock.pass_(align, minutes=1)
    maya.types("/align terms live", team)
    goes_through(maya, {}, {"When marketing says it, what is meant?": "A customer can use it."}, {})
    clock.pass_(align, minutes=1)
    # Another version, a day later, is in force from then on.
    clock.pass_(align, days=1)
    changes(maya, team, "What each side means", {"When marketing says it, what is meant?": "Everybody can use it."})
    clock.pass_(align, minutes=1)
    maya.types("/align checkin", team)
    for _ in range(8):
        clock.pass_(align, days=1)
    assert (count(align, "checkins"), count(align, "runs", "playbook = 'terms'")) == (2, 2)
    promised = count(align, "commitments")
    assert promised > count(align, "commitments", "state = 'open'")
    clock.pass_(days=2 * 365 - 12)
    align.tidy()
    assert count(align, "runs", "playbook = 'pilot'") == 1
    assert count(align, "runs", "playbook = 'terms'") == 2
    assert count(align, "commitments") == promised
    # An admin keeps everything for a year longer.
    ada.types("/align workspace")
    ada.fills({"How long do I keep things?": "3 years"})
    ada.submits()
    clock.pass_(days=30)
    align.tidy()
    assert count(align, "commitments") == promised
    ada.types("/align workspace")
    ada.fills({"How long do I keep things?": "2 years"})
    ada.submits()
    align.tidy()
    assert {row["state"] for row in align.db.query("SELECT state FROM commitments")} == {"open"}
    assert count(align, "runs", "playbook = 'pilot'") == 0
    assert count(align, "checkins") == 1
    # The version in force is the document from now on, and its post is still found.
    (left,) = align.db.query("SELECT id, replaces FROM runs WHERE playbook = 'terms'")
    assert left["replaces"] is None
    assert count(align, "posts", f"kind = 'document' AND ref = '{left['id']}'") == 1
    maya.types("/align terms live", team)
    clock.pass_(align, minutes=1)
    assert "Everybody can use it" in maya.sees[-1]
    noted = align.db.query("SELECT actor, detail FROM audit WHERE event = 'years kept changed' ORDER BY at")
    assert [(row["actor"], row["detail"]) for row in noted] == [
        (ada.id, '{"years": 3}'),
        (ada.id, '{"years": 2}'),
    ]


@both_engines
def test_a_workspace_that_is_gone_goes_after_thirty_days(
    align: Align, team: Channel, clock: Clock, maya: Colleague, tom: Colleague, slack: Slack
) -> None:
    elsewhere = "SELECT id FROM teams WHERE workspace = 'T0BESIDE'"
    commits(tom, team, **{"I’ll": "map the fields", "By": "2026-12-04"})
    # A token alone says nothing of it.
    maya.causes({"type": "tokens_revoked", "tokens": {"bot": ["U0ALIGNBOT"]}})
    clock.pass_(days=40)
    align.tidy()
    assert count(align, "commitments", "action = 'map the fields'") > 0
    maya.uninstalls()
    clock.pass_(days=29)
    align.tidy()
    assert count(align, "teams", f"workspace = '{TEAM}' AND pause_reason = 'uninstalled'") > 0
    slack.token = BOT_TOKEN
    align.workspaces.ask()
    clock.pass_(days=29)
    align.tidy()
    assert count(align, "commitments", "action = 'map the fields'") > 0
    assert count(align, "teams", f"workspace = '{TEAM}' AND paused_at IS NULL") == 1
    maya.uninstalls()
    clock.pass_(days=31)
    align.tidy()
    for table, rule in RULES.items():
        if rule.within:
            rows = align.db.query(f"SELECT * FROM {table} WHERE {rule.within}", {"workspace": TEAM})
            assert rows == [], table
    assert len(align.db.query(elsewhere)) == 1
