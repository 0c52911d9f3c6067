"""A team reads a vendor's pitch: twelve statements to tick, a verdict in words, questions to send as a mail to copy."""

import pytest

from bot.app import Align
from tests.conversations.document_talk import seat
from tests.conversations.vendor_talk import DEMO, EASY, HARD, PITCH, WORK, WRITTEN, WROTE
from tests.conversations.walks import CHANNEL, ME, SHARE, answers_the_rest, reads_a_pitch, whom
from tests.effort import check_length, measured
from tests.fixtures_align import both_engines
from tests.standin import Channel, Colleague


@pytest.fixture(autouse=True)
def team(align: Align, maya: Colleague, ivan: Colleague, tom: Colleague, marketing: Channel) -> None:
    seat(maya, marketing, marketing=[maya, tom], it=[ivan])


def count_buttons(channel: Channel) -> list[str]:
    actions = [block for block in channel.last.raw["blocks"] if block["type"] == "actions"]
    return [each["text"]["text"] for block in actions for each in block["elements"]]


@both_engines
def test_from_the_slash_command_to_the_post_in_few_presses(
    align: Align, marketing: Channel, tom: Colleague, ivan: Colleague
) -> None:
    with measured("vendor, short", tom, 21, 4):
        tom.types("/align vendor", marketing)
        assert tom.modal.words.startswith("Read a vendor's pitch\nPitches to marketing leave out the hard parts.")
        assert "\n1 of 4\n" in tom.modal.words
        assert whom(tom, "Who in IT looks at it with you") == ivan.id
        tom.fills({"Product and vendor": "Acme R&D Cloud", WROTE: PITCH})
        tom.submits()
        assert (
            "*6 phrases in the pitch play the work down,* so I believe nothing yet. Tick what is easy, by how you know"
            in (tom.modal.words)
        )
        tom.fills({f"Living with it: {EASY}": ["What it replaces, and who would use it weekly"]})
        tom.submits()
        assert "What it replaces" not in tom.modal.words
        tom.fills(
            {
                f"Fitting in: {WORK}": ["Our customer records: clean enough to match"],
                f"Fitting in: {HARD}": [
                    "Connecting it to our systems",
                    "Where personal data is kept, and how it is deleted",
                ],
                f"Living with it: {WORK}": ["Who looks after it each week, and for how long"],
            }
        )
        tom.submits()
        assert "4 of 4 · this is the post; nothing is posted yet" in tom.modal.words
        assert "Acme" not in marketing.words
        tom.submits()
    check_length("the result of a vendor's pitch", marketing.last)
    assert marketing.last.words.startswith(
        "Acme R&D Cloud: bring IT in before the next call\n"
        "@Tom, by Tue 1 Dec: an hour with @Ivan to estimate the work to connect it. The vendor's figure is not an "
        "estimate.\n"
        "Heavy: hidden work 61 of 100 (0 is none). Nobody knows 7 of 12 answers yet.\n"
        "*3 claims to check*\n"
        "• “GDPR compliant”: where is personal data kept, and how is it deleted?\n"
        "• “works with your existing stack”: who keeps the connection alive after launch?\n"
        "• “just paste a single snippet”: who independent has checked it, and when?\n"
        "*In the next call:* your privacy contact · @Ivan\n"
        "I’ll take it\n"
    )
    assert marketing.last.words.endswith(
        "\nBy @Tom. 12 questions to send are ready to copy. ⏳ Still to say yes: @Ivan."
    )
    assert len(count_buttons(marketing)) <= 5
    assert len(marketing.last.raw["text"]) <= 800


@both_engines
def test_it_says_yes_to_take_part_and_the_author_takes_the_first_step(
    marketing: Channel, tom: Colleague, ivan: Colleague, maya: Colleague
) -> None:
    reads_a_pitch(tom, marketing, "Acme", HARD)
    assert marketing.last.words.endswith("12 questions to send are ready to copy. ⏳ Still to say yes: @Ivan.")
    assert count_buttons(marketing) == ["I’ll take it", "Not me", "Questions to send", "See everything", "Change"]
    ivan.clicks("I’ll take it", marketing)
    post = next(each for each in marketing.messages if each.words.startswith("Acme: stop"))
    assert post.words.endswith("✅ @Ivan said yes.")
    assert "promised" not in post.words, "the hour with Ivan is not Ivan's to book"
    tom.clicks("I’ll take it", message=post)
    post = next(each for each in marketing.messages if each.words.startswith("Acme: stop"))
    assert "@Tom promised: book an hour with ivan before the next call about Acme, to estimate the work" in post.words
    assert "I’ll take it" not in post.words


