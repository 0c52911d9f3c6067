"""`align mcp`: an assistant asks how the teams are doing, with the rights of the person named at its start."""

import os
import re
import sys
from pathlib import Path
from typing import Any

import anyio
import pytest
from click.testing import CliRunner
from mcp import Client, StdioServerParameters
from mcp.server import MCPServer
from mcp.types import CallToolResult

from bot.__main__ import main
from bot.app import Align
from bot.assistant.answers import Asker
from bot.assistant.server import build_server
from bot.coaching.library import loader
from bot.errors import UserError
from bot.model.audit import AuditEvent
from bot.records import audit, teams
from tests.conversations.walks import Idea, commits, picks_a_pilot
from tests.conversations.weekly import marks
from tests.standin import Channel, Clock, Colleague
from tests.standin.workspace import TEAM

TOOLS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("teams", {}),
    ("summary", {"team": "marketing"}),
    ("summary", {}),
    ("results", {}),
    ("commitments", {}),
    ("next_play", {}),
)
NOBODY = "Nobody by this id is in a team of this workspace."
SECRET = b"a secret of the tests, long enough for a key"
Server = MCPServer | StdioServerParameters


def asks(server: Server, tool: str, **wanted: Any) -> CallToolResult:
    """Ask by the official client, in memory or through a process's standard input."""

    async def ask() -> CallToolResult:
        async with Client(server) as client:
            return await client.call_tool(tool, wanted)

    return anyio.run(ask)


def words(result: CallToolResult) -> str:
    return "\n".join(each.text for each in result.content if each.type == "text")


# What stands in Slack's summary and is pressed there, or read before it was asked for.
DRAWN = ("what’s behind it", "since ", "send me this monthly", "show the trend", "last read by")


def as_read(text: str) -> str:
    """Return a summary without what Slack draws and an assistant reads: addresses, mentions, bold, bars, buttons."""
    lines = re.sub(r" \(https?://[^)]*\)|[*@]| [▰▱]+", "", text).casefold().split("\n")
    return "\n".join(line for line in lines if line and not line.startswith(DRAWN))


def serve(align: Align, clock: Clock, person: Colleague, workspace: str = TEAM) -> MCPServer:
    library = loader.load_installed(None)
    return build_server(Asker(align.db, library, SECRET, workspace, person.id, clock))


def summarized(server: Server) -> str:
    return str(asks(server, "summary", team="marketing").structured_content["text"])


def looks(align: Align, channel: Channel) -> list[str]:
    team = teams.find(align.db, TEAM, channel.id)
    assert team
    return [each.actor for each in audit.list_looks(align.db, team.id, 99) if each.event is AuditEvent.ASKED_ELSEWHERE]


def test_an_assistant_hears_what_slack_says_to_the_person(
    align: Align, team: Channel, maya: Colleague, tom: Colleague, ivan: Colleague, clock: Clock
) -> None:
    picks_a_pilot(tom, team, Idea("Lead routing", tom, ivan), Idea("Win-back", maya, ivan))
    for person in (tom, ivan, maya):
        clock.pass_(align, seconds=5)
        commits(person, team)
    clock.pass_(align, days=7)
    marks(ivan, team, "Stuck")
    clock.pass_(align, days=5)
    lead, member = serve(align, clock, maya), serve(align, clock, tom)
    for who, server in ((maya, lead), (tom, member)):
        said = summarized(server)
        assert not re.search(r"<[@#!h]|\bU[A-Z0-9]{6,}", said)
        assert as_read(who.types("/align summary", team)) == as_read(said)
    assert "@" not in summarized(lead) and "Ask ivan today" in summarized(lead).replace("*", "")
    (numbers,) = asks(lead, "summary").structured_content["teams"]
    promises = asks(lead, "commitments").structured_content["result"]
    states = [each["state"] for each in promises]
    assert {state: states.count(state) for state in ("kept", "open", "late", "stuck")} == {
        state: numbers[state] for state in ("kept", "open", "late", "stuck")
    }
    assert ("ivan", "stuck") in [(each["owner"], each["state"]) for each in promises]
    assert all(each["owner"] == "tom" for each in asks(member, "commitments", own=True).structured_content["result"])
    results = asks(member, "results", words="lead routing").structured_content
    assert results["shown"][0]["link"].startswith("https://")
    next_play = asks(lead, "next_play").structured_content
    assert next_play["dont"] == "Don't start a second pilot before this one is decided."
    assert f"`/align {next_play['play']}`" in summarized(lead)
    # Twenty calls are one line; an hour later there is another one.
    assert sorted(looks(align, team)) == sorted([maya.id, tom.id])
    clock.pass_(hours=1)
    asks(lead, "next_play")
    assert looks(align, team).count(maya.id) == 2


def test_who_may_ask_and_no_longer(
    align: Align,
    team: Channel,
    maya: Colleague,
    tom: Colleague,
    lena: Colleague,
    sam: Colleague,
    gus: Colleague,
    aisha: Colleague,
    clock: Clock,
) -> None:
    for who in (sam, gus):  # a visitor, a guest
        who.joins(team)
        with pytest.raises(UserError, match=NOBODY):
            serve(align, clock, who)
    sam.becomes(is_admin=True)
    with pytest.raises(UserError, match=NOBODY):
        serve(align, clock, sam)
    servers = {who: serve(align, clock, who) for who in (maya, tom, lena, aisha)}
    led = {who.name: asks(servers[who], "teams").structured_content["result"][0]["leads"] for who in servers}
    assert led == {"Maya": True, "Tom": False, "Lena": False, "Aisha": False}
    with pytest.raises(UserError, match=NOBODY):
        serve(align, clock, maya, "T0OTHERS")
    for tool, wanted in TOOLS:
        assert all(not asks(server, tool, **wanted).is_error for server in servers.values()), tool
    tom.leaves(team)
    lena.becomes(deleted=True)
    aisha.types("/align leave", team)
    for who in (tom, lena, aisha):
        for tool, wanted in TOOLS:
            refused = asks(servers[who], tool, **wanted)
            assert refused.is_error and NOBODY in words(refused), (who.name, tool)
    wrong = asks(servers[maya], "summary", team="marketing", since="the flood")
    assert wrong.is_error and "I don't know since when" in words(wrong)
    unknown = asks(servers[maya], "next_play", team="sales")
    assert unknown.is_error and "Say which team, by its name: marketing." in words(unknown)


def test_the_command_answers_over_its_standard_input(
    align: Align, team: Channel, maya: Colleague, gus: Colleague, environ: dict[str, str], tmp_path: Path
) -> None:
    def command(who: Colleague) -> StdioServerParameters:
        words = ["-m", "bot", "mcp", "--user", who.id, "--workspace", TEAM]
        return StdioServerParameters(command=sys.executable, args=words, env={**os.environ, **environ})

    told = asks(command(maya), "summary")
    assert told.structured_content["teams"][0]["team"] == "marketing"
    refused = CliRunner().invoke(main, command(gus).args[2:], env=environ)
    assert refused.exit_code == 2 and NOBODY in refused.output
