"""For how long a workspace keeps what its people do."""

from bot.actions.audit import note_act
from bot.actions.context import Context
from bot.model.audit import AuditEvent
from bot.records import installations


def keep_years(context: Context, workspace: str, years: int, user: str) -> None:
    """Keep what people do for so many years from now on; what is older goes with the next cleaning."""
    with context.db.atomic():
        if installations.keep_years(context.db, workspace, years):
            detail = {"years": years}
            note_act(context, AuditEvent.YEARS_CHANGED, actor=user, workspace=workspace, detail=detail)