@both_engines
def test_everything_behind_the_post(marketing: Channel, tom: Colleague, ivan: Colleague) -> None:
    tom.types("/align vendor", marketing)
    tom.fills({"Product and vendor": "Acme"})
    tom.submits()
    answers_the_rest(tom, [HARD, "", WORK, "", "", HARD, "", WORK, EASY, "", "", ""])
    ivan.clicks("See everything", marketing)
    words = ivan.modal.words
    assert (
        "*Heavy: hidden work 61 of 100 (0 is none).* This is an IT project with a marketing label. Let IT estimate the "
        "work: the vendor's figure is not an estimate.\n"
        "Nobody knows 7 of 12 answers yet. Not knowing is no verdict on the vendor; it is what to ask.\n"
    ) in words
    assert (
        "Where the work is\n"
        "*Personal data* ▰▰▰▰▰ hidden work 100\nHard, and we know it: personal data\n"
        "*Connecting it* ▰▰▰▰▱ hidden work 83\nHard, and we know it: systems to connect\n"
        "We don't know: how fast data moves\n"
        "*We don't know:* single sign-on · security papers · limits on our busiest day · leaving · price at twice the "
        "volume · IT's own estimate\n"
        "*Some work, and we know which:* customer records · who looks after it\n"
        "*Easy, and tried by us:* who uses it\n"
        "In the next call\n• your privacy contact: personal data\n"
        "• @Ivan: systems to connect · how fast data moves · limits on our busiest day\n"
    ) in words


@both_engines
def test_the_questions_come_as_a_mail_that_is_copied_whole(
    align: Align, marketing: Channel, tom: Colleague, ivan: Colleague
) -> None:
    reads_a_pitch(tom, marketing, "Acme <now>", WORK)
    assert "Questions to send" not in count_buttons(marketing)
    tom.types("/align vendor", marketing)
    tom.fills({"Product and vendor": "Acme <now>", WROTE: "GDPR compliant & more."})
    tom.submits()
    answers_the_rest(tom, [WORK] * 5 + [""] + [WORK] * 6)
    ivan.clicks("Questions to send", marketing)
    ivan.clicks("Questions to send", marketing)
    first, second = ivan.dm.messages[-2:]
    assert first.words == (
        "*2 questions to the vendor about Acme <now>.* My next message is the mail and nothing else: copy it whole.\n"
        "From the result in #marketing. What is asked in writing is answered in writing. If a filled-in questionnaire "
        "comes back (xlsx or CSV), send it to me: I tick what it plainly answers."
    )
    assert "blocks" not in second.raw
    assert second.raw["text"] == (
        "Hello,\n\nbefore our next call we would like to have these in writing. "
        "Have you filled in a CAIQ, a HECVAT or a SIG? Send it along, it answers some of them:\n\n"
        "1. In which region is personal data stored, for how long, does deletion reach your backups, and is our data "
        "used to train anything?\n"
        "2. Please send the data processing agreement and the list of sub-processors with their countries.\n\n"
        "Thank you"
    )
    assert len(ivan.dm.messages) == 2, "two presses at once are one wish"


def test_nobody_knows_anything(marketing: Channel, tom: Colleague, ivan: Colleague) -> None:
    reads_a_pitch(tom, marketing, "Glossy")
    assert marketing.last.words.startswith(
        "Glossy: too early to judge\n@Tom, by Tue 1 Dec: send the vendor the open questions about Glossy. Ask for "
        "the answers in writing.\nNobody knows any of the 12 answers yet, so I give no number. Not knowing "
        "is no verdict on the vendor; it is what to ask.\n"
        "*Ask first*\n• Who keeps the connection alive after launch?\n• Are our own records clean enough to match?\n"
        "• Is single sign-on in the price we were shown?\nI’ll take it\n"
    )
    tom.clicks("See everything", marketing)
    assert "hidden work" not in tom.modal.words
    tom.closes()
    post = marketing.last
    for _ in range(2):
        ivan.clicks("I’ll take it", message=post)
    assert "✅ @Ivan said yes." in post.words and "promised" not in post.words, "the mail to the vendor is Tom's"
    tom.clicks("I’ll take it", message=post)
    assert "@Tom promised: " in post.words


