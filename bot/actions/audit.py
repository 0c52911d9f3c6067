"""What somebody did, noted in the transaction in which it is done."""

from collections.abc import Iterable, Mapping

from bot.actions.context import Context
from bot.model.audit import AuditEvent
from bot.model.teams import Team
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


def note_looked(context: Context, read: Iterable[Team], user: str, what: AuditEvent, period: str = "") -> None:
    """Note that somebody has looked at figures of these teams: everybody in them sees who, when and at what.

    `what` is one of LOOKS, `period` what it was about in plain words: "4 weeks", "Q1 2027".
    """
    with context.db.atomic():
        for team in read:
            note_act(context, what, actor=user, team_id=team.id, detail={"period": period} if period else {})
