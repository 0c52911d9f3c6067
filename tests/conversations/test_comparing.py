"""`/align vendor compare`: the channel's newest results about two or three products side by side."""

from collections.abc import Sequence

import pytest

from bot.app import Align
from tests.conversations.document_talk import seat
from tests.conversations.vendor_talk import DEMO, EASY, HARD, WORK, WRITTEN
from tests.conversations.walks import CHANNEL, ME, answers_the_rest
from tests.effort import check_length, measured
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague, Hire, Message

NONE = "I compare finished results about two or three different products."
ACME = [HARD, WORK, EASY, WRITTEN, EASY, HARD, WORK, DEMO, "", EASY, EASY, EASY]
BEACON = [EASY, WORK, EASY, DEMO, "", EASY, WORK, "", DEMO, EASY, EASY, EASY]
NOTHING = [""] * 12


@pytest.fixture(autouse=True)
def team(align: Align, maya: Colleague, ivan: Colleague, tom: Colleague, marketing: Channel) -> None:
    seat(maya, marketing, marketing=[maya, tom], it=[ivan])


class Reading:
    """Tom reads pitches, five minutes each."""

    def __init__(self, align: Align, clock: Clock, tom: Colleague, marketing: Channel) -> None:
        self.align, self.clock, self.tom, self.marketing = align, clock, tom, marketing

    def __call__(self, product: str, ticked: Sequence[str], share: str = CHANNEL) -> None:
        self.tom.types("/align vendor", self.marketing)
        self.tom.fills({"Product and vendor": product})
        self.tom.submits()
        answers_the_rest(self.tom, ticked, share)
        self.clock.pass_(self.align, minutes=5)


@pytest.fixture
def reads(align: Align, clock: Clock, tom: Colleague, marketing: Channel) -> Reading:
    return Reading(align, clock, tom, marketing)


@both_engines
def test_two_side_by_side(
    align: Align,
    clock: Clock,
    reads: Reading,
    marketing: Channel,
    tom: Colleague,
    ivan: Colleague,
    maya: Colleague,
    lena: Colleague,
    person: Hire,
) -> None:
    assert ivan.types("/align vendor compare", marketing) == (
        f"{NONE} So far the channel has none. Type /align vendor for the next one and show it in the channel: what "
        "somebody keeps to themselves I compare with nothing."
    )
    reads("Acme <R&D>", ACME)
    reads("Secret", NOTHING, ME)
    for who in (ivan, tom):
        assert who.types("/align vendor compare", marketing).startswith(
            f"{NONE} So far the channel has only Acme <R&D>. Type /align vendor"
        )
    reads("Beacon", NOTHING)
    reads("Beacon", BEACON)  # the newest about each
    with measured("vendor, two compared and posted", ivan, 2, 1):
        ivan.types("/align vendor compare", marketing)
        assert ivan.modal.words == (
            "Side by side\n"
            "Beacon or Acme <R&D>: they differ in 4 of 12\n"
            "Where they differ\n"
            "*Systems to connect*\nBeacon: Easy, and tried by us\nAcme <R&D>: Hard, and we know it\n"
            "*Personal data*\nBeacon: Easy, and tried by us\nAcme <R&D>: Hard, and we know it\n"
            "*Single sign-on*\nBeacon: Easy, said in a demo\nAcme <R&D>: Easy, and in writing\n"
            "*Security papers*\nBeacon: We don't know\nAcme <R&D>: Easy, and tried by us\n"
            "What nobody knows yet\n"
            "Ask each of them in writing:\n"
            "• How many hours a week does a customer of our size spend on administration, and what are your support "
            "hours in our time zone?\n"
            "• Which two customers of our size use it weekly, for what, and may we talk to them without you in the "
            "room?\n"
            "What is alike\n"
            "• How fast data moves: Some work, and we know which\n"
            "• Customer records: Easy, and tried by us\n"
            "• Limits on our busiest day: Some work, and we know which\n"
            "• Leaving: Easy, and tried by us\n"
            "• Price at twice the volume: Easy, and tried by us\n"
            "• IT's own estimate: Easy, and tried by us\n"
            "Hidden work (0 is none)\n"
            "• Beacon: hidden work 28 of 100, some homework\n"
            "• Acme <R&D>: hidden work 33 of 100, some homework\n"
            "The number says how much work is hidden or not known. Which one is right for you it does not say.\n"
            "Post it\nOnly for me\nMake it a promise\n"
            "The newest result about each that the channel has."
        )
        ivan.clicks("Post it")
    assert ivan.modal.words == "Align\n*Done.* It is on its way to #marketing."
    post, count = marketing.last, len(marketing.messages)
    check_length("two products side by side", post)
    assert post.words == (
        "Beacon or Acme <R&D>: they differ in 4 of 12\n"
        "@Ivan, by Tue 1 Dec: ask Beacon and Acme <R&D> in writing about who looks after it and who uses it.\n"
        "Hidden work (0 is none): Beacon 28 of 100 · Acme <R&D> 33 of 100.\n"
        "*They differ in:* systems to connect, personal data and 2 more\n"
        "Make it a promise\n"
        "The newest result about each, differences first. Which one is right for you no number says.\n"
        "Asked about | Beacon | Acme <R&D>\n"
        "systems to connect | Easy, and tried by us | Hard, and we know it\n"
        "personal data | Easy, and tried by us | Hard, and we know it\n"
        "single sign-on | Easy, said in a demo | Easy, and in writing\n"
        "security papers | We don't know | Easy, and tried by us\n"
        "who looks after it | We don't know | Easy, said in a demo\n"
        "who uses it | Easy, said in a demo | We don't know\n"
        "how fast data moves | Some work, and we know which | Some work, and we know which\n"
        "customer records | Easy, and tried by us | Easy, and tried by us\n"
        "limits on our busiest day | Some work, and we know which | Some work, and we know which\n"
        "leaving | Easy, and tried by us | Easy, and tried by us\n"
        "price at twice the volume | Easy, and tried by us | Easy, and tried by us\n"
        "IT's own estimate | Easy, and tried by us | Easy, and tried by us"
    )
    assert "security papers. Beacon: We don't know; Acme <R&D>: Easy, and tried by us\n" in post.text
    # The same again is the same post, whoever presses.
    ivan.line.sends_again(2, at_once=True)
    maya.types("/align vendor compare", marketing)
    maya.clicks("Post it")
    assert len(marketing.messages) == count
    # For oneself, in a direct message.
    maya.types("/align vendor compare")
    maya.clicks("Only for me")
    maya.line.sends_again(2, at_once=True)
    assert maya.modal.words.startswith("Align\n*Done.* It is on its way to you")
    assert [each.words for each in maya.dm.messages if "they differ" in each.words] == [
        post.words.replace("@Ivan", "@Maya")
    ]
    assert len(marketing.messages) == count
    # As a promise, out of the post.
    tom.clicks("Make it a promise", message=post)
    tom.submits()
    assert marketing.last.words.startswith(
        "@Tom has made a promise.\n> When I have ten minutes today, I’ll ask Beacon and Acme <R&D> in writing about "
        "who looks after it and who uses it.\nBy Tue 1 Dec."
    )
    # Who is no member is offered to join, and goes on from there; another company gets words.
    lena.types("/align vendor compare", marketing)
    assert lena.modal.words.startswith("Align\nThis is for the team #marketing.")
    lena.clicks("Marketing")
    assert "Beacon or Acme <R&D>: they differ in 4 of 12" in lena.modal.words
    eve = person("Eve", team="T0OTHER")
    assert eve.types("/align vendor compare", marketing).startswith("I work for the people of one company")


