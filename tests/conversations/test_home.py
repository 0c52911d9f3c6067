"""The Home tab: what waits first, one's own promises with a menu, what to start, and one's teams."""

from bot.app import Align
from tests.conversations.document_talk import seat, sets_up
from tests.conversations.walks import STRONG, Idea, commits, offers, picks_a_pilot, posts
from tests.effort import check_home
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague

FIRST = (
    "Stop aligning, start doing\n"
    "*Pick one small thing that marketing and IT can win in 90 days.* Ideas are there to choose from, and nothing is "
    "posted before you have seen it.\nPick a pilot\nRead a pitch\n"
    "_No promises yet. One looks like this: When I open my calendar today, I'll book half an hour with my partner in "
    "IT._\n"
)
ENDS = "Or write to me in your own words: How do we get IT on board? Unasked I write to you once a week at most."
MY_TEAM = (
    "My team: marketing\n✅ *In:* @Aisha, @Ivan, @Lena, @Maya, @Tom\n"
    "Check-in: Tuesdays at 10:00, next Tue 1 Dec, 10:00 (Europe/Berlin)\n"
    "Where it stands\nPeople and rhythm\nAsk the two sides\nHand over the lead\n"
)
ENDS_OF_A_LEAD = "Updated just now. What you open of a team, it sees in *Who looked at what*."
NO_TEAM_HERE = (
    "I work in a team's channel. Go to the one where marketing and IT talk and type /align pilot there. "
    "If I am not in it yet, type /invite @Align first."
)


def test_the_first_visit_of_somebody_in_no_team(align: Align, maya: Colleague) -> None:
    words = maya.opens_home().words
    assert words.startswith(FIRST)
    assert "type `/invite @Align` there, then `/align`." in words
    assert words.endswith(ENDS)
    maya.clicks("Pick a pilot")
    assert maya.modal.words == f"One moment\n{NO_TEAM_HERE}"


@both_engines
def test_the_first_visit_of_somebody_in_a_team(align: Align, team: Channel, maya: Colleague, tom: Colleague) -> None:
    words = maya.opens_home().words
    assert words.startswith(FIRST)
    assert MY_TEAM in words
    check_home("the Home tab, a first visit, leading one team", maya)
    assert words.endswith(f"{ENDS_OF_A_LEAD}\n{ENDS}")
    assert tom.opens_home().words == f"{FIRST}Updated just now. Team: #marketing (marketing).\n{ENDS}"
    tom.clicks("Pick a pilot")
    assert tom.modal.title == "Pick a pilot"


@both_engines
def test_what_waits_comes_first(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, clock: Clock
) -> None:
    commits(ivan, team, **{"I’ll": "name the sandbox admin"})
    offers(tom, team, ivan, **{"I’ll": "estimate the connection"})
    ivan.types("/align vendor", team)
    ivan.fills({"Product and vendor": "Acme"})
    ivan.submits()
    ivan.closes()
    words = ivan.opens_home().words
    assert words.startswith("2 things wait for you\n")
    order = ["estimate the connection", "Read a vendor's pitch: Acme", "My promises", "Name the sandbox", "Start some"]
    assert [words.index(each) for each in order] == sorted(words.index(each) for each in order)
    ivan.clicks("Finish it")
    assert ivan.modal.title == "Read a vendor's pitch"
    ivan.closes()
    ivan.clicks("I’ll take it")
    assert ivan.home.words.startswith("One thing waits for you\n*Begun, not finished:* Read a vendor's pitch: Acme\n")
    assert ivan.home.words.count("By Tue") == 2


@both_engines
def test_a_part_in_a_result_waits_for_an_answer(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, aisha: Colleague
) -> None:
    for each in (tom, ivan, aisha):
        each.opens_home()
    picks_a_pilot(maya, team, Idea("Lead routing", tom, ivan, STRONG), Idea("Win-back mails", tom, ivan))
    asked = (
        "One thing waits for you\n*Be the partner in IT for Lead routing?* @Maya asks, in #marketing.\nI’ll take it\n"
    )
    assert ivan.home.words.startswith(asked)
    assert tom.home.words.startswith("One thing waits for you\n*Be the owner for Lead routing?*")
    ivan.clicks("I’ll take it")
    assert "waits for you" not in ivan.home.words
    assert "✅ *Partner in IT:* @Ivan" in posts(team)[0].words
    tom.clicks("Not me")
    assert "waits for you" not in tom.home.words
    maya.clicks("Change", team)
    while "Show it" not in maya.modal.labels:
        maya.submits()
    maya.fills({"Partner in IT": aisha})
    maya.submits()
    assert "*Be the partner in IT for Lead routing?*" in aisha.home.words
    maya.closes()
    maya.clicks("See everything", team)
    maya.clicks("Take it down")
    assert "waits for you" not in aisha.home.words


