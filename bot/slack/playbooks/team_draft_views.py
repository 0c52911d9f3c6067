"""The windows of a team's draft: the list of its parts, and one of them."""

from bot.actions.context import Context
from bot.actions.team_drafts import TeamDraft
from bot.coaching.interview.route import Step
from bot.messages.block_kit.blocks import View
from bot.messages.playbooks import answers as estimates
from bot.messages.playbooks import team_drafts as messages
from bot.records import run_answers
from bot.reports.estimates import find_factors


def show(context: Context, draft: TeamDraft) -> View:
    """Return the list of the parts, each with what is done and by whom."""
    return messages.show_parts(
        draft.playbook, draft.run.id, draft.answers, run_answers.get_authors(context.db, draft.run.id)
    )


def show_part(context: Context, draft: TeamDraft, step: Step) -> View:
    """Return one part, with what the team's earlier estimates came to."""
    hints = estimates.list_hints(find_factors(context.db, draft.run.team_id, draft.playbook))
    return messages.show_part(draft.playbook, draft.run.id, draft.answers, step, hints)
