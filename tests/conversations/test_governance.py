"""Before you buy: what would stay unusable, what to ask IT, and go when the ground is known."""

from tests.conversations.walks import finishes
from tests.fixtures_slack import both_engines
from tests.happenings import Colleague
from tests.surfaces import Channel

FINE, WORK, UNSURE, BLOCKED = "Checked, and fine", "Checked, and some work", "We don't know", "Checked, and in the way"


def goes_through(person: Colleague, where: Channel, feature: str | None, partner: Colleague, *answers: str) -> None:
    person.types("/align governance", where)
    person.fills({"Tool, or kind of tool": "Acme CDP", "Which feature are you buying it for?": feature})
    person.fills({"Who in IT would you ask?": partner})
    person.submits()
    left = list(answers)
    while "Who sees the result?" not in person.modal.labels:
        person.fills({label: left.pop(0) for label in person.modal.labels})
        person.submits()
    finishes(person)
    person.closes()


@both_engines
def test_a_feature_that_could_not_be_used_here(team: Channel, maya: Colleague, ivan: Colleague) -> None:
    goes_through(maya, team, "Next best offer", ivan, UNSURE, WORK, UNSURE, FINE, WORK, FINE, FINE, BLOCKED, UNSURE)
    words = team.last.words
    assert words.startswith(
        "Acme CDP: 41 of 100, ask first\n"
        "One conversation short of clear. Send the questions below to @Ivan before the next vendor call.\n"
        "Nobody knows 3 of 9 answers yet. What nobody knows is found out later, when it is dearest.\n"
        "*What you know* (0 is clear, 100 is in the way)\n"
        "• Who has time: 67 – people in IT\n"
    )
    assert (
        "• As things are, “Next best offer” would be paid for and not used: your customers have not agreed to it. Ask "
        "what would have to change, and what that costs, before you ask for a price.\nPromise this\n"
    ) in words
    assert "• Ask @Ivan for a 30-minute tour of what you own already, this week." in words
    assert "• Ask @Ivan for a place in the plan, not for a favour:" in words
    assert (
        "*Send this to IT*, as it is:\n> 1. Which of our systems can do Next best offer already, and who uses it?\n"
        in (words)
    )
    ivan.clicks("Promise this", team, beside="would be paid for and not used")
    assert ivan.modal.values["Who does it?"] == ivan.id
    assert ivan.modal.values["Who does it with you?"] is None
    assert ivan.modal.values["… then I will"] == (
        "ask what would have to change for “Next best offer” to work here, what that costs, and whether a smaller "
        "version would work as we are"
    )


def test_known_ground_means_go(team: Channel, tom: Colleague, ivan: Colleague) -> None:
    goes_through(tom, team, None, ivan, FINE, FINE, FINE, WORK, FINE, FINE, FINE, FINE, WORK)
    assert team.last.words == (
        "Acme CDP: 7 of 100, clear to buy\n"
        "You know the ground. Put the few open points into the contract and go.\n"
        "*What you know* (0 is clear, 100 is in the way)\n"
        "• Who has time: 33\n• What is allowed: 11\n• What you have: 0\n• Data rules: 0\n"
        "*This week*\n"
        "• Write down the one feature you are buying Acme CDP for. Then ask @Ivan one question: would it work here, as "
        "we are?\nPromise this\n"
        "• Go. Put the open points into the contract of Acme CDP, and name one person on each side who looks after it."
        "\nPromise this\n"
        "Commit\nRun again\nHow this works\nBefore you buy, by @Tom"
    )
