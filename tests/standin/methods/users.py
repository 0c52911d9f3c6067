"""auth.*, team.*, users.* and dnd.*: who is there."""

from typing import Any

from tests.standin.blockkit.limits import Payload
from tests.standin.methods.pages import page
from tests.standin.workspace import BOT_ID, BOT_USER, DOMAIN, TEAM, Refused, User, Workspace


def auth_test(workspace: Workspace, args: Payload) -> Payload:
    return {
        "url": f"https://{DOMAIN}.slack.com/",
        "team": "Align Test",
        "user": "align",
        "team_id": TEAM,
        "user_id": BOT_USER,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


def team_info(workspace: Workspace, args: Payload) -> Payload:
    return {"team": {"id": TEAM, "name": "Align Test", "domain": DOMAIN}}


def person(workspace: Workspace, user: Any) -> User:
    if user not in workspace.users:
        raise Refused("user_not_found")
    return workspace.users[user]


def users_info(workspace: Workspace, args: Payload) -> Payload:
    return {"user": person(workspace, args["user"]).shown(workspace.now())}


def users_list(workspace: Workspace, args: Payload) -> Payload:
    return page([each.shown(workspace.now()) for each in workspace.users.values()], args, "members")


def dnd_info(workspace: Workspace, args: Payload) -> Payload:
    dnd = person(workspace, args.get("user", BOT_USER)).dnd
    start, end = (int(each.timestamp()) for each in dnd) if dnd else (1, 1)
    return {"dnd_enabled": dnd is not None, "next_dnd_start_ts": start, "next_dnd_end_ts": end}
