"""Before you buy: what would stay unusable, what to ask IT, and go when the ground is known."""

from tests.conversations.walks import answers_the_rest, whom
from tests.fixtures_align import both_engines
from tests.standin import Channel, Colleague

FINE, WORK, UNSURE, BLOCKED = "Checked, and fine", "Checked, and some work", "We don't know", "Checked, and in the way"


def goes_through(person: Colleague, where: Channel, feature: str | None, partner: Colleague, *answers: str) -> None:
    person.types("/align governance", where)
    person.fills({"Tool, or kind of tool": "Acme CDP", "Which feature are you buying it for?": feature})
    person.fills({"Who in IT would you ask?": partner})
    person.submits()
    answers_the_rest(person, answers)


@both_engines
def test_a_feature_that_could_not_be_used_here(team: Channel, maya: Colleague, ivan: Colleague) -> None:
    goes_through(maya, team, "Next best offer", ivan, UNSURE, WORK, UNSURE, FINE, WORK, FINE, FINE, BLOCKED, UNSURE)
    words = team.last.words
    assert words.startswith(
        "Acme CDP: 41 of 100, one thing in the way\n"
        "Most of it is known, but what is in the way does not go away by being small: ask @Ivan what would have to "
        "change, before anybody asks for a price.\n"
        "Nobody knows 3 of 9 answers yet. What nobody knows is found out later, when it is dearest.\n"
        "*This week*\n"
        "• As things are, “Next best offer” would be paid for and not used: your customers have not agreed to it. Ask "
        "what would have to change, and what that costs, before you ask for a price.\nPromise this\n"
        "• Send @Ivan the questions below as they are, with a day by which you need them answered.\nPromise this\n"
    )
    assert (
        "*What you know* (0 is clear, 100 is in the way)\n• Who has time: 67 – people in IT\n• What you have: 56 – "
        "what "
        "you own already, where the truth about a customer is\n• Data rules: 50 – consent\n• What is allowed: 11\n"
        "*Whom to ask*\n• whoever plans IT's work (who has time)\n• @Ivan (what you have)\n"
    ) in words
    assert "• Ask @Ivan for a 30-minute tour of what you own already, this week." in words
    assert (
        "*Send this to IT*, as it is:\n> 1. Which of our systems can do Next best offer already, and who uses it?\n"
        in (words)
    )
    ivan.clicks("Promise this", team, beside="would be paid for and not used")
    assert whom(ivan) == ivan.id
    assert whom(ivan, "Together with") is None
    assert ivan.modal.values["I’ll"] == (
        "ask what would have to change for “Next best offer” to work here, what that costs, and whether a smaller "
        "version would work as we are"
    )


def test_known_ground_means_go(team: Channel, tom: Colleague, ivan: Colleague) -> None:
    goes_through(tom, team, None, ivan, FINE, FINE, FINE, WORK, FINE, FINE, FINE, FINE, WORK)
    assert team.last.words == (
        "Acme CDP: 7 of 100, clear to buy\n"
        "You know the ground. Put the few open points into the contract and go.\n"
        "*This week*\n"
        "• Write down the one feature you are buying Acme CDP for. Then ask @Ivan one question: would it work here, as "
        "we are?\nPromise this\n"
        "• Go. Put the open points into the contract of Acme CDP, and name one person on each side who looks after it."
        "\nPromise this\n*What you know* (0 is clear, 100 is in the way)\n"
        "• Who has time: 33\n• What is allowed: 11\n• What you have, Data rules: 0\n"
        "Commit\nRun again\nHow this works\nBefore you buy, by @Tom"
    )


def test_one_thing_that_nobody_knows_is_asked_before_anything_is_bought(
    team: Channel, tom: Colleague, ivan: Colleague
) -> None:
    goes_through(tom, team, "Send times", ivan, *[FINE] * 7, UNSURE, FINE)
    assert team.last.words.startswith(
        "Acme CDP: 7 of 100, nearly clear\n"
        "You know most of the ground. Get the answers below from @Ivan first, in writing; then buy.\n"
    )
    assert "• Write three lines to your privacy contact today: which data, from where to where, for how long." in (
        team.last.words
    )
    assert "• Go." not in team.last.words


def test_what_is_in_the_way_is_told_however_much_is_fine(team: Channel, tom: Colleague, ivan: Colleague) -> None:
    goes_through(tom, team, None, ivan, *[FINE] * 6, BLOCKED, FINE, FINE)
    assert team.last.words.startswith("Acme CDP: 11 of 100, one thing in the way\n")
    assert "• As things are, “Acme CDP” would be paid for and not used: the data it needs may not go there." in (
        team.last.words
    )
