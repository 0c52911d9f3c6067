"""A vendor's text is read: from the field of the playbook, and by the shortcut on any message."""

import pytest

from bot.app import Align
from tests.conversations.document_talk import seat
from tests.conversations.vendor_talk import EASY, PITCH, SHARE, UNKNOWN, choices, walks
from tests.conversations.walks import CHANNEL
from tests.fixtures_align import both_engines
from tests.standin import Channel, Colleague


@pytest.fixture(autouse=True)
def team(align: Align, maya: Colleague, ivan: Colleague, marketing: Channel) -> None:
    seat(maya, marketing, marketing=[maya], it=[ivan])


def chosen(person: Colleague) -> dict[str, str]:
    """What stands in the choices of the open page."""
    held = {each.label: each.element.get("initial_option", {}) for each in person.modal.fields}
    return {label: held[label].get("text", {}).get("text", "") for label in choices(person)}


@both_engines
def test_a_pasted_pitch_is_marked_and_what_it_hides_starts_unknown(maya: Colleague, marketing: Channel) -> None:
    maya.types("/align vendor", marketing)
    maya.fills({"Product and vendor": "Acme", "Paste what the vendor wrote, if you have it": PITCH})
    maya.submits()
    systems, timing, records = choices(maya)
    assert chosen(maya) == {systems: UNKNOWN, timing: UNKNOWN, records: ""}
    assert maya.modal.words.count("The pitch says “works with your existing stack”: counted as not known") == 2
    maya.fills({timing: EASY, records: EASY})
    maya.submits()
    walks_on = {label: EASY for label, held in chosen(maya).items() if not held}
    assert len(walks_on) == 1, "sign-in is not spoken of; security and privacy are"
    maya.fills(walks_on)
    maya.submits()
    while SHARE not in maya.modal.labels:
        maya.fills({label: EASY for label, held in chosen(maya).items() if not held})
        maya.submits()
    maya.fills({SHARE: CHANNEL})
    maya.submits()
    words = marketing.last.words
    assert "Nobody knows 5 of 12 answers yet." in words
    assert "*What the pitch plays down*\n• Integration: “works with your existing stack”. A long list of logos" in words
    assert "• Running it: “No IT needed”, “live in minutes”. Somebody has to run it, mend it" in words
    assert "For each of our systems: does the connector read and write, which fields" in words
    assert "How many hours a week does a customer of our size spend on administration" in words


def test_a_dimension_that_is_known_after_all_sends_no_question_back(maya: Colleague, marketing: Channel) -> None:
    maya.types("/align vendor", marketing)
    maya.fills({"Product and vendor": "Acme", "Paste what the vendor wrote, if you have it": "Cancel anytime."})
    maya.submits()
    walks(maya, EASY)
    assert marketing.last.words.startswith("Acme: 0 of 100, light")
    assert "• Getting out again: “Cancel anytime”. Leaving takes history" in marketing.last.words
    assert "Send this to the vendor" not in marketing.last.words


@both_engines
def test_a_posted_message_is_read_by_the_shortcut_and_taken_along(
    maya: Colleague, ivan: Colleague, marketing: Channel
) -> None:
    posted = ivan.says(f"From their mail & site: *{PITCH}* [More](https://acme.example)", marketing)
    maya.uses("pitch:read-vendor", posted)
    assert maya.modal.title == "Check this pitch"
    assert "*6 phrases in it play the work down*, in 5 of 10 areas." in maya.modal.words
    assert "*Security*: “just paste a single snippet”" in maya.modal.words
    assert "> What does the script load, what does it read" in maya.modal.words
    maya.submits()
    assert "Paste what the vendor wrote, if you have it" in maya.modal.labels
    maya.fills({"Product and vendor": "Acme"})
    maya.submits()
    assert UNKNOWN in chosen(maya).values()


def test_a_second_message_joins_the_draft(maya: Colleague, ivan: Colleague, marketing: Channel) -> None:
    for text in ("Plug and play.", "Cancel anytime.", "Cancel anytime."):
        maya.uses("pitch:read-vendor", ivan.says(text, marketing))
        maya.submits()
        maya.closes()
    maya.types("/align vendor", marketing)
    held = next(f for f in maya.modal.fields if f.label.startswith("Paste")).element["initial_value"]
    assert held == "Cancel anytime.\n\nPlug and play."


def test_a_long_message_is_read_whole_and_its_promises_are_kept(
    maya: Colleague, ivan: Colleague, marketing: Channel
) -> None:
    posted = ivan.says("We listen to our customers every day. " * 200 + "It runs itself. We mean it.", marketing)
    maya.uses("pitch:read-vendor", posted)
    assert "The sentences that I take along" in maya.modal.labels
    assert maya.modal.fields[0].element["initial_value"] == "It runs itself."


def test_honest_words_are_told_so(maya: Colleague, ivan: Colleague, marketing: Channel) -> None:
    maya.uses("pitch:read-vendor", ivan.says("The connector takes IT about four days.", marketing))
    assert "*Nothing in it plays the work down.* That is a good sign, no proof" in maya.modal.words


def test_without_a_team_it_is_read_and_nothing_kept(tom: Colleague, ivan: Colleague, growth: Channel) -> None:
    tom.uses("pitch:read-vendor", ivan.says("Plug and play!", growth))
    assert "“Plug and play”" in tom.modal.words
    assert not tom.modal.fields and not tom.modal.submit
    assert "use this in the team's channel" in tom.modal.words


def test_a_message_without_words_says_so(maya: Colleague, ivan: Colleague, marketing: Channel) -> None:
    maya.uses("pitch:read-vendor", ivan.says(" ", marketing))
    assert "This message has no words that I can read" in maya.modal.words
