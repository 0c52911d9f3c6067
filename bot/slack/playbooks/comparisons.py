"""`/align vendor compare`: the newest results about two or three products side by side, read, posted, promised."""

from bot.actions import comparisons as actions
from bot.errors import OutdatedError, UserError
from bot.messages.block_kit.blocks import View
from bot.messages.front.front import message_window
from bot.messages.results import comparisons as messages
from bot.messages.results.comparisons import CHOOSE, COMMIT, POST, PRODUCTS, SEND, ToComparison, ToProducts
from bot.model.rights import Right
from bot.records import teams
from bot.reports.comparisons import LEAST, MOST, Refs, list_products, name_posted
from bot.slack.commitments import drafts
from bot.slack.request import Invalid, Open, Replace, Request, Shown
from bot.slack.router import Story, on

COMPARE = "compare"  # behind the word of a playbook


def compare(request: Request, word: str) -> View:
    """Return the results side by side; where there are more than three, the window that asks which. UserError where
    there are not two.
    """
    team = request.require_team()
    listed = list_products(request.context.db, team.id, word)
    if len(listed) < LEAST:
        raise UserError(messages.explain_few(word, listed))
    offered = [(name_posted(run), run) for run in listed]
    refs = [ref for ref, _ in offered[:MOST]]
    if len(offered) <= MOST:
        return _show(request, refs)
    return messages.choose_products(offered, ToProducts(team.id, word), refs)


def choose(request: Request, to: ToProducts) -> Shown:
    """Show those that were ticked side by side, the newest first, whichever was ticked first."""
    refs = request.fields.options(PRODUCTS)
    if not LEAST <= len(refs) <= MOST:
        return Invalid({PRODUCTS: "Tick two or three of them."})
    compared = actions.get_compared(request.context, refs)
    # The door has looked at the team alone.
    if compared.team_id != to.team:
        raise OutdatedError
    newest = sorted(compared.runs, key=lambda run: run.end, reverse=True)
    return Replace(_show(request, [name_posted(run) for run in newest]))


def post(request: Request, to: ToComparison) -> Shown:
    """Post it to the team's channel."""
    channel = actions.post(request.context, to.refs, request.actor.user)
    return Replace(message_window(messages.compose_done(channel)))


def send(request: Request, to: ToComparison) -> Shown:
    """Send it to whoever presses, and to nobody else."""
    actions.send(request.context, to.refs, request.actor.user)
    return Replace(message_window(messages.compose_done("")))


def commit(request: Request, to: ToComparison) -> Shown:
    """Open the window for a promise of what the comparison says to do next."""
    compared = actions.get_compared(request.context, to.refs)
    team = teams.get(request.context.db, compared.team_id)
    return Open(drafts.window_for_step(request, team, messages.write_step(compared.comparison)))


STORY = Story(
    presses=(
        on(POST, post, Right.TAKE_PART),
        on(SEND, send, Right.TAKE_PART),
        on(COMMIT, commit, Right.TAKE_PART),
    ),
    submissions=(on(CHOOSE, choose, Right.TAKE_PART),),
)


def _show(request: Request, refs: Refs) -> View:
    return messages.show_comparison(actions.get_compared(request.context, refs).comparison, refs)
