"""Questions that a result leaves open, sent to whoever wants to ask them."""

from datetime import timedelta

from bot.actions.context import Context
from bot.model.outbox import Address, Kind
from bot.records import outbox, runs

IMPATIENT = timedelta(seconds=10)  # pressed again within this, it is the same wish


def send_questions(context: Context, run_id: str, user: str) -> None:
    """Send the open questions of a result to whoever asks, as two messages, once however often they press."""
    with context.db.atomic():
        run = runs.lock_row(context.db, run_id)
        if not outbox.was_said(context.db, Kind.QUESTIONS, run.id, user, context.now - IMPATIENT):
            at = Address(run.workspace, user, run.team_id)
            context.say(Kind.QUESTIONS, run.id, at, notify_on_failure=user)
            context.say(Kind.MAIL, run.id, at, notify_on_failure=user)