def test_everything_is_known_and_easy_and_still_nothing_is_signed(marketing: Channel, tom: Colleague) -> None:
    reads_a_pitch(tom, marketing, "Tiny tool", EASY)
    assert marketing.last.words.startswith(
        "Tiny tool: light so far, nothing is signed before IT’s estimate\n"
        "@Tom, by Tue 1 Dec: ask @Ivan for IT's own estimate of the work to connect Tiny tool; a range is enough. "
        "Before that nothing is signed, however easy it looks.\nLight so far: hidden work 0 of 100 (0 is none).\n"
    )
    assert "In the next call" not in marketing.last.words
    assert "Questions to send" not in count_buttons(marketing)


def test_a_glossy_pitch_and_a_demo_are_no_knowledge(marketing: Channel, tom: Colleague) -> None:
    """Twelve statements that somebody heard in the demo, of a pitch full of AI: a consultant would ask first."""
    with measured("vendor, short, a pitch with AI, everything filled in", tom, 21, 4):
        tom.types("/align vendor", marketing)
        tom.fills({"Product and vendor": "Quell", WROTE: f"Quell’s AI writes every mail by itself. {PITCH}"})
        tom.fills({"The one thing it should do for you": "none"})
        tom.submits()
        assert "AI in it: what it may do with our data, and who can stop it" in [
            each for listed in tom.modal.choices.values() for each in listed
        ]
        tom.submits()
        for label, listed in tom.modal.choices.items():
            tom.fills({label: listed if label.endswith(DEMO) else []})
        tom.submits()
        tom.fills({SHARE: CHANNEL})
        tom.submits()
    tom.closes()
    words = marketing.last.words
    assert words.startswith("Quell: too early to judge\n")
    assert "Nobody knows any of the 13 answers yet, so I give no number." in words
    tom.clicks("See everything", marketing)
    assert "*Easy, said in a demo:* " in tom.modal.words
    assert "• whoever decides about AI in your company: what the AI may do\n" in tom.modal.words


def test_one_hard_thing_about_personal_data_is_what_is_done_first(marketing: Channel, tom: Colleague) -> None:
    tom.types("/align vendor", marketing)
    tom.fills({"Product and vendor": "Blip", "IT's own estimate of the work to connect it (days)": "6"})
    tom.submits()
    answers_the_rest(tom, [WRITTEN] * 5 + [HARD] + [EASY] * 6)
    assert marketing.last.words.startswith(
        "Blip: one hard thing comes first\n@Tom, by Tue 1 Dec: write your privacy contact three lines today: which "
        "data Blip gets, in which region, for how long. A no from them ends it, so hear it before the price.\n"
    )


def test_everything_is_hard(marketing: Channel, tom: Colleague) -> None:
    reads_a_pitch(tom, marketing, "Monster", HARD)
    assert marketing.last.words.startswith("Monster: stop and look before you go on\n")
    assert "Stop and look: hidden work 100 of 100 (0 is none).\n*Hard, and we know it:* systems to connect" in (
        marketing.last.words
    )


@both_engines
def test_only_to_me(marketing: Channel, tom: Colleague) -> None:
    reads_a_pitch(tom, marketing, "Acme", HARD, ME)
    assert "Acme" not in marketing.words
    assert tom.dm.last.words.startswith("Acme: stop and look before you go on\n")


def test_the_busiest_way_through_takes_twenty_presses(marketing: Channel, tom: Colleague) -> None:
    """Every field filled in, every statement ticked, half of them in the second view, and only to oneself."""
    with measured("vendor, short, everything filled in", tom, 21, 4):
        tom.types("/align vendor", marketing)
        tom.fills(
            {"Product and vendor": "Acme", WROTE: PITCH, "The one thing it should do for you": "Bring carts back"}
        )
        tom.submits()
        ticked = [EASY, WORK, HARD, EASY, WORK, HARD, EASY, WORK, HARD, EASY, WORK, HARD]
        while SHARE not in tom.modal.labels:
            groups = tom.modal.choices.items()
            given = dict(zip(STATEMENTS, ticked, strict=True))
            tom.fills(
                {label: [each for each in listed if label.endswith(f": {given[each]}")] for label, listed in groups}
            )
            tom.submits()
        tom.fills({SHARE: ME})
        tom.submits()


STATEMENTS = (
    "Connecting it to our systems",
    "How fast data moves, and what happens when it fails",
    "Our customer records: clean enough to match",
    "Single sign-on, in the price tier we would buy",
    "Security papers from somebody independent",
    "Where personal data is kept, and how it is deleted",
    "Its limits on our busiest day",
    "Who looks after it each week, and for how long",
    "What it replaces, and who would use it weekly",
    "The price at twice our volume, over 36 months",
    "The work to connect it, estimated by IT",
    "Taking everything along when we leave",
)
