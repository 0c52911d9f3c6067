"""What people type is not what an app hears."""

import pytest

from tests.standin import Channel, Colleague, Slack
from tests.standin.wire import typed
from tests.standin.workspace import Room


@pytest.mark.usefixtures("tom", "growth")
@pytest.mark.parametrize(
    ("words", "command", "message"),
    [
        ("R&D <soon> &amp;", "R&amp;D &lt;soon&gt; &amp;amp;", "R&amp;D &lt;soon&gt; &amp;amp;"),
        ("ask @Tom, @tom.", "ask <@U0TOM|tom>, <@U0TOM|tom>.", "ask <@U0TOM>, <@U0TOM>."),
        ("in #growth", "in <#C0GROWTH|growth>", "in <#C0GROWTH|growth>"),
        ("@here #nowhere @nobody", "<!here> #nowhere @nobody", "<!here> #nowhere @nobody"),
        ("<@U0TOM> typed by hand", "&lt;@U0TOM&gt; typed by hand", "&lt;@U0TOM&gt; typed by hand"),
        ("to a@tom.example.", "to <mailto:a@tom.example|a@tom.example>.", "to <mailto:a@tom.example|a@tom.example>."),
        ("ask @design", "ask <!subteam^S0DESIGN|@design>", "ask <!subteam^S0DESIGN|@design>"),
        ("in #board", "in <#C0BOARD|>", "in <#C0BOARD|>"),
        ("https://a.example/?a&b!", "<https://a.example/?a&amp;b!>", "<https://a.example/?a&amp;b!>"),
        ("[R&D](https://a.example)", "<https://a.example|R&amp;D>", "<https://a.example|R&amp;D>"),
    ],
)
def test_as_slack_hands_it_on(slack: Slack, words: str, command: str, message: str) -> None:
    slack.workspace.groups["design"] = "S0DESIGN"
    slack.workspace.rooms["C0BOARD"] = Room("C0BOARD", "board", set(), is_private=True)
    assert typed.in_command(words, slack.workspace) == command
    assert typed.in_message(words, slack.workspace) == message


def test_without_should_escape_a_command_comes_as_it_is(slack: Slack, tom: Colleague, growth: Channel) -> None:
    slack.workspace.should_escape = False
    assert typed.in_command("R&D <@Tom>", slack.workspace) == "R&D <@Tom>"
