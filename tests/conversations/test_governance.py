"""Before you buy: what would stay unusable, what to ask IT, and go when the ground is known."""

from tests.conversations.walks import answers_the_rest, whom
from tests.fixtures_align import both_engines
from tests.standin import Channel, Colleague

FINE, WORK, UNSURE, BLOCKED = "checked, and fine", "checked, some work", "", "checked, in the way"


def goes_through(person: Colleague, where: Channel, feature: str | None, partner: Colleague, *answers: str) -> None:
    person.types("/align governance", where)
    person.fills({"Tool, or kind of tool": "Acme CDP", "Which feature are you buying it for?": feature})
    person.fills({"Who in IT would you ask": partner})
    person.submits()
    answers_the_rest(person, answers)


@both_engines
def test_a_feature_that_could_not_be_used_here(team: Channel, maya: Colleague, ivan: Colleague) -> None:
    goes_through(maya, team, "Next best offer", ivan, UNSURE, WORK, UNSURE, FINE, WORK, FINE, FINE, BLOCKED, UNSURE)
    assert team.last.words.startswith(
        "Acme CDP: something is in the way\n"
        "@Maya, by Tue 1 Dec: as things are, “Next best offer” would be paid for and not used: your customers have not "
        "agreed to it. Ask what would have to change, and what that costs, before you ask for a price.\n"
        "One thing in the way: unsettled 41 of 100 (0 is all settled). Nobody knows 3 of 9 answers yet.\n"
        "*Checked, and in the way:* consent\n"
        "*We don't know:* people in IT, what you own already, where the truth about a customer is\n"
        "*Whom to ask:* whoever plans IT's work · @Ivan\n"
    )
    assert team.last.words.endswith("By @Maya. 4 questions to send are ready to copy.")
    ivan.clicks("See everything", team)
    assert "“Next best offer” would be paid for and not used: your customers have not agreed to it." in ivan.modal.words
    assert "• Ask @Ivan for a tour of what you own already, this week." in ivan.modal.words
    ivan.clicks("Promise this", ivan.modal, beside="would be paid for and not used")
    assert whom(ivan) == ivan.id
    assert ivan.modal.values["I’ll"] == (
        "ask what would have to change for “Next best offer” to work here, what that costs, and whether a smaller "
        "version would work as we are"
    )


def test_known_ground_is_still_read_by_it_before_anybody_signs(team: Channel, tom: Colleague, ivan: Colleague) -> None:
    goes_through(tom, team, None, ivan, FINE, FINE, FINE, WORK, FINE, FINE, FINE, FINE, WORK)
    assert team.last.words.startswith(
        "Acme CDP: the ground is known\n"
        "@Tom, by Tue 1 Dec: write down the one feature you are buying Acme CDP for. Then ask @Ivan one question: "
        "would it work here, as we are?\n"
        "Clear ground: unsettled 7 of 100 (0 is all settled).\n"
    )
    tom.clicks("See everything", team)
    assert (
        "You know the ground. What is left to do belongs into the contract, and @Ivan reads it before anybody signs."
    ) in tom.modal.words
    assert "• Let @Ivan read the technical part of the contract of Acme CDP" in tom.modal.words


def test_one_thing_that_nobody_knows_is_asked_before_anything_is_bought(
    team: Channel, tom: Colleague, ivan: Colleague
) -> None:
    goes_through(tom, team, "Send times", ivan, *[FINE] * 7, UNSURE, FINE)
    assert team.last.words.startswith(
        "Acme CDP: a last question to IT first\n"
        "@Tom, by Tue 1 Dec: send @Ivan the open questions as they are, with the day by which you need the answers.\n"
    )
    tom.clicks("See everything", team)
    assert "• Write three lines to your privacy contact today: which data, from where to where, for how long." in (
        tom.modal.words
    )
    assert "Let @Ivan read the technical part" not in tom.modal.words


def test_what_is_in_the_way_is_told_however_much_is_fine(team: Channel, tom: Colleague, ivan: Colleague) -> None:
    goes_through(tom, team, None, ivan, *[FINE] * 6, BLOCKED, FINE, FINE)
    assert team.last.words.startswith("Acme CDP: something is in the way\n")
    assert "as things are, “Acme CDP” would be paid for and not used: the data it needs may not go there." in (
        team.last.words
    )
