"""What somebody did, noted in the transaction in which it is done."""

from collections.abc import Mapping

from bot.actions.context import Context
from bot.model.audit import AuditEvent
from bot.records import audit


def note_act(
    context: Context,
    event: AuditEvent,
    *,
    actor: str,
    team_id: str | None = None,
    workspace: str = "",
    detail: Mapping[str, object] | None = None,
) -> None:
    """Note who did what, in a team or in a `workspace`; once, however often its press arrives."""
    audit.note(
        context.db,
        event,
        actor=actor,
        now=context.now,
        team_id=team_id,
        workspace=workspace,
        detail=detail,
        press=context.press,
    )
