"""A talk in which nearly everything happens that Slack can send, so that its payloads can be recorded."""

from typing import Any

from bot.app import STORIES, Align
from tests.conversations.document_talk import goes_through as fills_in
from tests.conversations.document_talk import seat
from tests.conversations.test_manifesto import BY, LATER, NUMBER, OWNER, PARTNER
from tests.conversations.walks import CALL, Idea, commits, everything, offers, picks_a_pilot
from tests.conversations.weekly import says_more
from tests.standin import Channel, Clock, Colleague
from tests.standin.wire.payloads import common, event


def talk(
    maya: Colleague, tom: Colleague, ivan: Colleague, team: Channel, other: Channel, clock: Clock, align: Align
) -> None:
    seat(maya, team, marketing=[maya, tom], it=[ivan])
    _plays(maya, tom, ivan, team)
    clock.pass_(align, minutes=1)  # Slack takes three messages at once in a channel
    _writes(maya, ivan, team)
    _promises(maya, ivan, team)
    _asks(maya, ivan, team, clock, align)
    _happens(maya, tom, team, other)


def _plays(maya: Colleague, tom: Colleague, ivan: Colleague, team: Channel) -> None:
    picks_a_pilot(maya, team, Idea("Lead routing", maya, ivan), Idea("Chat", tom, ivan))
    everything(maya, team)
    maya.clicks("I’ll take it", team)
    ivan.clicks("Not me", team)
    commits(maya, team)
    tom.types("/align pilot", team)
    tom.fills({"Ideas of your own": "Price page"})
    tom.closes()
    maya.types("/align vendor full", team)
    maya.closes(everything=True)


def _writes(maya: Colleague, ivan: Colleague, team: Channel) -> None:
    maya.types("/align manifesto", team)
    pages: list[dict[str, Any]] = [
        {LATER: "They are answered."},
        {},
        {"Goals": "Faster answers"},
        {NUMBER: "From 14 hours to 1 hour", BY: "2027-06-30", OWNER: maya, PARTNER: ivan},
        {"Marketing promises IT": "Nothing is bought before you have seen it."},
    ]
    fills_in(maya, *pages)
    for each in (maya, ivan):
        each.clicks("Agree", team)
    maya.clicks("Change", team)
    maya.closes(everything=True)


def _promises(maya: Colleague, ivan: Colleague, team: Channel) -> None:
    offers(maya, team, ivan)
    ivan.clicks("I’ll take it", team)
    maya.uses("commitment:from_message", maya.says("Call @Ivan about R&D", team))
    maya.fills(CALL)
    maya.submits()
    maya.uses("pitch:read-vendor", maya.says("Trusted by 500 companies, seamless in minutes.", team))
    maya.closes(everything=True)
    ivan.types("/align progress", team)
    ivan.clicks("Stuck")
    ivan.closes(everything=True)


def _asks(maya: Colleague, ivan: Colleague, team: Channel, clock: Clock, align: Align) -> None:
    maya.types("/align checkin", team)
    clock.pass_(align, minutes=5)
    maya.clicks("4", team)
    says_more(ivan, team, moved="The routing")
    ivan.types("/align away", team)
    ivan.fills({"Last day away": "2026-12-04"})
    ivan.submits()
    for words in ("", "help", "mute until 5 Jan", "summary all", "checkin close", "away until 5 Jan", "source pilot"):
        maya.types(f"/align {words}", team)
    maya.opens_home()
    maya.opens_messages()


def _happens(maya: Colleague, tom: Colleague, team: Channel, other: Channel) -> None:
    maya.says("@align pilot", team)
    maya.says("how do we pick a vendor?")
    tom.becomes(status_text="Vacation", status_emoji=":palm_tree:")
    maya.invites_bot(other)
    maya.archives(other)
    maya.unarchives(other)
    tom.leaves(team)
    tom.joins(team)


def every_act(maya: Colleague) -> list[dict[str, Any]]:
    """A press, a submission, a closed window or a shortcut for each act there is, with nothing in it yet."""
    sent: list[dict[str, Any]] = []
    view = {"id": "V1", "root_view_id": "V1", "type": "modal", "blocks": [], "state": {"values": {}}}
    message = {"ts": "1.2", "text": "Words", "user": maya.id}
    for story in (module.STORY for module in STORIES):
        for each in story.presses:
            action = {"type": "button", "action_id": each.act.name, "block_id": "b", "value": "a/b/c"}
            about = common("block_actions", maya.user) | {"trigger_id": "1.2.x", "actions": [action]}
            sent.append(about | {"channel": {"id": "C1", "name": "c"}, "message": message, "container": {}})
            sent.append(about | {"view": {**view, "callback_id": "x:y", "private_metadata": "a/b/c"}})
        for kind, listeners in (("view_submission", story.submissions), ("view_closed", story.closings)):
            for each in listeners:
                window = {**view, "callback_id": each.act.name, "private_metadata": "a/b/c"}
                sent.append(common(kind, maya.user) | {"trigger_id": "1.2.x", "view": window})
        for each in story.shortcuts:
            about = common("message_action", maya.user) | {"trigger_id": "1.2.x", "message": message}
            sent.append(about | {"callback_id": f"{each.act.name}-terms", "channel": {"id": "C1", "name": "c"}})
    return sent


def foreign(maya: Colleague) -> list[dict[str, Any]]:
    """What Slack sends of other apps' and older kinds, and of organisations."""
    now, known = 1800000000.0, common("block_suggestion", maya.user)
    organisation = {
        "team_id": None,
        "enterprise_id": "E1",
        "authorizations": [{"enterprise_id": "E1", "team_id": None}],
    }
    return [
        known | {"action_id": "a", "block_id": "b", "value": "x", "container": {"type": "view", "view_id": "V1"}},
        known | {"type": "interactive_message", "callback_id": "old", "actions": [{"name": "a", "type": "button"}]},
        known | {"type": "dialog_submission", "callback_id": "old", "submission": {"a": "b"}},
        known | {"type": "shortcut", "callback_id": "old", "trigger_id": "1.2.x"},
        event({"type": "app_uninstalled"}, "Ev1", now) | organisation,
        event({"type": "tokens_revoked", "tokens": {"bot": ["U1"]}}, "Ev2", now) | organisation,
        event({"type": "team_access_granted", "team_ids": ["T1"]}, "Ev3", now) | organisation,
        {"type": "app_rate_limited", "team_id": "T1", "minute_rate_limited": 1, "token": "a", "api_app_id": "A1"},
        {"type": "url_verification", "challenge": "abc", "token": "a"},
    ]
