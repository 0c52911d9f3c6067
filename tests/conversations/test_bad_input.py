"""Whatever people type, into whatever field: it is shown as they typed it, it pings nobody and breaks nothing."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.app import Align
from bot.messages.block_kit.markup import strip_dates
from tests.conversations.document_talk import sets_up
from tests.conversations.walks import OFF, Idea, commits, lists, picks_a_pilot, reads_a_pitch, shown
from tests.conversations.walks import everything as whole
from tests.conversations.weekly import marks, opens_words
from tests.fixtures_align import both_engines
from tests.standin import Channel, ClientRefuses, Clock, Colleague, Payload, Slack

NASTY = [
    "<!channel> <!here> <!everyone> @here @channel",
    "<@U0DORA> <#C0MARKETING> <!subteam^S1>",
    "<https://evil.example|our wiki> https://evil.example",
    "R&D &amp; <b>bold</b> a < b > c",
    "*bold* _italic_ ~gone~ `code`",
    "```",
    "# x",
    "---",
    "-# x",
    "[[buttons]]",
    "> quoted",
    "{{ 7*7 }}{% raw %}{# no #}",
    "\ue000# x\ue001---",
    "👩🏽‍💻🇩🇪 e\u0301",
    "שלום עולם \u202eright to left",
    "Ünïcödé 文字 ไทย",
    "a\x00b\x01c\x1b[31m",
    "half an emoji \ud83d",
    'it\'s "quoted" \\ back',
    "None",
    "x" * 75,
    "&" * 75,
]
BLANK = ["   ", "\u200b\u200d\ufeff", "\u3164\u2800", "\x00", "\u202e"]
LINK = re.compile(r"<https://align-test\.slack\.com/archives/C\w+/p\d+(\?[\w=.&]*)?\|")  # to a post of ours
everything = pytest.mark.parametrize("typed", NASTY)
quick = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
texts = st.text(st.characters(codec=None), min_size=1, max_size=60)


def marked(value: Any) -> Iterator[Payload]:
    """Every text in which Slack reads marks."""
    if isinstance(value, dict):
        if value.get("type") == "mrkdwn":
            yield value
        for each in value.values():
            yield from marked(each)
    for each in value if isinstance(value, list) else []:
        yield from marked(each)


@pytest.fixture(autouse=True)
def nobody_is_pinged(slack: Slack) -> Iterator[None]:
    """In nothing that Slack took: neither a ping, nor words that Slack would make one of by itself."""
    yield
    for _, payload in slack.workspace.accepted:
        said = [payload.get("text", ""), *(each["text"] for each in marked(payload))]
        read = [LINK.sub("", strip_dates(text)) for text in said]
        assert not [text for text in read if "<!" in text or "<@U0DORA>" in text or "<http" in text]
        assert not [each for each in marked(payload) if not each.get("verbatim")]


def cut(text: str, most: int) -> str:
    """The text as it stands where there is room for so many characters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def kinds(where: Channel) -> list[str]:
    return [block["type"] for block in where.last.blocks]


@both_engines
@pytest.mark.parametrize("first", range(0, len(NASTY), 8))
def test_candidates(align: Align, team: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, first: int) -> None:
    named = list(islice([*NASTY, *NASTY], first, first + 8))
    ideas = [Idea(name, tom, ivan, lacks=[OFF] if number > 5 else []) for number, name in enumerate(named)]
    picks_a_pilot(maya, team, *ideas)
    assert team.last.words.startswith(f"Start with {shown(named[0])}\n")
    assert f"Too close to call with {shown(named[1])} (60), so @Maya chose." in team.last.words
    told = whole(maya, team)
    for number, name in enumerate(named[:6], 1):
        assert f"{number}. {shown(name)}: pilot fit 60 of 100" in told
    assert f"*{shown(named[6])}* (pilot fit 60)\n" in told


@everything
def test_a_product(align: Align, team: Channel, tom: Colleague, typed: str) -> None:
    reads_a_pitch(tom, team, typed, "easy, tried by us")
    assert team.last.words.startswith(
        f"{cut(shown(typed), 30)}: light so far, nothing is signed before IT’s estimate\n"
    )
    assert kinds(team) == ["header", "section", "section", "actions", "context"]
    assert f"• Read a vendor's pitch · {shown(typed)}: " in tom.types("/align summary", team)


