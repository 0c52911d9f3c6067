"""Rows of rows: Slack's table, and the lines that say the same."""

from markupsafe import Markup

from bot.messages.block_kit import tables
from tests.standin import check_message

ROWS = [
    [Markup("Launch"), Markup("<@U1>, <@U2>"), Markup("")],
    [Markup("R&amp;D &lt;now&gt;"), Markup("…"), Markup("a *b*\nc")],
]


def test_a_table_takes_persons_and_nobody_s_words_for_marks() -> None:
    table = tables.compose_table(("Step", "Decides", "Asked before"), ROWS)
    assert check_message({"text": "A table", "blocks": [table]}) == []
    assert [[cell.get("text") for cell in row] for row in table["rows"]] == [
        ["Step", "Decides", "Asked before"],
        ["Launch", None, "–"],
        ["R&D <now>", "–", "a *b* c"],
    ]
    assert tables.describe_table(table).splitlines() == [
        "Launch. Decides: <@U1>, <@U2>",
        "R&amp;D &lt;now&gt;. Asked before: a *b* c",
    ]
