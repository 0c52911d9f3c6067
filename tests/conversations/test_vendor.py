"""A team reads a vendor's pitch: twelve answers, a score, the questions to send and who must be in the call."""

import pytest

from bot.app import Align
from tests.conversations.walks import ME, finishes, reads_a_pitch
from tests.fixtures_align import both_engines
from tests.standin import Channel, Colleague

pytestmark = pytest.mark.usefixtures("team")

EASY, WORK, UNKNOWN, HARD = "Yes, known and easy", "Known, and some work", "We don't know", "Known, and hard"
DIMENSIONS = (
    "Integration",
    "Customer data",
    "Sign-in and access",
    "Security",
    "Privacy",
    "Limits of the interface",
    "Running it",
    "Getting out again",
    "The whole cost",
    "Using it",
)


@both_engines
def test_from_the_slash_command_to_the_list_of_questions(align: Align, marketing: Channel, tom: Colleague) -> None:
    tom.types("/align vendor", marketing)
    assert tom.modal.words.startswith(
        "Read a vendor's pitch\nPitches to marketing leave out the hard parts. Answer what you know; \"we don't know\" "
        "is a good answer, and it counts. Twelve questions, three minutes; `/align vendor full` asks forty, of the "
        "whole team.\n*What are they selling?*\nPage 1 of 7\n"
    )
    tom.fills({"Product and vendor": "Acme R&D Cloud", "What should it do for you, in one sentence?": "Score leads"})
    tom.submits()
    for answers in ((HARD, WORK, UNKNOWN), (EASY, EASY, UNKNOWN), (EASY, WORK, EASY), (WORK, HARD, EASY)):
        tom.fills(dict(zip(tom.modal.labels, answers, strict=True)))
        tom.submits()
    finishes(tom)
    assert marketing.last.words == (
        "Acme R&D Cloud: 36 of 100, some homework\n"
        "Doable, with homework. Most of it is a mail or half an hour, and none of it gets cheaper after signature.\n"
        "Nobody knows 2 of 12 answers yet. Not knowing counts: that is where pitches hide the work.\n"
        "*This week*\n"
        "• Send the questions below to the vendor today, with a day for the answers. Until they are there in writing, "
        "nobody talks about price.\nPromise this\n"
        "• Ask IT this week for IT's own estimate of the work to connect it. A range is enough. The vendor's figure is "
        "not an estimate.\nPromise this\n"
        "• Write your privacy contact three lines today: which data Acme R&D Cloud gets, in which region, for how "
        "long. A no from them ends it, so hear it before the price.\nPromise this\n"
        "• Draw it with whoever in IT connects your systems this week, on one page: Acme R&D Cloud, each of your "
        "systems, the fields, the direction, ready-made or built. What nobody can draw is where the work is.\n"
        "Promise this\n"
        "• Look at ten of your real records with whoever owns them, this week: what is empty, double or without "
        "consent. The demo runs on the vendor's clean ones.\nPromise this\n"
        "*Where the work is* (0 is easy, 100 is hard)\n"
        "• Integration: 67 – systems to connect\n• Customer data: 67 – customer records\n"
        "• Privacy: 67 – personal data\n• The whole cost: 67 – IT's own estimate\n• Running it: 33\n"
        "• Sign-in and access, Security, Limits of the interface, Getting out again, Using it: 0\n"
        "*In the next call*\n"
        "• whoever in IT connects your systems (integration)\n• whoever owns the customer records (customer data)\n"
        "• your privacy or legal contact (privacy)\n• finance, with IT's own estimate (the whole cost)\n"
        "*Send this to the vendor*, as it is:\n"
        "> 1. Which of our systems do you connect to ready-made, which need custom work, and who maintains that "
        "connection after launch?\n"
        "> 2. Which fields do you need, how do you match one person across sources, and how is consent carried along "
        "with the record?\n"
        "> 3. In which region is personal data stored, for how long, does deletion reach your backups, and is our "
        "data used to train anything?\n"
        "> 4. Please name the hours your last three customers of our size spent on integration, by role.\n"
        "Commit\nRun again\nLook at it in full\nHow this works\nRead a vendor's pitch, by @Tom"
    )


def test_nobody_knows_anything(marketing: Channel, tom: Colleague) -> None:
    reads_a_pitch(tom, marketing, "Glossy", UNKNOWN)
    words = marketing.last.words
    assert words.startswith(
        "Glossy: 67 of 100, heavy\nThis is an IT project with a marketing label. Bring IT in now, before the next "
        "demo, and let IT estimate the work.\nNobody knows 12 of 12 answers yet."
    )
    assert [line.split(" – ")[0] for line in words.split("\n") if " – " in line] == [f"• {d}: 67" for d in DIMENSIONS]
    assert words.count("\n> ") == 12
    assert (
        "*This week*\n• Write down in one sentence what Glossy should do for you. If you cannot yet, it is too early "
        "for a second call.\nPromise this\n• Before the next demo: 30 minutes with your IT partner and this list."
    ) in words
    assert words.count("Promise this") == 5


def test_everything_is_known_and_easy(marketing: Channel, tom: Colleague) -> None:
    reads_a_pitch(tom, marketing, "Tiny tool", EASY)
    assert marketing.last.words.startswith(
        "Tiny tool: 0 of 100, light\nLittle is hidden here. Agree on one use case with a number, and go.\n"
        "*This week*\n• Agree with the vendor on one use case with a number before and after, and put it into the "
        "contract. Then sign, and let your IT partner know the date.\nPromise this\n"
        "*Where the work is* (0 is easy, 100 is hard)\n"
        f"• {', '.join(DIMENSIONS)}: 0\n"
    )
    assert "In the next call" not in marketing.last.words
    assert "Send this to the vendor" not in marketing.last.words


def test_everything_is_hard(marketing: Channel, tom: Colleague) -> None:
    reads_a_pitch(tom, marketing, "Monster", HARD)
    assert marketing.last.words.startswith(
        "Monster: 100 of 100, stop and look\nFar more is unknown or hard than the pitch says. Do not sign anything "
        "until the list below is answered, or look for something smaller.\n*This week*"
    )


@both_engines
def test_only_to_me_then_again_for_the_team(marketing: Channel, tom: Colleague) -> None:
    reads_a_pitch(tom, marketing, "Acme", UNKNOWN, ME)
    assert marketing.messages == []
    tom.clicks("Run again")
    tom.fills({"Product and vendor": "Acme, second look"})
    for _ in range(5):
        tom.submits()
    finishes(tom)
    assert marketing.last.words.startswith("Acme, second look: 67 of 100, heavy\n")
