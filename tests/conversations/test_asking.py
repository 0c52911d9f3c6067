"""How a playbook is asked: what is ready-made is ticked, the last view shows the post, few presses lead there."""

from collections.abc import Sequence

import pytest

from bot.app import Align
from tests.conversations.walks import (
    CHOICE,
    HAS,
    ME,
    OFF,
    PRIVACY,
    SHARE,
    STRENGTHS,
    Idea,
    goes_through,
    lists,
    posts,
    ticks,
)
from tests.effort import check_length, measured
from tests.fixtures_align import both_engines
from tests.standin import Channel, Colleague

pytestmark = pytest.mark.usefixtures("team")
CART, STOCK, ALERT = "Abandoned-cart e-mail", "Stock in the newsletter", "Alert when tracking breaks"
TODAY = "80 carts a day are left"


def list_results(where: Channel) -> list[str]:
    """Return the heading of each result there; what its thread holds is left out."""
    return [each.words.split("\n")[0] for each in posts(where) if "thread_ts" not in each.raw]


def ticks_everything(person: Colleague, *labels: str) -> None:
    for label in labels:
        person.fills({label: person.modal.choices[label]})
    person.submits()


def names_all(person: Colleague, owner: Colleague, partner: Colleague) -> None:
    person.fills({"Owner in marketing": owner, "Partner in IT": partner, "Today's number": TODAY})


