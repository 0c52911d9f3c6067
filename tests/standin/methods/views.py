"""views.*: modals, at most three in a stack, and home tabs."""

from typing import Any

from tests.standin.blockkit.limits import Payload, check_view
from tests.standin.methods.users import person
from tests.standin.workspace import APP, BOT_ID, TEAM, Modal, Refused, Workspace


def judge(workspace: Workspace, view: Any, surface: str, own: Payload | None = None) -> None:
    """Refuse a faulty view, or one whose external_id another open one has; `own` is the view it changes."""
    faults = check_view(view)
    if faults or view["type"] != surface:
        raise Refused("invalid_arguments", faults or [f"/view/type: must be {surface}"])
    others = [each.view for stack in workspace.modals.values() for each in stack if each.view is not own]
    if view.get("external_id") and view["external_id"] in [each["external_id"] for each in others]:
        raise Refused("duplicate_external_id")
    workspace.accept(surface, view)


def kept(workspace: Workspace, view: Payload, **known: Any) -> Payload:
    """The view as Slack keeps it and sends it back."""
    number = workspace.number()
    name = known.get("id", f"V{number:08d}")
    return {
        "id": name,
        "team_id": TEAM,
        "type": view["type"],
        "blocks": workspace.kept_blocks(view["blocks"]),
        "private_metadata": view.get("private_metadata", ""),
        "callback_id": view.get("callback_id", ""),
        "state": {"values": {}},
        "hash": f"{int(workspace.now().timestamp())}.{number:08d}",
        "title": workspace.kept(view.get("title", {"type": "plain_text", "text": "View Title"})),
        "clear_on_close": view.get("clear_on_close", False),
        "notify_on_close": view.get("notify_on_close", False),
        "close": workspace.kept(view.get("close")),
        "submit": workspace.kept(view.get("submit")),
        "previous_view_id": known.get("previous"),
        "root_view_id": known.get("root", name),
        "app_id": APP,
        "external_id": view.get("external_id", ""),
        "app_installed_team_id": TEAM,
        "bot_id": BOT_ID,
    }


def open_view(workspace: Workspace, args: Payload) -> Payload:
    """A new modal, in place of whatever the person had open."""
    trigger = workspace.use(args["trigger_id"])
    judge(workspace, args["view"], "modal")
    view = kept(workspace, args["view"])
    workspace.modals[trigger.user] = [Modal(view)]
    return {"view": view}


def push(workspace: Workspace, args: Payload) -> Payload:
    trigger = workspace.use(args["trigger_id"])
    if not trigger.in_modal or not workspace.modals.get(trigger.user):
        raise Refused("not_found")
    return {"view": put_on_top(workspace, trigger.user, args["view"])}


def put_on_top(workspace: Workspace, user: str, view: Payload) -> Payload:
    stack = workspace.modals[user]
    if len(stack) >= 3:
        raise Refused("push_limit_reached")
    judge(workspace, view, "modal")
    top = stack[-1].view
    stack.append(Modal(kept(workspace, view, previous=top["id"], root=top["root_view_id"])))
    return stack[-1].view


def update(workspace: Workspace, args: Payload) -> Payload:
    """Change an open view by view_id or external_id; a stale `hash` is a conflict."""
    if not args.get("view_id") and not args.get("external_id"):
        raise Refused("invalid_arguments", ["/view_id: view_id or external_id is required"])
    modal = find(workspace, args)
    check_hash(args, modal.view)
    return {"view": change(workspace, modal, args["view"])}


def find(workspace: Workspace, args: Payload) -> Modal:
    homes = [Modal(view) for view in workspace.homes.values()]
    for modal in [*(each for stack in workspace.modals.values() for each in stack), *homes]:
        view = modal.view
        by_name = args.get("external_id") and view["external_id"] == args["external_id"]
        if view["id"] == args.get("view_id") or by_name:
            return modal
    raise Refused("not_found")


def check_hash(args: Payload, view: Payload) -> None:
    if args.get("hash") and args["hash"] != view["hash"]:
        raise Refused("hash_conflict")


def change(workspace: Workspace, modal: Modal, view: Payload) -> Payload:
    """New content in an open view; what was typed stays where block_id and action_id stay."""
    old = modal.view
    judge(workspace, view, old["type"], own=old)
    fresh = kept(workspace, view, id=old["id"], previous=old["previous_view_id"], root=old["root_view_id"])
    old.clear()
    old |= fresh
    modal.errors.clear()
    return old


def publish(workspace: Workspace, args: Payload) -> Payload:
    user = person(workspace, args["user_id"])
    old = workspace.homes.get(user.id)
    if old:
        check_hash(args, old)
    judge(workspace, args["view"], "home")
    view = kept(workspace, args["view"], **({"id": old["id"]} if old else {}))
    workspace.homes[user.id] = view
    return {"view": view}
