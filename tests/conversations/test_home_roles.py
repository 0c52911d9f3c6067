"""The Home tab by what somebody is: who leads several teams or one, reads along, visits, looks after the workspace."""

from bot.app import Align
from tests.bench.summary import fill_teams
from tests.conversations.document_talk import seat
from tests.conversations.walks import commits, offers
from tests.effort import check_home
from tests.fixtures_align import alone, both_engines
from tests.standin import TEAM, Channel, Clock, Colleague, Hire, Slack


@both_engines
def test_who_leads_several_sees_which_of_them_need_somebody(
    align: Align, team: Channel, growth: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, clock: Clock
) -> None:
    seat(maya, growth, {"Team name": "growth"}, marketing=[maya, tom])
    commits(ivan, team, **{"I’ll": "name the sandbox admin"})
    ivan.opens_home()
    ivan.clicks("Stuck", ivan.home)
    ivan.closes(everything=True)
    clock.pass_(align, days=9)
    words = maya.opens_home().words
    assert words.startswith(
        "One of two teams needs you\n*marketing:* a promise stuck for 9 days.\nOpen\n"
        "*No need:* growth, too few answers\nAll teams\nMy promises\nNothing is open.\n"
    )
    assert "\nMy teams\nYou lead 2 teams. Open one to see who is in, when I ask, and who looked.\nMy teams\n" in words
    check_home("the Home tab, leading two teams", maya)
    maya.clicks("Open", maya.home)
    assert maya.modal.words.split("\n")[1] == "marketing: one thing needs you"
    maya.closes(everything=True)
    maya.clicks("All teams", maya.home)
    assert "One of two teams needs you" in maya.modal.words
    maya.closes(everything=True)
    maya.clicks("My teams", maya.home)
    assert maya.modal.words.startswith("My teams\n*2 teams*\n*growth* in #growth: you lead it, for marketing. 2 people")
    maya.clicks("Open", maya.modal, beside="#growth:")
    assert "✅ *In:* @Maya, @Tom\nCheck-in: Tuesdays at 10:00, next " in maya.modal.words
    maya.clicks("Hand over the lead", maya.modal)
    maya.fills({"Who leads the team?": tom})
    maya.submits()
    maya.closes(everything=True)
    assert maya.home.words.startswith(
        "marketing: one thing needs you\n*Ask @Ivan today about “name the sandbox admin”.*"
    )
    assert "My team: marketing\n" in maya.home.words
    assert "My team: growth\n✅ *In:* @Maya, @Tom\n" in tom.opens_home().words
    # Old windows and tabs of hers may still be open: what is not hers any more does nothing.
    maya.types("/align team", growth)
    assert "Whoever leads this team can change that. Ask @Tom." in maya.sees[-1]


@both_engines
def test_the_numbers_are_those_of_closed_check_ins_that_enough_have_answered(
    align: Align, team: Channel, growth: Channel, maya: Colleague, tom: Colleague, lena: Colleague, clock: Clock
) -> None:
    seat(maya, growth, {"Team name": "growth"}, marketing=[maya, tom])
    maya.opens_home()
    maya.types("/align checkin", team)
    for who, score in ((maya, "2"), (tom, "3")):
        who.clicks(score, team)
    maya.types("/align checkin close", team)
    assert "*No need:* growth, too few answers · marketing, too few answers\n" in maya.home.words
    lena.clicks("4", team)  # late, and the one that was missing
    # A tap draws nobody's tab: that would say when it came.
    assert "3.0" not in maya.home.words
    assert "*No need:* growth, too few answers · marketing 3.0 of 5\n" in maya.opens_home().words
    assert "3.0" not in tom.opens_home().words


@both_engines
def test_who_looked_is_told_to_the_team(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, clock: Clock
) -> None:
    maya.types("/align summary", team)
    told = "Team: #marketing (marketing). @Maya looked at the summary of #marketing on Tue 24 Nov.\n"
    assert told in tom.opens_home().words
    assert "looked at the summary" not in maya.opens_home().words
    tom.clicks("My teams")
    tom.clicks("Open", tom.modal)
    assert "A team\n*marketing* in #marketing: you are in it, for marketing. 5 people\n" in tom.modal.words
    assert tom.modal.buttons == ["Where it stands", "Who looked at what", "Export", "Leave the team"]
    tom.clicks("Who looked at what", tom.modal)
    assert "• @Maya: the summary, " in tom.modal.words


