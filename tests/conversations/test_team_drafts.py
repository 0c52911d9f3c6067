"""/align vendor full: one draft for the whole team, part by part, each filling in what they know."""

import pytest

from bot.app import Align
from bot.records import run_answers
from tests.conversations.document_talk import seat
from tests.conversations.vendor_talk import IS_EASY, IS_HARD, IS_WORK, PITCH, UNKNOWN, WORK, WROTE, choices
from tests.conversations.walks import reads_a_pitch
from tests.fixtures_align import alone, both_engines
from tests.standin import Channel, Colleague


@pytest.fixture(autouse=True)
def team(align: Align, maya: Colleague, ivan: Colleague, tom: Colleague, aisha: Colleague, marketing: Channel) -> None:
    seat(maya, marketing, marketing=[maya, tom], it=[ivan, aisha])


def part(person: Colleague, title: str) -> None:
    """Open one part from the list."""
    label = "Fill in" if f"*{title}* · done" not in person.modal.words else "Look at it"
    person.clicks(label, person.modal, beside=f"*{title}*")


def fills(person: Colleague, title: str, answer: str) -> None:
    part(person, title)
    person.fills(dict.fromkeys(choices(person), answer))
    person.submits()


def begins(person: Colleague, channel: Channel, product: str = "Acme") -> None:
    person.types("/align vendor full", channel)
    part(person, "What are they selling?")
    person.fills({"Product and vendor": product})
    person.submits()


@alone
@both_engines
def test_marketing_and_it_fill_in_the_same_draft_and_who_said_what_is_kept(
    align: Align, maya: Colleague, ivan: Colleague, marketing: Channel
) -> None:
    maya.types("/align vendor full", marketing)
    assert "*A draft for the whole team*: 0 of 49 answered." in maya.modal.words
    assert "Who may know: whoever in IT runs sign-in" in maya.modal.words
    assert not maya.modal.submit
    maya.closes()
    begins(maya, marketing)
    assert marketing.last.words.startswith(
        "Acme: who knows the rest?\nFill in what you know, and leave the rest to those who know it. From half of the "
        "answers on, anybody can finish.\n*1 of 49 answered* ▰▱▱▱▱ by @Maya\n*Still open*\n"
        "• Connecting it, 5 of 5: whoever in IT connects your systems\n"
    )
    assert "\n• 7 parts more\nFill in what I know\n" in marketing.last.words
    assert len(marketing.last.raw["text"]) <= 800
    fills(maya, "Daily use", IS_EASY)
    fills(maya, "Total cost", IS_WORK)
    fills(maya, "Leaving", IS_WORK)
    assert "*Daily use* · done, by @Maya" in maya.modal.words
    ivan.clicks("Fill in what I know", marketing)
    for title in ("Connecting it", "Customer data", "Sign-in and access"):
        fills(ivan, title, IS_HARD)
    assert "8 of 49" not in ivan.modal.words and "*Acme*: 27 of 49 answered." in ivan.modal.words
    assert "*27 of 49 answered* ▰▰▰▱▱ by @Maya, @Ivan\n" in marketing.last.words
    assert "• Security, 4 of 4: someone from IT security" in marketing.last.words
    assert "Customer data, " not in marketing.last.words
    ivan.clicks("Finish")
    assert "The result is on its way to" in ivan.modal.words
    result = marketing.last.words
    assert result.startswith("Acme: bring IT in before the next call\n")
    assert "Heavy: hidden work 65 of 100 (0 is none). Nobody knows 22 of 48 answers yet." in result
    assert "By @Maya, @Ivan." in result
    assert len(marketing.last.raw["text"]) <= 800
    assert (
        "*Read a vendor's pitch: Acme* is finished: heavy: hidden work 65 of 100 (0 is none)."
        in marketing.messages[-2].words
    )
    (row,) = align.db.query("SELECT id FROM runs WHERE variant = 'full'")
    by = run_answers.get_authors(align.db, row["id"])
    assert (by["adopters", ""], by["systems", ""]) == (maya.id, ivan.id)


@alone
@both_engines
def test_two_at_the_same_part_do_not_undo_each_other(
    align: Align, maya: Colleague, ivan: Colleague, marketing: Channel
) -> None:
    begins(maya, marketing)
    part(maya, "Security")
    ivan.types("/align vendor full", marketing)
    part(ivan, "Security")
    attest, pentest, logs, scripts = choices(maya)
    ivan.fills({attest: IS_HARD, pentest: IS_WORK})
    ivan.submits()
    maya.fills({scripts: IS_EASY})
    maya.submits()
    (row,) = align.db.query("SELECT id FROM runs WHERE variant = 'full'")
    answers, by = run_answers.get(align.db, row["id"]), run_answers.get_authors(align.db, row["id"])
    said = {name: (answers[name, ""], by[name, ""]) for name in ("attest", "pentest", "scripts")}
    assert said == {"attest": ("hard", ivan.id), "pentest": ("work", ivan.id), "scripts": ("tried", maya.id)}
    assert logs and ("audit_log", "") not in by