@both_engines
def test_what_was_changed_or_taken_down_since(
    align: Align, clock: Clock, reads: Reading, marketing: Channel, tom: Colleague, maya: Colleague
) -> None:
    reads("Acme", ACME)
    reads("Beacon", BEACON)
    results = {name: find(marketing, f"{name}: ") for name in ("Acme", "Beacon")}
    maya.types("/align vendor compare", marketing)
    maya.clicks("Post it")
    posted = marketing.last
    assert posted.words.startswith("Beacon or Acme: they differ in 4 of 12\n")
    # Changed to what only Tom reads, the channel's stays; changed for everybody, it is another comparison.
    for share, verdict in ((ME, "they differ in 4 of 12"), (CHANNEL, "they differ in 5 of 12")):
        tom.clicks("Change", message=results["Beacon"])
        tom.submits()
        tom.fills({f"Living with it: {EASY}": []})
        answers_the_rest(tom, [*BEACON[:11], HARD], share)
        clock.pass_(align, minutes=5)
        tom.types("/align vendor compare", marketing)
        assert tom.modal.words.startswith(f"Side by side\nBeacon or Acme: {verdict}\n")
        tom.closes()
    maya.types("/align vendor compare", marketing)
    maya.clicks("Post it", silent=True)
    # Before it is said, one of them is gone: nothing is posted, and no old button shows what was in it.
    tom.clicks("See everything", message=results["Acme"], silent=True)
    tom.clicks("Take it down")
    tom.closes(everything=True)
    assert [each for each in marketing.messages if "they differ in 5" in each.words] == []
    maya.clicks("Make it a promise", message=posted)
    assert "One of these results was taken down since, so I can't compare them any more." in maya.modal.words
    maya.closes(everything=True)
    assert maya.types("/align vendor compare", marketing).startswith(f"{NONE} So far the channel has only Beacon.")


def test_three_are_enough_and_of_more_one_chooses(
    reads: Reading, marketing: Channel, maya: Colleague, ivan: Colleague
) -> None:
    names = [f"{name}, the one with the very long name that somebody typed" for name in ("Acme", "Beacon", "Cedar")]
    for name, ticked in zip(names, (ACME, BEACON, NOTHING), strict=True):
        reads(name, ticked)
    maya.says("@align vendor compare", marketing)
    maya.clicks("Read a pitch", marketing)
    assert maya.modal.words.startswith(
        "Side by side\n"
        "Cedar, the one with the…, Beacon, the one with th… or Acme, the one with the…: nobody can say yet\n"
        "Nobody knows 12 of 12 answers about Cedar, the one with the… yet.\n"
        "Where they differ\n*Systems to connect*\nCedar, the one with the…: We don't know\n"
    )
    assert "• Cedar, the one with the…: too early to judge\n" in maya.modal.words
    maya.clicks("Post it")
    assert "More than half is not known about Cedar, the one with the….\n" in marketing.last.words
    check_length("three products side by side, with long names", marketing.last)
    reads("Dune", [WORK] * 12)
    ivan.types("/align vendor compare", marketing)
    assert ivan.modal.words.startswith("Side by side\nWhich of them shall stand side by side?")
    (boxes,) = ivan.modal.choices.values()
    assert [each.split(",")[0] for each in boxes] == ["Dune", "Cedar", "Beacon", "Acme"]
    ivan.fills({"Two or three of them": boxes})
    ivan.submits()
    assert ivan.modal.errors == {"Two or three of them": "Tick two or three of them."}
    ivan.fills({"Two or three of them": [names[0], "Dune"]})
    ivan.submits()
    assert ivan.modal.words.startswith("Side by side\nDune or Acme, the one with the…: they differ in 10 of 12\n")
    assert "Beacon" not in ivan.modal.words


def find(channel: Channel, begins: str) -> Message:
    return next(each for each in channel.messages if each.words.startswith(begins))
