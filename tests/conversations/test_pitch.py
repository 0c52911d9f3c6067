"""A vendor's text is read: from the field of the playbook, and by the shortcut on any message."""

import pytest

from bot.app import Align
from tests.conversations.document_talk import seat
from tests.conversations.vendor_talk import EASY, PITCH, WROTE
from tests.conversations.walks import answers_the_rest
from tests.fixtures_align import both_engines
from tests.standin import Channel, ClientRefuses, Colleague


@pytest.fixture(autouse=True)
def team(align: Align, maya: Colleague, ivan: Colleague, marketing: Channel) -> None:
    seat(maya, marketing, marketing=[maya], it=[ivan])


@both_engines
def test_a_pasted_pitch_is_marked_and_nothing_of_it_is_believed(maya: Colleague, marketing: Channel) -> None:
    maya.types("/align vendor", marketing)
    maya.fills({"Product and vendor": "Acme", WROTE: PITCH})
    maya.submits()
    assert "*6 phrases in the pitch play the work down,* so I believe nothing yet." in maya.modal.words
    assert not any(maya.modal.values.values()), "nothing is ticked because a pitch says so"
    answers_the_rest(maya, ["", EASY, EASY, EASY, "", "", EASY, "", EASY, EASY, EASY, ""])
    words = marketing.last.words
    assert "Nobody knows 5 of 12 answers yet." in words
    assert "*3 claims to check*\n• “just paste a single snippet”: who independent has checked it, and when?\n" in words
    maya.clicks("See everything", marketing)
    words = maya.modal.words
    assert "What the pitch plays down\n• “works with your existing stack”: A long list of logos" in words
    assert "• “No IT needed”, “live in minutes”: Somebody has to run it, fix it" in words
    maya.closes()
    maya.clicks("Questions to send", marketing)
    mail = maya.dm.last.raw["text"]
    assert "For each of our systems: does the connector read and write, which fields" in mail
    assert "How many hours a week does a customer of our size spend on administration" in mail


def test_a_dimension_that_is_known_after_all_sends_no_question_back(maya: Colleague, marketing: Channel) -> None:
    maya.types("/align vendor", marketing)
    maya.fills({"Product and vendor": "Acme", WROTE: "Cancel anytime."})
    maya.submits()
    answers_the_rest(maya, [EASY] * 12)
    assert marketing.last.words.startswith("Acme: light so far, nothing is signed before IT’s estimate\n")
    assert "to check" not in marketing.last.words
    assert "to send" not in marketing.last.words
    maya.clicks("See everything", marketing)
    assert "• “Cancel anytime”: Leaving takes history" in maya.modal.words


@both_engines
def test_a_posted_message_is_read_by_the_shortcut_and_taken_along(
    maya: Colleague, ivan: Colleague, marketing: Channel
) -> None:
    posted = ivan.says(f"From their mail & site: *{PITCH}* [More](https://acme.example)", marketing)
    maya.uses("pitch:read-vendor", posted)
    assert maya.modal.title == "Check this pitch"
    assert "*6 phrases in it play the work down*, in 5 of 11 areas." in maya.modal.words
    assert "*Security*: “just paste a single snippet”" in maya.modal.words
    assert "> What does the script load, what does it read" in maya.modal.words
    maya.submits()
    assert "Acme works with your existing stack." in maya.modal.values[WROTE]
    maya.fills({"Product and vendor": "Acme"})
    maya.submits()
    assert "*6 phrases in the pitch play the work down,*" in maya.modal.words


def test_a_second_message_joins_the_draft(maya: Colleague, ivan: Colleague, marketing: Channel) -> None:
    for text in ("Plug and play.", "Cancel anytime.", "Cancel anytime."):
        maya.uses("pitch:read-vendor", ivan.says(text, marketing))
        maya.submits()
        maya.closes()
    maya.types("/align vendor", marketing)
    assert maya.modal.values[WROTE] == "Cancel anytime.\n\nPlug and play."


