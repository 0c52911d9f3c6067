"""What marketing and IT want together: a poster first, then something that people can say no with."""

import pytest
from markdown_it import MarkdownIt

from tests.conversations.document_talk import goes_through, part, reads, seat
from tests.conversations.walks import whom
from tests.standin import Channel, Colleague, Slack

pytestmark = pytest.mark.usefixtures("align")
LATER, NUMBER = (
    "In two years, what will a customer notice that they do not notice today?",
    "From which number to which?",
)
BY, OWNER, PARTNER = "By when?", "Who in marketing stands for it?", "Who in IT stands for it?"


def test_a_poster_is_told_apart_from_a_manifesto(maya: Colleague, ivan: Colleague, marketing: Channel) -> None:
    seat(maya, marketing, marketing=[maya], it=[ivan])
    maya.types("/align manifesto", marketing)
    goes_through(
        maya,
        {LATER: "They are answered by somebody who knows them."},
        {},
        {"Goals": "Faster answers\nBetter data\nOne login\nMore leads"},
        {NUMBER: "First answer from 14 hours to 1 hour", BY: "2027-06-30", OWNER: maya, PARTNER: ivan},
        {NUMBER: "Much better", OWNER: maya, PARTNER: maya},
        {BY: "2027-06-30", OWNER: maya},
        {NUMBER: "80 to 120 a month", BY: "2027-06-30", OWNER: maya, PARTNER: ivan},
        {"Marketing promises IT": "Nothing is bought before you have seen it."},
    )
    told = reads(ivan, marketing)
    assert "_We believe_\n• We start small, and stop early when it does not work\n• IT is asked while" in told
    assert part(told, "*Open points*", "*This week*") == [
        "• Better data, One login: no number. Without one, everybody will have reached them.",
        "• Better data: no day by which it is to be reached.",
        "• Better data, One login: each needs a name from marketing and another one from IT. A goal of one side is a "
        "wish to the other.",
        "• Better data: @Maya stands for IT on this page, and is not on IT’s side in this team.",
        "• 4 goals are too many to steer by. Keep three; the others are next year's.",
        "• Nothing is given up. What will you no longer do, so that there is time for this?",
        "• Only one side promises something, or none. Write one sentence from each.",
    ]
    assert part(told, "*This week*", "*Still to") == [
        "• Go through it as a customer this week, one of marketing and one of IT together: sign up, buy, ask, leave. "
        "Write down what you notice, and put it into the manifesto.",
        "Promise this",
        "• Measure today's number for “Better data” this week, by hand if you must, and write down where it should "
        "be by then.",
        "Promise this",
        "• Find one thing to give up this week: go through what both teams did last week, and cross out what serves "
        "none of these goals. Write it in as the first thing you no longer do.",
        "Promise this",
    ]
    ivan.clicks("Promise this", beside="today's number")
    assert whom(ivan) == maya.id
    assert whom(ivan, "Together with") is None  # she stands there for both sides
    ivan.submits()
    assert (
        "@Maya, @Ivan suggests this. Will you take it?\n> When I sit down at my desk tomorrow" in marketing.last.words
    )


NAMES = ["Ivan | IT", "<b>Ivan</b>", "*Ivan* _IT_", "Ivan\nIT | R&D", "`Ivan`", "Ivan &copy; \\|", "# 1."]


@pytest.mark.parametrize("name", NAMES)
def test_a_name_tears_no_table_of_the_file(
    maya: Colleague, ivan: Colleague, slack: Slack, marketing: Channel, name: str
) -> None:
    seat(maya, marketing, marketing=[maya], it=[ivan])
    maya.types("/align manifesto", marketing)
    goes_through(
        maya,
        {LATER: "<@U0IVAN> & co | --- | ~~~"},
        {},
        {"Goals": "Faster | better\\\n--- | ---"},
        {NUMBER: "14 | 1", BY: "2027-06-30", OWNER: maya, PARTNER: ivan},
        {NUMBER: "| 1 | 2 |", BY: "2027-06-30", OWNER: maya, PARTNER: ivan},
        {},
    )
    ivan.becomes(real_name=name)
    reads(ivan, marketing)
    ivan.clicks("Export")
    (file,) = slack.workspace.files.values()
    read: list[list[str]] = [[]]
    for token in MarkdownIt("commonmark").enable("table").parse(file["content"].decode()):
        read += [[]] if token.type.startswith("tr_") else []
        read[-1] += ["".join(part.content for part in token.children or [])] if token.type == "inline" else []
    goals = [row for row in read if row[:1] in ([""], ["Faster | better\\"], ["--- | ---"])]
    shown = " ".join(name.split())
    assert [len(row) for row in goals] == [len(goals[0])] * 3
    assert [row[1:2] + row[-1:] for row in goals[1:]] == [["14 | 1", shown], ["| 1 | 2 |", shown]]
    assert [words for row in read for words in row if "& co" in words] == ["<@U0IVAN> & co | --- | ~~~"]