@both_engines
def test_who_was_put_down_for_a_team_answers_in_home(
    align: Align, marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    ivan.opens_home()
    sets_up(maya, marketing, marketing=[maya, tom], it=[ivan])
    waits = "One thing waits for you\n*Are you in the team of #marketing, for IT?* @Maya has put you down; "
    assert ivan.home.words.startswith(waits)
    ivan.clicks("That’s me")
    assert "waits for you" not in ivan.home.words
    assert "Team: #marketing (IT)." in ivan.home.words
    tom.opens_home()
    tom.clicks("Not me")
    assert "waits for you" not in tom.home.words
    assert "Team:" not in tom.home.words


@both_engines
def test_what_became_of_it_is_asked_in_home_of_who_is_named(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, lena: Colleague, clock: Clock
) -> None:
    for each in (tom, ivan):
        each.opens_home()
    picks_a_pilot(maya, team, Idea("Lead routing", tom, ivan, STRONG), Idea("Win-back mails", tom, ivan))
    tom.clicks("I’ll take it", team)
    ivan.clicks("I’ll take it", team)
    clock.pass_(align, days=31)
    for each in (tom, ivan):
        assert "*What became of it?* Pick a pilot: Lead routing\nAnswer" in each.home.words
    assert "What became of it?" not in lena.opens_home().words
    tom.clicks("Answer", tom.home)
    learned = "What have you learned, about the thing or about each other?"
    tom.fills({"What do you decide?": "Go on as it is", learned: "Sales never looked at the queue"})
    tom.submits()
    assert "What became of it?" not in tom.home.words
    assert "What became of it?" in ivan.home.words


def test_more_than_fits_says_where_the_rest_is(align: Align, team: Channel, tom: Colleague, ivan: Colleague) -> None:
    for n in range(10):
        offers(tom, team, ivan, **{"I’ll": f"estimate the connection number {n}"})
    words = ivan.opens_home().words
    assert "and 2 more; each comes up as soon as one of these is answered" in words


@both_engines
def test_a_promise_is_marked_in_its_menu(align: Align, team: Channel, ivan: Colleague) -> None:
    commits(ivan, team, **{"I’ll": "name the sandbox admin"})
    ivan.opens_home()
    ivan.clicks("On track")
    assert "*On track*" in ivan.home.words
    ivan.clicks("Done")
    assert "Name the sandbox admin" not in ivan.home.words


@both_engines
def test_the_menus_lead_to_what_they_say(align: Align, team: Channel, maya: Colleague, tom: Colleague) -> None:
    maya.opens_home()
    for label, title in {
        "People and rhythm": "Your team",
        "Where it stands": "Align",
        "Ask the two sides": "Marketing and IT",
        "Hand over the lead": "Hand over the lead",
        "Who looked at what": "Align",
        "I’m away …": "When are you away?",
        "Every word": "Align",
        "My teams": "My teams",
    }.items():
        maya.clicks(label)
        assert maya.modal.title == title
        maya.closes(everything=True)
    maya.clicks("Mute me")
    maya.closes(everything=True)
    assert "I write you nothing unasked." in maya.home.words
    maya.clicks("Write to me again")
    maya.closes(everything=True)
    assert maya.home.words.endswith(ENDS)
    assert "People and rhythm" not in tom.opens_home().buttons


def test_it_fits_however_much_there_is(align: Align, team: Channel, growth: Channel, maya: Colleague) -> None:
    seat(maya, growth, marketing=[maya])
    for n in range(15):
        commits(maya, team, **{"I’ll": f"do the thing number {n}"})
    home = maya.opens_home()
    assert "and 3 more, with later dates: `/align progress`" in home.words
    assert len(maya.workspace.homes[maya.id]["blocks"]) < 60


@both_engines
def test_global_shortcuts(align: Align, team: Channel, growth: Channel, maya: Colleague, tom: Colleague) -> None:
    tom.uses("align:start")
    assert tom.modal.words.startswith("Align\n*Hi, I'm Align.*")
    tom.closes()
    tom.uses("align:run-commit")
    assert tom.modal.title == "Make a promise"
    tom.closes()
    tom.uses("align:run-progress")
    assert tom.modal.title == "What is promised"
    tom.closes()
    seat(maya, growth, marketing=[maya])
    maya.uses("align:run-commit")
    assert maya.modal.words.startswith("Align\nWhich team is this for?\n")
    maya.clicks("marketing")
    assert maya.modal.title == "Make a promise"


def test_global_shortcuts_of_somebody_in_no_team(align: Align, sam: Colleague) -> None:
    sam.uses("align:start")
    assert (
        "*Do this first:* go to the channel where marketing and IT talk. Type `/invite @Align` there, then `/align`"
        in sam.modal.words
    )
    sam.closes()
    sam.uses("align:run-commit")
    assert sam.modal.words == f"One moment\n{NO_TEAM_HERE.replace('pilot', 'commit')}"


def test_an_entry_of_a_message_is_none_of_slacks_own_menu(align: Align, team: Channel, maya: Colleague) -> None:
    maya.uses("commitment:from_message")
    assert maya.modal.words.startswith("One moment\n")
