"""What people wrote, out of every form in which Slack hands it on."""

import pytest

from bot.slack import payloads


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ("call R&amp;D &lt;soon&gt;", "call R&D <soon>"),
        ("&amp;lt; stays an entity", "&lt; stays an entity"),
        ("&lt;@U0TOM&gt; is no mention", "<@U0TOM> is no mention"),
        ("ask <@U0TOM|tom> in <#C0IT|it-help>", "ask @tom in #it-help"),
        ("ask <@U0TOM>", "ask @Tom"),
        ("ask <@U0TOM|>", "ask @Tom"),
        ("ask <@U0WHO> in <#C0IT|> or <#C0IT>", "ask somebody in a channel or a channel"),
        ("ask <@U0WHO|> in <#C0OPS> or <#C0OPS|>", "ask somebody in #ops or #ops"),
        ("see <https://a.example/?a=1&amp;b=2>", "see https://a.example/?a=1&b=2"),
        ("see <https://a.example|R&amp;D&gt;>", "see R&D>"),
        ("write to <mailto:it@a.example> or <mailto:it@a.example|IT>", "write to it@a.example or IT"),
        ("see <https://a.example|> <tel:123|> <slack://x>", "see https://a.example 123 slack://x"),
        ("<!here> <!here|here> <!channel|@channel> <!everyone>", "@here @here @channel @everyone"),
        ("<!subteam^S1|@design> <!subteam^S1> <!subteam^S1|>", "@design a group a group"),
        ("<!date^1^{date}|1 Jan> <!date^1^{date}>", "1 Jan a date"),
        ("<#C0IT|R&amp;D> <@U0TOM|@tom>", "#R&D @tom"),
        ("a &lt; b <> c < d", "a < b <> c < d"),
        ("a <b> <we@x> </b>: typed where nothing is escaped", "a <b> <we@x> </b>: typed where nothing is escaped"),
        ("", ""),
    ],
)
def test_plain_words(sent: str, words: str) -> None:
    names = {"U0TOM": "Tom", "C0OPS": "ops"}
    assert payloads.unescape_text(sent, lambda user: names.get(user, "")) == words


def test_a_command_without_words() -> None:
    assert payloads.command_text({}) == payloads.command_text({"text": ""}) == ""


def test_what_is_said_to_the_bot_is_without_its_name() -> None:
    event = {"text": "<@U0ALIGN> terms R&amp;D &lt;3 <@W0TOM|tom>"}
    assert payloads.event_text(event, "U0ALIGN").split() == ["terms", "R&D", "<3", "@tom"]
    assert payloads.event_text({"type": "message"}) == payloads.event_text({"text": None}) == ""


def test_a_message_and_who_is_mentioned_in_it() -> None:
    message = {"text": " <@U0TOM>, <@U0IVAN|ivan> and <@U0TOM> ask <@W0LENA> \n"}
    assert payloads.mentioned_people(message) == ["U0TOM", "W0LENA"]
    assert payloads.message_text(message, str.lower) == "@u0tom, @ivan and @u0tom ask @w0lena"


def test_attachments_are_read_too_and_nothing_twice() -> None:
    attached = [{"pretext": "Look", "title": "R&amp;D", "text": "<https://a.example|Plug> and play"}, {"text": "Look"}]
    assert payloads.posted_text({"text": "Look", "attachments": attached}) == "Look\nR&D\nPlug and play"
    assert payloads.posted_text({"text": None, "attachments": None}) == ""