@everything
def test_a_promise(align: Align, team: Channel, maya: Colleague, clock: Clock, typed: str) -> None:
    commits(maya, team)
    usual = kinds(team)
    maya.types("/align commit", team)
    maya.fills({"When": f"a {typed}", "I’ll": typed})
    maya.submits()
    promise = f"When {shown('a ' + typed)}, I’ll {shown(typed)}."
    assert promise in team.last.words
    assert kinds(team) == usual
    assert shown(typed)[1:] in maya.opens_home().words
    clock.pass_(align, days=7)
    marks(maya, team, "Done", beside=" ".join(shown(typed).split()))
    assert f"@Maya: {' '.join(shown(typed).split())}\n" in team.last.words


@everything
def test_a_team(align: Align, growth: Channel, marketing: Channel, maya: Colleague, typed: str) -> None:
    for place, name in ((marketing, typed), (growth, "Growth")):
        sets_up(maya, place, {"Team name": name})
        maya.types("/align team", place)
        maya.submits()
        assert maya.modal.words.startswith(f"Your team\n*Saved.* {shown(name)} is ready.\n")
        maya.closes()
    assert shown(typed) in maya.types("/align summary", marketing)
    assert cut(shown(typed), 40) in maya.opens_home().words
    maya.says("pilot")
    (button,) = [each for each in maya.dm.last.buttons if each != "Growth"]
    maya.clicks(button)
    assert maya.modal.title == "Pick a pilot"


@everything
def test_a_word(align: Align, team: Channel, maya: Colleague, typed: str) -> None:
    typed = typed.replace("\ud83d", "?")
    assert "`/align help`" in maya.types(f"/align {typed}", team)
    maya.says(f"@align {typed}", team)
    maya.says(typed)
    assert "`/align " in maya.dm.last.words


@everything
def test_words_beside_a_check_in(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, clock: Clock, typed: str
) -> None:
    clock.pass_(align, days=7)
    labels = opens_words(tom, team)
    tom.fills(dict.fromkeys(labels.values(), typed))
    tom.submits()
    tom.closes()
    clock.pass_(align, days=2)
    one_line = " ".join(shown(typed).split())
    assert team.words.count(f"“{one_line}”") == 3
    clock.pass_(align, days=5)


@both_engines
@quick
@given(typed=texts)
def test_anything_at_all(align: Align, team: Channel, maya: Colleague, clock: Clock, typed: str) -> None:
    clock.pass_(align, seconds=10)
    maya.types("/align commit", team)
    maya.fills({"When": "it is Monday", "I’ll": f"x{typed}x", "What could get in the way": typed})
    maya.submits()
    assert maya.modals == []
    assert f"When it is Monday, I’ll {shown(f'x{typed}x')}." in team.last.words


@pytest.mark.parametrize("typed", BLANK)
def test_what_nobody_can_see_is_nothing(align: Align, team: Channel, maya: Colleague, typed: str) -> None:
    maya.types("/align pilot", team)
    lists(maya, "Ideas of your own", typed, typed)
    told = "Please name at least 2, so there is something to compare."
    assert maya.modal.errors == {"Ideas of your own": told}
    maya.closes()
    maya.types("/align vendor", team)
    maya.fills({"Product and vendor": typed})
    maya.submits()
    assert maya.modal.errors == {"Product and vendor": "Please answer this one."}
    maya.closes()
    maya.types("/align team", team)
    maya.clicks("More people")
    maya.fills({"Team name": typed})
    maya.submits()
    assert maya.modal.errors == {"Team name": "Please give the team a name."}
    assert "*Hi, I'm Align.*" in maya.types(f"/align {typed}", team)


def test_too_long(align: Align, team: Channel, maya: Colleague) -> None:
    maya.types("/align pilot", team)
    lists(maya, "Ideas of your own", "x" * 76, "y")
    assert maya.modal.errors["Ideas of your own"].startswith("Short names, please, 75 characters at most: “xxx")
    maya.fills({"Ideas of your own": "x" * 801})
    with pytest.raises(ClientRefuses, match="Ideas of your own: needs 0 to 800 characters, has 801"):
        maya.submits()
    told = maya.types("/align " + "x" * 8000, team)
    assert told.startswith("I don't know “xxx")
    assert told.endswith("`/align help` lists everything you can say to me.")
