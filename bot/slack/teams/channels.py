"""Events of a team's channel: archived, opened again, the bot invited or taken out, a member gone."""

from bot.actions.members import lose_member, regain_member
from bot.actions.teams import enter_channel, lose_channel, note_uninstalled, regain_channel, uninstall
from bot.errors import UnavailableError
from bot.model.teams import PauseReason
from bot.records import installations
from bot.slack.request import Event


def archive(event: Event) -> None:
    """Stop the check-ins of an archived channel."""
    lose_channel(event.context, event.workspace, event.channel, PauseReason.ARCHIVED)


def unarchive(event: Event) -> None:
    """Go on with check-ins."""
    regain_channel(event.context, event.workspace, event.channel)


def join(event: Event) -> None:
    """Greet the channel to which somebody invited the bot; know that whoever else comes back is there."""
    if event.user == _bot_user(event):
        enter_channel(event.context, event.workspace, event.channel)
    else:
        regain_member(event.context, event.workspace, event.channel, event.user)


def leave(event: Event) -> None:
    """Stop where the bot was taken out; take whoever else has left out of the team."""
    if event.user == _bot_user(event):
        lose_channel(event.context, event.workspace, event.channel, PauseReason.BOT_REMOVED)
    else:
        lose_member(event.context, event.workspace, event.channel, event.user)


def _bot_user(event: Event) -> str:
    """Return the bot's own id, "" in a workspace that is none of ours.

    UnavailableError while Slack has never told it: the event has to come once more.
    """
    db = event.context.db
    user = installations.bot_user(db, event.workspace)
    if user is None and not installations.list_workspaces(db):
        raise UnavailableError("Slack has not told yet who the bot is")
    return user or ""


def forget_installation(event: Event) -> None:
    """Stop everything in a workspace that has uninstalled the app, or in every one of an organisation that has."""
    # One token speaks in all workspaces that are known here, so that without it none of them is left.
    for workspace in _list_left(event):
        uninstall(event.context, workspace)
        note_uninstalled(event.context, workspace)


def revoke_tokens(event: Event) -> None:
    """Stop everything when the bot's token is revoked. Nothing is deleted because of it: it may be a mistake."""
    if (event.fields.get("tokens") or {}).get("bot"):
        for workspace in _list_left(event):
            uninstall(event.context, workspace)


def _list_left(event: Event) -> list[str]:
    """Return the workspaces that an event without one means: all of an organisation."""
    return [event.workspace] if event.workspace else installations.list_workspaces(event.context.db)
