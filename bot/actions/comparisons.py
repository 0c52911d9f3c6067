"""Results side by side, posted to the channel or sent to whoever compares them."""

from datetime import timedelta

from bot.actions.context import Context
from bot.errors import UserError
from bot.model.outbox import Address, Kind
from bot.records import outbox, runs, teams
from bot.reports.comparisons import ComparedRuns, Refs, compare_runs

AGAIN = timedelta(hours=1)  # the same about the same results within this is the same wish
GONE = "One of these results was taken down since, so I can't compare them any more."


def get_compared(context: Context, refs: Refs) -> ComparedRuns:
    """Return these results as they stand now. UserError where the channel does not read them all."""
    compared = compare_runs(context.db, context.library, refs)
    if compared is None:
        raise UserError(GONE)
    return compared


def post(context: Context, refs: Refs, user: str) -> str:
    """Post the comparison to the team's channel, once however often anybody presses; return the channel."""
    team = teams.get(context.db, get_compared(context, refs).team_id)
    _say(context, refs, Address(team.workspace, team.channel, team.id), user)
    return team.channel


def send(context: Context, refs: Refs, user: str) -> None:
    """Send the comparison to whoever asks, and to nobody else, once however often they press."""
    team = teams.get(context.db, get_compared(context, refs).team_id)
    _say(context, refs, Address(team.workspace, user, team.id), user)


def _say(context: Context, refs: Refs, at: Address, user: str) -> None:
    with context.db.atomic():
        runs.lock_row(context.db, refs[0])
        ref = "/".join(refs)
        # Changed since, it is another comparison, worth a post of its own.
        since = max(context.now - AGAIN, get_compared(context, refs).changed_at)
        if not outbox.was_said(context.db, Kind.COMPARISON, ref, at.channel, since):
            context.say(Kind.COMPARISON, ref, at, detail={"by": user}, notify_on_failure=user)
