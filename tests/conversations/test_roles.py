"""Who decides what in a CRM project: few presses to a first draft, what an expert sees in it, and the better one."""

from bot.app import Align
from tests.conversations import test_touchpoints
from tests.conversations.document_talk import changes, goes_through, part, reads, seat
from tests.conversations.walks import posts
from tests.effort import check_length, measured
from tests.fixtures_align import both_engines
from tests.standin import Channel, Clock, Colleague

FIRST = "When was IT first asked?"
ASKED, ASKED_IN, TOLD = (
    "Who is asked before something is decided?",
    "They are asked in",
    "Who hears of each step afterwards?",
)
PLAIN = "No technology or customer data in it"
FIVE = {
    "Steps": ["Requirements", "Shortlist", "Security and privacy review", "Data load", "Test"],
    "Steps, more": [],
}
THREE = {"Steps": ["Idea", "Business case", "Launch"], "Steps, more": []}


@both_engines
def test_twelve_steps_take_few_presses(
    maya: Colleague, tom: Colleague, ivan: Colleague, aisha: Colleague, marketing: Channel, align: Align
) -> None:
    seat(maya, marketing, marketing=[maya, tom], it=[ivan, aisha])
    with measured("roles, twelve steps", maya, 30, 5):
        maya.types("/align roles New CRM", marketing)
        assert maya.modal.values["Steps"][:2] == ["Idea", "Business case"]
        goes_through(
            maya,
            {FIRST: "While it was an idea"},
            {"Idea": [maya, tom], "Security and privacy review": [ivan, aisha], "Contract": [maya]},
            {"Build and integrate": [ivan]},
            {
                ASKED: [aisha],
                ASKED_IN: ["Idea", "Business case", "Requirements", "Shortlist"],
                TOLD: [tom],
                PLAIN: ["Contract"],
            },
        )
    post = marketing.last
    check_length("roles, of twelve steps", post)
    assert post.words.splitlines() == [
        "Roles for New CRM: one OK from each side is missing",
        "@Maya or @Tom, and @Aisha or @Ivan: read it once this week, then press *Agree*.",
        "⏳ *Marketing not yet* · ⏳ *IT not yet*",
        "*IT was first asked:* While it was an idea",
        "*Told after each step:* @Tom",
        "*Open points*",
        "⚠️ @Maya decides 5 of 12 steps. Hand some over: what waits for one person waits.",
        "⚠️ @Ivan decides 7 of 12 steps. Hand some over: what waits for one person waits.",
        "Still to confirm their part: @Tom, @Ivan, @Aisha. *That’s my step* does it.",
        "Agree",
        "That’s my step",
        "Change",
        "See everything",
        "Version 1, by @Maya, Tue 24 Nov. Needs one OK from marketing and one from IT.",
        "Step | Decides | Does it | Asked before",
        "Idea | @Maya | @Tom | @Aisha",
        "Business case | @Maya | @Tom | @Aisha",
        "Requirements | @Maya | @Tom | @Aisha",
        "Shortlist | @Maya | @Tom | @Aisha",
        "Security and privacy review | @Ivan | @Aisha | –",
        "Contract | @Maya | @Maya | –",
        *(f"{step} | @Ivan | @Ivan | –" for step in ("Build and integrate", "Data load", "Test", "Launch", "Run")),
        "Renew or retire | @Ivan | @Ivan | –",
    ]
    assert "\nContract. Decides: @Maya; Does it: @Maya\n" in post.text
    with measured("roles, one person changed", ivan, 9):
        changes(ivan, marketing, "Who decides, who does it: Build and integrate …", {"Launch": [tom]})
    assert "Launch | @Tom | @Tom | –\nRun | @Tom | @Tom | –" in posts(marketing)[0].words
    assert marketing.last.words.splitlines()[:4] == [
        "*@Ivan changed 3 things.* Marketing, please read it, then press *Agree*.",
        "• Launch, decides, then does it: @Ivan → *@Tom*",
        "• Run, decides, then does it: @Ivan → *@Tom*",
        "• Renew or retire, decides, then does it: @Ivan → *@Tom*",
    ]


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
        {"Which project is it?": "New CRM", FIRST: "When the contract was on the table", **FIVE},
        {"Shortlist": [maya, tom, lena], "Security and privacy review": [maya, aisha], "Data load": [maya, sam]},
        {ASKED: [tom, lena, sam, ivan], ASKED_IN: ["Data load"]},
    )
    told = reads(maya, marketing)
    assert told.splitlines()[1:12] == [
        "Who decides what: New CRM",
        "Version 1, by @Maya. Needs one OK from marketing and one from IT.",
        "*The project*",
        "• IT was first asked: When the contract was on the table",
        "• *Requirements*",
        "• *Shortlist* – decides, then does it @Maya, @Tom, @Lena",
        "• *Security and privacy review* – decides, then does it @Maya, @Aisha",
        "• *Data load* – decides, then does it @Maya, @Sam · others are asked before: yes",
        "• *Test* – decides, then does it @Maya, @Sam",
        "*Who else*",
        "• Asked before: @Tom, @Lena, @Sam, @Ivan",
    ]
    assert part(told, "*Open points*", "*This week*") == [
        "• Requirements: nobody decides. Name one person.",
        "• Nobody from IT decides, works or is asked in these. Add somebody, or tick that no technology is in it: "
        "Shortlist, Test.",
        "• 4 people are to be asked before. Keep three; the others hear of it afterwards.",
        "• @Maya decides 4 of 5 steps. Hand some over: what waits for one person waits.",
    ]
    assert "*Still to confirm their part:* @Tom, @Lena, @Aisha, @Sam. Pressing *That’s my step* does it." in told
    maya.clicks("Promise this", beside="whom you would call")
    assert maya.modal.values["When"] == "we next talk about “Requirements” in New CRM"
    maya.closes(everything=True)

    clock.pass_(align, minutes=20)
    changes(
        ivan,
        marketing,
        "Who decides, who does it",
        {"Requirements": [tom], "Shortlist": [maya, ivan], "Security and privacy review": [aisha], "Data load": [ivan]},
    )
    changes(tom, marketing, "Who else", {ASKED: [lena]})
    clock.pass_(align, minutes=5)
    for person in (maya, ivan):
        person.clicks("Agree", message=posts(marketing)[0])
    assert "Agree" not in posts(marketing)[0].buttons
    for person in (lena, aisha):
        person.clicks("That’s my step", message=posts(marketing)[0])
    post = posts(marketing)[0].words
    assert post.startswith("Roles for New CRM: agreed\n✅ *Agreed by marketing* (@Tom, @Maya) · ✅ *Agreed by IT*")
    sam.clicks("Change", marketing)
    sam.closes()
    told = reads(tom, marketing)
    assert "Both sides have agreed. When the next step begins, whoever decides says so in the channel" in told
    assert marketing.last.words == ("✅ *Agreed:* Roles for New CRM, version 3. Marketing and IT have both said OK.")


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
        goes_through(maya, {FIRST: asked, **THREE}, {}, {})
        clock.pass_(align, hours=1)
    measure = "median of your last 3 projects: when we compared products"
    assert f"*IT was first asked*, {measure}." in reads(maya, marketing)
    maya.closes()
    assert "*IT first asked:* when choosing between products\n" in maya.types("/align summary", marketing)


def test_what_was_said_about_the_project_stands_there(
    maya: Colleague, ivan: Colleague, marketing: Channel, align: Align
) -> None:
    seat(maya, marketing, marketing=[maya], it=[ivan])
    rooms = ["Not asked"] * 9
    test_touchpoints.goes_through(maya, marketing, "New CRM", "After it was signed", ivan, *rooms)
    maya.types("/align roles new crm", marketing)
    assert (maya.modal.values["Which project is it?"], maya.modal.values[FIRST]) == ("new crm", "After it was signed")
