"""A canvas is made once, said anew as a whole, and refused as Slack refuses it."""

from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from tests.standin import Channel, Slack

SAYS = {"type": "markdown", "markdown": "# Rules\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n"}
WIDE = {"type": "markdown", "markdown": "| a | b | c |\n" * 101}


def refused(client: WebClient, method: str, **arguments: Any) -> str:
    with pytest.raises(SlackApiError) as refusal:
        client.api_call(method, json=arguments)
    return str(refusal.value.response["error"])


def test_it_is_made_and_said_anew(client: WebClient, slack: Slack, marketing: Channel) -> None:
    made = client.canvases_create(title="Rules", document_content=SAYS, channel_id=marketing.id)
    name = str(made["canvas_id"])
    change = {"operation": "replace", "document_content": {"type": "markdown", "markdown": "None"}}
    client.canvases_edit(canvas_id=name, changes=[change])
    assert (slack.workspace.canvases[name].title, slack.workspace.canvases[name].markdown) == ("Rules", "None")
    several = {"canvas_id": name, "changes": [change, change]}
    assert refused(client, "canvases.edit", **several) == "invalid_arguments"


def test_what_slack_refuses(client: WebClient, slack: Slack, marketing: Channel, no_bot: Channel) -> None:
    here = {"channel_id": marketing.id, "document_content": SAYS}
    assert refused(client, "canvases.create", **{**here, "document_content": WIDE}) == "canvas_creation_failed"
    assert refused(client, "canvases.create", **{**here, "document_content": "# Rules"}) == "invalid_arguments"
    assert refused(client, "canvases.create", channel_id=no_bot.id) == "not_in_channel"
    assert refused(client, "canvases.edit", canvas_id="F0NONE", changes=[{}]) == "canvas_not_found"
    slack.workspace.is_paid = False
    assert refused(client, "canvases.create", title="Alone") == "free_teams_cannot_create_non_tabbed_canvases"
    client.canvases_create(title="First", channel_id=marketing.id)
    assert refused(client, "canvases.create", **here) == "free_team_canvas_tab_already_exists"
    slack.workspace.has_canvases = False
    assert refused(client, "canvases.create", **here) == "canvas_disabled_user_team"
    slack.workspace.scopes.discard("canvases:write")
    assert refused(client, "canvases.create", **here) == "missing_scope"
