"""Who decides what in a CRM project: a first draft as teams make it, what an expert sees in it, and the mended one."""

from bot.app import Align
from tests.conversations import test_touchpoints
from tests.conversations.document_talk import changes, goes_through, seat
from tests.conversations.walks import whom
from tests.standin import Channel, Clock, Colleague

DROPPED = {f"Step {n}": None for n in (1, 2, 6, 7, 10, 11, 12)}
THREE = {f"Step {n}": None for n in range(4, 13)}
FIRST = "When was IT first asked?"
WHO, WORK, ASKED = "Who is accountable?", "Who does the work?", "Who is asked before it is decided?"


def test_a_team_settles_who_decides_what(
    maya: Colleague,
    tom: Colleague,
    lena: Colleague,
    ivan: Colleague,
    aisha: Colleague,
    sam: Colleague,
    marketing: Channel,
    align: Align,
    clock: Clock,
) -> None:
    seat(maya, marketing, marketing=[maya, tom, lena], it=[ivan, aisha])
    sam.types("/align join sales", marketing)
    maya.types("/align roles", marketing)
    goes_through(
        maya,
        {"Which project is it?": "New CRM", FIRST: "When the contract was on the table"},
        DROPPED,
        {WHO: [maya], WORK: [tom], ASKED: [ivan, sam]},
        {WHO: [maya], WORK: [tom, lena]},
        {WHO: [maya, ivan], WORK: [aisha]},
        {WORK: [aisha], ASKED: [maya, tom, lena, sam]},
        {WHO: [tom], "Is technology or customer data in it?": "No"},
    )
    assert marketing.last.words.splitlines() == [
        "Who decides what: New CRM",
        "Version 1, by @Maya. Nobody has agreed yet: marketing and IT each owe a key.",
        "*The project*",
        "• IT was first asked: When the contract was on the table",
        "*Who decides what*",
        "• *Requirements* – accountable @Maya · responsible @Tom · consulted @Ivan, @Sam",
        "• *Shortlist* – accountable @Maya · responsible @Tom, @Lena",
        "• *Security and privacy review* – accountable @Maya, @Ivan · responsible @Aisha",
        "• *Data load* – responsible @Aisha · consulted @Maya, @Tom, @Lena, @Sam",
        "• *Test* – accountable @Tom · technology: No",
        "*Mend this before you agree*",
        "• Data load: nobody is accountable. Name one person.",
        "• Security and privacy review: @Maya and @Ivan share it, so in the end nobody has it. "
        "Keep one accountable; ask the others.",
        "• Test: nobody does the work. Name at least one person.",
        "• Shortlist: nobody from IT decides, works or is asked. Add one, or say that no technology is in it.",
        "• Data load: 4 people are to be asked before. Keep three; the others are informed.",
        "• @Maya is accountable for 3 of 5 steps. Hand some over: what waits for one person waits.",
        "*This week*",
        "• IT came in late this time, and no table mends that. Take the next idea that is still one to IT for 20 "
        "minutes, before anybody sees a demo.",
        "Promise this",
        "• Ask IT this week who has to be asked before “Shortlist” is decided. There is technology in it, and nobody "
        "of theirs.",
        "Promise this",
        "• Ask @Aisha this week whom they would call if “Data load” went wrong. That person is accountable: ask them, "
        "and write the name in.",
        "Promise this",
        "*Named here, not agreed yet:* @Maya, @Tom, @Ivan, @Sam, @Lena, @Aisha. "
        "A name counts when its owner has pressed Agree.",
        "Agree",
        "Change",
        "Commit",
        "It counts when one person of each side has pressed Agree on this version. "
        "A change makes a new version, and both agree anew.",
    ]

    maya.clicks("Promise this", marketing, beside="whom they would call")
    assert maya.modal.values["When"] == "we next talk about “Data load” in New CRM"
    assert maya.modal.values["I’ll"] == (
        "ask who is called when it goes wrong, and write that one name down as accountable"
    )
    assert whom(maya) == maya.id
    assert whom(maya, "Together with") == aisha.id
    maya.submits()
    assert marketing.last.words.startswith("@Maya has made a promise.\n> When we next talk about ")
    assert "@Aisha, will you be in on it?" in marketing.last.words

    step = "Who is in this step?: "
    clock.pass_(align, minutes=20)
    changes(ivan, marketing, f"{step}Data load", {WHO: [ivan], ASKED: [lena]})
    changes(ivan, marketing, f"{step}Security and privacy review", {WHO: [aisha]})
    changes(ivan, marketing, f"{step}Shortlist", {ASKED: [ivan]})
    clock.pass_(align, minutes=5)
    changes(tom, marketing, f"{step}Test", {WORK: [tom]})
    mended = marketing.last.words
    assert "Version 5, by @Tom." in mended
    clock.pass_(align, minutes=5)
    for person in (maya, tom, lena, ivan, aisha):
        person.clicks("Agree", marketing)
    sam.clicks("Agree", marketing)  # from sales: named here, so it is on record, and opens no lock
    document = marketing.messages[-2].words
    assert "Version 5, by @Tom. *Agreed* by marketing (@Lena, @Maya, @Tom) and IT (@Aisha, @Ivan)." in document
    assert "Also agreed: @Sam." in document
    assert "Mend this" not in document
    assert "not agreed yet" not in document
    assert "• Both sides have agreed. When the next step begins, whoever is accountable says so here" in document
    assert marketing.last.words == (
        "*Agreed:* Who decides what, New CRM, version 5. Marketing and IT have both turned their key."
    )


def test_when_it_was_first_asked_is_kept_as_a_measure(
    maya: Colleague, ivan: Colleague, marketing: Channel, align: Align, clock: Clock
) -> None:
    seat(maya, marketing, marketing=[maya], it=[ivan])
    for project, asked in (
        ("CRM", "After it was signed"),
        ("Shop", "When we compared products"),
        ("Banner", "When we compared products"),
    ):
        maya.types(f"/align roles {project}", marketing)
        goes_through(maya, {FIRST: asked}, THREE, {}, {}, {})
        clock.pass_(align, hours=1)
    measure = "median of your last 3 projects: when we compared products"
    assert f"*IT was first asked*, {measure}." in marketing.last.words
    assert f"*IT was first asked:* {measure}" in maya.types("/align summary", marketing)


def test_what_was_said_about_the_project_stands_there(
    maya: Colleague, ivan: Colleague, marketing: Channel, align: Align
) -> None:
    seat(maya, marketing, marketing=[maya], it=[ivan])
    rooms = ["Not asked"] * 9
    test_touchpoints.goes_through(maya, marketing, "New CRM", "After it was signed", ivan, *rooms)
    maya.types("/align roles new crm", marketing)
    assert maya.modal.values == {"Which project is it?": "new crm", FIRST: "After it was signed"}