def test_closing_the_window_keeps_what_was_chosen_and_changing_ones_mind_back_counts(
    align: Align, maya: Colleague, marketing: Channel
) -> None:
    begins(maya, marketing)
    part(maya, "Personal data")
    first = choices(maya)[0]
    for answer in (IS_EASY, IS_HARD, IS_EASY):
        maya.fills({first: answer})
    maya.closes()
    maya.types("/align vendor full", marketing)
    assert "*Personal data* · 1 of 3, by @Maya" in maya.modal.words
    part(maya, "Personal data")
    assert maya.modal.values[first] == IS_EASY


@alone
@both_engines
def test_two_who_begin_at_once_open_one_draft(
    align: Align, maya: Colleague, ivan: Colleague, marketing: Channel
) -> None:
    maya.types("/align vendor full", marketing)
    ivan.types("/align vendor full", marketing)
    assert len(align.db.query("SELECT id FROM runs WHERE variant = 'full'")) == 1


def test_a_pitch_makes_its_parts_unknown_until_somebody_knows(maya: Colleague, marketing: Channel) -> None:
    maya.types("/align vendor full", marketing)
    part(maya, "What are they selling?")
    maya.fills({"Product and vendor": "Acme", WROTE: PITCH})
    maya.submits()
    part(maya, "Connecting it")
    assert {maya.modal.values[label] for label in choices(maya)} == {UNKNOWN}
    maya.fills({choices(maya)[0]: IS_EASY})
    maya.submits()
    assert "*Connecting it* · done, by @Maya" in maya.modal.words


def test_the_short_form_goes_on_in_full_with_its_answers(maya: Colleague, ivan: Colleague, marketing: Channel) -> None:
    reads_a_pitch(maya, marketing, "Acme", WORK)
    ivan.clicks("See everything", marketing)
    ivan.clicks("Look at it in full", ivan.modal)
    assert "*Acme*: 13 of 49 answered." in ivan.modal.words
    assert "*Connecting it* · 2 of 5, by @Maya" in ivan.modal.words


def test_only_who_began_or_leads_throws_it_away(
    maya: Colleague, tom: Colleague, ivan: Colleague, marketing: Channel
) -> None:
    begins(tom, marketing)
    tom.closes()
    ivan.clicks("Fill in what I know", marketing)
    ivan.clicks("Throw it away")
    assert "Only the person who started this, or whoever leads the team" in ivan.modal.words
    maya.clicks("Fill in what I know", marketing)
    maya.clicks("Throw it away")
    assert "*A draft for the whole team*: 0 of 49 answered." in maya.modal.words
    tom.clicks("Fill in what I know", marketing)
    assert "Somebody has thrown this draft away" in tom.modal.words


def test_after_the_finish_nobody_writes_in_it_any_more(maya: Colleague, ivan: Colleague, marketing: Channel) -> None:
    begins(maya, marketing)
    for title in ("Connecting it", "Customer data", "Sign-in and access", "Security", "Personal data", "Leaving"):
        fills(maya, title, IS_WORK)
    ivan.types("/align vendor full", marketing)
    part(ivan, "Daily use")
    maya.clicks("Finish")
    ivan.fills({})
    ivan.submits()
    assert "Somebody has finished this meanwhile: the result is in the channel." in "".join(
        [*ivan.modal.errors.values(), ivan.modal.words]
    )


def test_it_is_offered_by_mention_and_from_a_direct_message(maya: Colleague, marketing: Channel) -> None:
    maya.says("@align vendor full", marketing)
    maya.clicks("Read a pitch", marketing)
    assert "A draft for the whole team" in maya.modal.words
    maya.closes()
    maya.types("/align vendor full")
    assert "A draft for the whole team" in maya.modal.words


def test_run_again_in_full_starts_from_the_same_answers(maya: Colleague, marketing: Channel) -> None:
    begins(maya, marketing)
    for title in ("Connecting it", "Customer data", "Sign-in and access", "Security", "Personal data", "Leaving"):
        fills(maya, title, IS_WORK)
    maya.clicks("Finish")
    maya.closes()
    maya.clicks("Change", marketing)
    assert "*Acme*: 25 of 49 answered." in maya.modal.words


def test_a_word_without_more_says_so(maya: Colleague, marketing: Channel) -> None:
    assert "There is no more to skills than /align skills asks." in maya.types("/align skills full", marketing)