@both_engines
def test_two_ready_made_ideas(
    align: Align, marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    with measured("pilot, two ready-made ideas", maya, 26, 4):
        maya.types("/align pilot", marketing)
        assert "1 of 4" in maya.modal.words and maya.modal.submit == "Next"
        maya.fills({"Ready-made ideas": [CART, STOCK]})
        maya.submits()
        assert "2 of 4" in maya.modal.words
        assert [maya.modal.values[label] for label in HAS] == [[CART, STOCK]] * 3 + [[CART], [STOCK]]
        ticks_everything(maya, *HAS)
        assert "3 of 4" in maya.modal.words and maya.modal.submit == "Preview"
        for label in STRENGTHS[1:]:
            ticks(maya, label, CART)
        ticks_everything(maya, STRENGTHS[0])
        assert posts(marketing) == []
        assert "4 of 4 · this is the post; nothing is posted yet\n> *First two names, then" in maya.modal.words
        assert maya.modal.submit == "Show result"
        names_all(maya, tom, ivan)
        assert maya.modal.words.split("\n")[1:8] == [
            "4 of 4 · this is the post; nothing is posted yet",
            "> *Start with Abandoned-cart e-mail*",
            ">",
            "> @Tom, by Tue 1 Dec: half an hour with @Ivan. One question: which two systems, which fields, who "
            "looks after the connection?",
            ">",
            "> Pilot fit 93 of 100, ahead of Stock in the newsletter (27): marketing and IT would do it side by side "
            "and we have seen it work.",
            ">",
        ]
        maya.submits()
    check_length("the result of a pilot", marketing.last)
    assert marketing.last.words.startswith(
        "Start with Abandoned-cart e-mail\n@Tom, by Tue 1 Dec: half an hour with @Ivan."
    )


def test_at_most_as_many_presses_as_there_are_statements(
    marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    """Every statement is true of both ideas, and both names are changed."""
    with measured("pilot, two ideas, every statement ticked, a tie", maya, 27, 4):
        maya.types("/align pilot", marketing)
        maya.fills({"Ready-made ideas": [CART, STOCK]})
        maya.submits()
        ticks_everything(maya, *HAS)
        ticks_everything(maya, *STRENGTHS)
        maya.fills({CHOICE: CART})
        names_all(maya, tom, ivan)
        maya.submits()


@pytest.mark.parametrize(
    ("flow", "ready", "own", "most"),
    [
        ("pilot, two ideas of one's own", (), ("Lead routing", "Win-back"), 31),
        ("pilot, four ideas", (CART, STOCK, ALERT), ("One view",), 45),
    ],
)
def test_presses(
    marketing: Channel,
    maya: Colleague,
    tom: Colleague,
    ivan: Colleague,
    flow: str,
    ready: Sequence[str],
    own: Sequence[str],
    most: int,
) -> None:
    with measured(flow, maya, most, 4):
        maya.types("/align pilot", marketing)
        maya.fills({"Ready-made ideas": list(ready), "Ideas of your own": "\n".join(own)})
        maya.submits()
        ticks_everything(maya, *HAS)
        for label in STRENGTHS[:3]:
            maya.fills({label: maya.modal.choices[label]})
        for label in STRENGTHS[3:]:
            maya.fills({label: maya.modal.choices[label][:1]})
        maya.submits()
        names_all(maya, tom, ivan)
        maya.submits()


def test_changed_once_privacy_has_said_yes(
    marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    maya.types("/align pilot", marketing)
    goes_through(
        maya, Idea("Lead routing", tom, ivan, lacks=[PRIVACY]), Idea("Win-back", maya, ivan, (), [PRIVACY, OFF])
    )
    maya.submits()
    maya.closes()
    assert marketing.last.words.startswith("First a yes from privacy, then Lead routing\n")
    with measured("pilot, changed once privacy has said yes", maya, 6):
        maya.clicks("Change", marketing)
        maya.submits()
        ticks(maya, PRIVACY, "Lead routing")
        maya.submits()
        maya.submits()
        assert maya.modal.values["Owner in marketing"] == "tom"
        maya.submits()
    assert posts(marketing)[0].words.startswith("Start with Lead routing\n@Tom, by Tue 1 Dec: half an hour with @Ivan.")


@both_engines
def test_what_is_corrected_keeps_its_answers(marketing: Channel, maya: Colleague) -> None:
    maya.types("/align pilot", marketing)
    lists(maya, "Ideas of your own", "Lead ruoting", "Win-back mails")
    ticks(maya, PRIVACY, "Lead ruoting", "Win-back mails")
    maya.clicks("Back")
    assert maya.modal.values["Ideas of your own"] == "Lead ruoting\nWin-back mails"
    lists(maya, "Ideas of your own", "One customer record", "Lead routing")
    assert maya.modal.values[PRIVACY] == ["Lead routing"]
    maya.clicks("Back")
    lists(maya, "Ideas of your own", "One customer record", "Lead routing", "Win-back mails")
    assert maya.modal.values[PRIVACY] == ["Lead routing"]


def test_what_comes_to_a_list_later_is_ticked_as_it_usually_is(marketing: Channel, maya: Colleague) -> None:
    maya.types("/align pilot", marketing)
    maya.fills({"Ready-made ideas": [CART], "Ideas of your own": "Win-back"})
    maya.submits()
    maya.submits()
    maya.clicks("Back")
    maya.clicks("Back")
    maya.fills({"Ready-made ideas": [CART, ALERT]})
    maya.submits()
    assert maya.modal.values[PRIVACY] == [ALERT]


def test_what_is_wrong_with_a_list_is_told_at_its_field(marketing: Channel, maya: Colleague) -> None:
    maya.types("/align pilot", marketing)
    for typed, told in {
        "Lead routing": "Please name at least 2, so there is something to compare.",
        "Lead routing\nlead routing ": "“Lead routing” stands there twice. Once is enough.",
        "\n".join(f"Idea number {n}" for n in range(9)): "8 at most, please. There are 9: leave 1 out.",
        f"{'x' * 76}\nLead routing": f"Short names, please, 75 characters at most: “{'x' * 30}…” has 76.",
    }.items():
        lists(maya, "Ideas of your own", typed)
        assert maya.modal.errors == {"Ideas of your own": told}
        assert maya.modal.values["Ideas of your own"] == typed


@both_engines
def test_other_ideas_for_another_kind_of_team(
    marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    maya.types("/align pilot", marketing)
    assert CART in maya.modal.choices["Ready-made ideas"]
    maya.fills({"Ideas that fit": "B2B with sales"})
    assert CART not in maya.modal.choices["Ready-made ideas"]
    maya.fills({"Ready-made ideas": ["Lead routing: web form to CRM", ALERT]})
    maya.submits()
    ticks_everything(maya, *HAS)
    ticks_everything(maya, STRENGTHS[0])
    maya.fills({CHOICE: ALERT, SHARE: ME})
    maya.submits()
    tom.types("/align pilot", marketing)
    assert tom.modal.values["Ideas that fit"] == "B2B with sales"
    assert ALERT in tom.modal.choices["Ready-made ideas"] and CART not in tom.modal.choices["Ready-made ideas"]


@both_engines
def test_too_close_to_call(marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague) -> None:
    maya.types("/align pilot", marketing)
    lists(maya, "Ideas of your own", "Lead routing", "Win-back")
    ticks_everything(maya, *HAS)
    ticks_everything(maya, *STRENGTHS[:3])
    assert (
        "*Too close to call:* Lead routing 60 of 100, Win-back 60 of 100. One tick differently and they change places, "
        "so you choose." in maya.modal.words
    )
    assert ">" not in maya.modal.words
    maya.fills({"Owner in marketing": tom, "Partner in IT": ivan, CHOICE: "Win-back"})
    assert "> *Start with Win-back*" in maya.modal.words and "> *Today:* …" in maya.modal.words
    assert "> *Owner:* @Tom · *Partner in IT:* @Ivan" in maya.modal.words
    maya.fills({"Today's number": TODAY})
    maya.submits()
    assert marketing.last.words.startswith("Start with Win-back\n")
    assert "Too close to call with Lead routing (60), so @Maya chose." in marketing.last.words


def test_what_misses_too_much_is_not_asked_about(marketing: Channel, maya: Colleague) -> None:
    maya.types("/align pilot", marketing)
    lists(maya, "Ideas of your own", "Lead routing", "A customer data platform")
    for label in HAS:
        ticks(maya, label, "Lead routing", *(["A customer data platform"] if label == PRIVACY else []))
    maya.submits()
    assert "Left out: A customer data platform. Three conditions or more are missing" in maya.modal.words
    assert all(choices == ["Lead routing"] for choices in maya.modal.choices.values())


@both_engines
def test_somebody_of_another_side_is_asked_about_once(
    align: Align, marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    maya.types("/align pilot", marketing)
    goes_through(maya, Idea("Lead routing", maya, tom), Idea("Win-back", maya, ivan))
    maya.submits()
    assert "⚠️ tom is down for marketing. Choose somebody in IT, or press *Show result* again to keep tom." in (
        maya.modal.words
    )
    assert maya.modal.values["Partner in IT"] == "tom"
    assert posts(marketing) == []
    maya.submits()
    assert "tom is down for" not in maya.modal.words
    assert list_results(marketing) == ["Start with Lead routing"]


def test_whoever_is_chosen_instead_is_not_asked_about(
    marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    maya.types("/align pilot", marketing)
    goes_through(maya, Idea("Lead routing", maya, tom), Idea("Win-back", maya, ivan))
    maya.submits()
    maya.fills({"Partner in IT": "ivan"})
    maya.submits()
    assert list_results(marketing) == ["Start with Lead routing"]


def test_who_was_asked_about_is_not_asked_about_again(
    marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    """Whatever else is changed in the window that asks."""
    maya.types("/align pilot", marketing)
    goes_through(maya, Idea("Lead routing", maya, tom), Idea("Win-back", maya, ivan))
    maya.submits()
    maya.fills({"Decide for good on": "2026-12-18", SHARE: ME})
    assert "tom is down for marketing." in maya.modal.words
    maya.submits()
    assert maya.dm.last.words.startswith("Start with Lead routing\n")


def test_the_question_goes_with_whom_it_is_about(
    marketing: Channel, maya: Colleague, tom: Colleague, ivan: Colleague
) -> None:
    maya.types("/align pilot", marketing)
    goes_through(maya, Idea("Lead routing", maya, tom), Idea("Win-back", maya, ivan))
    maya.submits()
    maya.fills({"Partner in IT": "ivan"})
    assert "is down for" not in maya.modal.words