@both_engines
def test_a_digest_and_an_export_begin_at_home_for_who_may_have_them(
    align: Align, slack: Slack, team: Channel, growth: Channel, maya: Colleague, tom: Colleague
) -> None:
    assert "Send me this monthly" not in tom.opens_home().buttons
    assert tom.home.buttons.count("Export") == 1
    tom.clicks("Export", tom.home)
    assert "as CSV. Each of these teams can see in `/align looks` that you have it." in tom.modal.words
    tom.closes(everything=True)
    assert maya.opens_home().buttons.count("Export") == 1
    maya.clicks("Send me this monthly", maya.home)
    maya.clicks("Send it monthly", maya.modal)
    maya.closes(everything=True)
    assert "My monthly digest comes to you by private message." in maya.home.words
    assert "Send me this monthly" not in maya.home.buttons
    seat(maya, growth, {"Team name": "growth"}, marketing=[maya, tom])
    maya.clicks("Export", maya.home)
    assert "as CSV" in maya.modal.words
    maya.closes(everything=True)
    assert [each["name"].rpartition(".")[2] for each in slack.workspace.files.values()] == ["csv", "csv"]
    for each in (team, growth):
        assert "@Maya: an export" in tom.types("/align looks", each)
    maya.clicks("No monthly digest any more", maya.home)
    assert "No digest any more." in maya.modal.words
    maya.closes(everything=True)
    assert "digest" not in maya.home.words and "Send me this monthly" in maya.home.buttons
    old = maya.home.words
    for each in (team, growth):
        maya.types("/align leave", each)
    assert maya.home.words != old and "Send me this monthly" not in maya.home.buttons


def test_who_reads_along_and_who_visits_see_what_concerns_them(
    align: Align, marketing: Channel, maya: Colleague, tom: Colleague, lena: Colleague, sam: Colleague, ivan: Colleague
) -> None:
    seat(maya, marketing, {"Who only reads along?": [lena]}, marketing=[maya, tom], it=[ivan])
    words = lena.opens_home().words
    assert words.startswith("You read along\nResults, documents and summaries of your team are open to you. ")
    assert "Pick a pilot" not in words
    assert "My promises" not in words
    assert "My team" not in words
    offers(tom, marketing, sam, **{"I’ll": "send the list of leads"})
    assert sam.opens_home().words.startswith("One thing waits for you\n")
    sam.clicks("I’ll take it", sam.home)
    assert sam.home.words.startswith("My promises\n*Send the list of leads*\n")
    assert "Team:" not in sam.home.words


def test_who_looks_after_the_workspace_finds_its_settings(
    align: Align, marketing: Channel, maya: Colleague, tom: Colleague, person: Hire
) -> None:
    seat(maya, marketing, marketing=[maya, tom])
    ada = person("Ada", is_admin=True)
    assert "This workspace" not in tom.opens_home().words
    ada.types("/align workspace")
    ada.fills({"Who else is an admin of Align?": [tom]})
    ada.submits()
    for each in (ada, tom):
        assert "*This workspace:* who looks after Align, every team’s lead, how long things stay\nWorkspace\n" in (
            each.opens_home().words
        )
    tom.clicks("Workspace", tom.home)
    assert tom.modal.title == "This workspace"
    tom.closes(everything=True)
    ada.types("/align workspace")
    ada.fills({"Who else is an admin of Align?": []})
    ada.submits()
    assert "This workspace" not in tom.home.words


@both_engines
def test_being_away_stands_there_until_it_is_over(align: Align, team: Channel, tom: Colleague) -> None:
    tom.opens_home()
    tom.types("/align away 1-5 Dec")
    assert "*Away:* Tue 1 Dec until Sat 5 Dec. Nothing reaches you then.\nChange\n" in tom.home.words
    tom.clicks("Change", tom.home)
    tom.clicks("Cross out", tom.modal)
    tom.closes(everything=True)
    assert "Away:" not in tom.home.words
    tom.types("/align away until 5 Dec")
    tom.clicks("I’m back", tom.home)
    tom.closes(everything=True)
    assert "Away:" not in tom.home.words


@alone
def test_two_hundred_teams_fit_and_are_paged(align: Align, maya: Colleague) -> None:
    with align.db.atomic():
        fill_teams(align.db, 203, 203, weeks=4)
        align.db.execute("UPDATE teams SET workspace = :there", {"there": TEAM})
        align.db.execute("UPDATE members SET user_id = :maya", {"maya": maya.id})
    words = maya.opens_home().words
    assert words.startswith("203 of 203 teams need you\n*Team 1:* a promise stuck for ")
    assert "*Need you too:* " in words
    assert " and 195 more\nAll teams\n" in words
    view = maya.workspace.homes[maya.id]
    assert len(view["blocks"]) < 40
    maya.clicks("My teams", maya.home)
    assert maya.modal.words.startswith("My teams\n*203 teams*, page 1 of 21\n")
    assert maya.modal.buttons == ["Open"] * 10 + ["More teams"]
    for _ in range(20):
        maya.clicks("More teams", maya.modal)
    assert maya.modal.buttons == ["Open"] * 3 + ["Earlier teams"]
    assert len(maya.modals) == 1