def test_in_direct_messages_it_asks_for_which_team(
    maya: Colleague, ivan: Colleague, growth: Channel, marketing: Channel
) -> None:
    seat(maya, growth, marketing=[maya])
    maya.uses("pitch:read-vendor", maya.says("Plug and play."))
    with pytest.raises(ClientRefuses):
        maya.submits()
    maya.fills({"For which team?": "Our team"})
    maya.submits()
    maya.closes()
    maya.types("/align vendor", growth)
    assert maya.modal.values[WROTE] == "Plug and play."
    maya.closes(everything=True)
    ivan.uses("pitch:read-vendor", ivan.says("Cancel anytime."))
    assert "For which team?" not in ivan.modal.labels, "he is in one only"
    ivan.submits()
    ivan.closes()
    ivan.types("/align vendor", marketing)
    assert ivan.modal.values[WROTE] == "Cancel anytime."


def test_a_long_message_is_read_whole_and_its_promises_are_kept(
    maya: Colleague, ivan: Colleague, marketing: Channel
) -> None:
    posted = ivan.says("We listen to our customers every day. " * 200 + "It runs itself. We mean it.", marketing)
    maya.uses("pitch:read-vendor", posted)
    assert "The sentences that I take along" in maya.modal.labels
    assert maya.modal.fields[0].element["initial_value"] == "It runs itself."


def test_honest_words_are_told_so(maya: Colleague, ivan: Colleague, marketing: Channel) -> None:
    maya.uses("pitch:read-vendor", ivan.says("The connector takes IT about four days.", marketing))
    assert (
        "*I found none of the wordings that I know.* That proves nothing: what a text leaves out altogether, only "
        "questions find. Ask these three anyway:\n• Who keeps the connection alive after launch?\n"
    ) in maya.modal.words


def test_without_a_team_it_is_read_and_nothing_kept(tom: Colleague, ivan: Colleague, growth: Channel) -> None:
    tom.uses("pitch:read-vendor", ivan.says("Plug and play!", growth))
    assert "“Plug and play”" in tom.modal.words
    assert not tom.modal.fields and not tom.modal.submit
    assert "use this in the team's channel" in tom.modal.words


def test_a_message_without_words_says_so(maya: Colleague, ivan: Colleague, marketing: Channel) -> None:
    maya.uses("pitch:read-vendor", ivan.says(" ", marketing))
    assert "This message has no words that I can read" in maya.modal.words


MAIL = """Fwd: our call
> Hi Maya,
>
> lovely to meet you. Acme is live in min-
> utes, and there is no con\u00adfiguration for your team\u2019s IT.
>
> > It connects with every CRM.
>
> --
> Sam Vendor | Acme"""


@both_engines
def test_a_forwarded_mail_is_read_through_its_quote_marks(maya: Colleague, ivan: Colleague, marketing: Channel) -> None:
    maya.uses("pitch:read-vendor", ivan.says(MAIL, marketing))
    assert "*3 phrases in it play the work down*, in 2 of 11 areas." in maya.modal.words
    assert "*Connecting it*: “connects with every CRM”" in maya.modal.words
    assert "*Operations*: “live in minutes”, “no configuration”" in maya.modal.words
    assert "*It does not speak of* Customer data, Sign-in and access, " in maya.modal.words
    maya.submits()
    assert "> > It connects with every CRM." in maya.modal.values[WROTE], "taken along as it was pasted"


def test_a_pitch_in_german_is_read(maya: Colleague, ivan: Colleague, marketing: Channel) -> None:
    text = "Guten Tag, unsere Software ist in wenigen Minuten startklar. Sie brauchen dafür keine IT-Abteilung."
    maya.uses("pitch:read-vendor", ivan.says(text, marketing))
    assert "“keine IT-Abteilung”" in maya.modal.words


DUTCH = "Onze software werkt zonder programmeren en is voor u in een dag klaar met al uw systemen."


def test_a_pitch_in_a_language_that_it_does_not_know_gets_no_verdict(
    maya: Colleague, ivan: Colleague, marketing: Channel
) -> None:
    maya.uses("pitch:read-vendor", ivan.says(DUTCH, marketing))
    assert (
        "*This does not look like English, German, French or Spanish; I cannot read it.* Ask these" in maya.modal.words
    )
    assert "none of the wordings" not in maya.modal.words and "does not speak of" not in maya.modal.words
    maya.closes()
    maya.types("/align vendor", marketing)
    maya.fills({"Product and vendor": "Acme", WROTE: DUTCH})
    maya.submits()
    assert "*The pitch does not look like English, German, French or Spanish;* I cannot read it." in maya.modal.words
