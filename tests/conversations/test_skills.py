"""Skills: grow or hire, which kind, and a promise to learn for each side."""

from bot.app import Align
from tests.conversations.walks import answers_the_rest, whom
from tests.standin import Channel, Clock, Colleague

WELL, SOMEHOW, NOBODY = "somebody's job, done well", "done on the side", "nobody does it"
BUILDS = "Somebody who builds and connects things"


def goes_through(person: Colleague, where: Channel, keen: Colleague | None, guide: Colleague, *answers: str) -> None:
    person.types("/align skills", where)
    person.fills({"Which team is this about?": "Demand", "How many marketing tools does it run?": "Nobody has counted"})
    person.fills({"Who in marketing is keen on the technical side": keen, "Who in IT explains things well": guide})
    person.fills(
        {"Where is most of the work?": "Inside: tools, data, how we work", "And whom do you miss more?": BUILDS}
    )
    person.submits()
    answers_the_rest(person, answers)


def test_grow_the_keen_one_and_both_sides_learn(
    team: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    goes_through(maya, team, tom, ivan, SOMEHOW, NOBODY, SOMEHOW, SOMEHOW, SOMEHOW, SOMEHOW, SOMEHOW, NOBODY)
    assert team.last.words.startswith(
        "Demand: grow somebody before you hire\n"
        "@Maya, by Tue 1 Dec: offer @Tom one day a week for the work between the sides, with @Ivan beside them. Grow "
        "before you hire.\n"
        "Grow somebody: undone work 50 of 100 (0 is all done well).\n"
        "*Nobody does it:* requirements IT can build, what IT knows of marketing\n"
    )
    maya.clicks("See everything", team)
    assert maya.modal.words.split("What to do\n")[1].split("Who does what")[0] == (
        "• Offer @Tom one day a week for the work between the sides, with @Ivan beside them. Grow before you hire.\n"
        "Promise this\n"
        "• The kind you need connects: data, automation and interfaces, within IT's standards. Let @Ivan say what has "
        "to be known on the first day.\nPromise this\n"
        "• IT learns: @Ivan sits in on the next campaign review, and listens to one customer call.\nPromise this\n"
        "• Marketing learns: ask @Ivan for half an hour on how a request travels through IT, and what slows it down. "
        "Put the date in the calendar today.\nPromise this\n"
        "• Count your tools this week, on one page: name, owner, what it costs, who uses it. It is the first thing a "
        "marketing technologist would do.\nPromise this\n"
    )
    maya.clicks("Promise this", maya.modal, beside="IT learns")
    assert whom(maya) == ivan.id
    assert maya.modal.values["When"] == "the next campaign review takes place"
    maya.submits()
    assert team.last.words.startswith("@Ivan, @Maya suggests this. Will you take it?\n> When the next campaign review ")
    maya.closes(everything=True)
    maya.clicks("See everything", team)
    maya.clicks("Promise this", maya.modal, beside="Marketing learns")
    assert whom(maya) == maya.id
    assert whom(maya, "Together with") == ivan.id


def test_nobody_does_it_and_nobody_is_keen(team: Channel, maya: Colleague, ivan: Colleague) -> None:
    goes_through(maya, team, None, ivan, *[NOBODY] * 6, SOMEHOW, NOBODY)
    assert "@Maya, by Tue 1 Dec: give the talking one name on each side: somebody from marketing for marketing" in (
        team.last.words
    )
    maya.clicks("See everything", team)
    assert "• Write the job on half a page: works with IT, looks after vendors, helps to buy, leads" in maya.modal.words
    assert "Ask @Ivan to be at the interviews.\nPromise this\n" in maya.modal.words


def test_it_is_all_done_well(team: Channel, maya: Colleague, ivan: Colleague) -> None:
    goes_through(maya, team, None, ivan, *[WELL] * 8)
    assert team.last.words.startswith(
        "Demand: the work between the sides is done\n"
        "@Maya, by Tue 1 Dec: count your tools this week, on one page: name, owner, what it costs, who uses it. It is "
        "the first thing a marketing technologist would do.\nYou have it: undone work 0 of 100 (0 is all done well).\n"
    )
    maya.clicks("See everything", team)
    assert "• Say thank you in front of both teams, by name" in maya.modal.words
    assert "Marketing learns" not in maya.modal.words


def test_all_done_well_but_nobody_speaks_with_it(team: Channel, maya: Colleague, ivan: Colleague) -> None:
    goes_through(maya, team, None, ivan, NOBODY, *[WELL] * 7)
    assert team.last.words.startswith(
        "Demand: name somebody who speaks with IT\n"
        "@Maya, by Tue 1 Dec: give the talking one name on each side: somebody from marketing for marketing, and "
        "whoever @Ivan says for IT. Write both where everyone finds them.\n"
        "Nobody in between: undone work 12 of 100 (0 is all done well).\n*Nobody does it:* speaking with IT\n"
        "*Who should talk about it:* both leads, to name one person who speaks for each side\n"
    )


def test_learning_is_asked_about_until_it_is_a_habit(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, clock: Clock
) -> None:
    goes_through(maya, team, tom, ivan, *[SOMEHOW] * 8)
    clock.pass_(align, days=34)
    assert "Learning is kept up, or it was one afternoon." in team.words
    maya.clicks("Answer", team)
    maya.fills({"Since then: who has learned something from the other side?": "One side"})
    maya.submits()
    maya.closes()
    assert "One side. Turn it round this month" in team.words
