"""The followup of a run: what became of it, asked weeks later."""

from bot.actions import followups as actions
from bot.coaching import followup_rules
from bot.coaching.interview.route import Step
from bot.messages.commitments import followups as messages
from bot.messages.commitments.followups import ANSWER, SAVE, ToFollowup
from bot.model.rights import Right
from bot.records import followups
from bot.slack.playbooks.interview_input import find_faults, read_answers
from bot.slack.request import Invalid, Open, Replace, Request, Shown
from bot.slack.router import Story, on


def ask(request: Request, to: ToFollowup) -> Shown:
    """Open the questions, with what this person said before."""
    followup, playbook = actions.get(request.context, to.followup)
    mine = followups.get_answers(request.context.db, followup.id).get(request.actor.user, {})
    return Open(messages.ask(playbook, followup, followup_rules.list_questions(playbook, followup.name), mine))


def save(request: Request, to: ToFollowup) -> Shown:
    """Record the answers, and tell the team where the run was public."""
    followup, playbook = actions.get(request.context, to.followup)
    questions = followup_rules.list_questions(playbook, followup.name)
    given = read_answers(questions, Step(0), request.fields, {})
    wrong = find_faults(request, questions, Step(0), given, followup.workspace)
    if wrong:
        return Invalid(wrong)
    actions.answer(request.context, followup, playbook, given, request.actor.user)
    return Replace(messages.thank(playbook, shared=followup.is_public))


STORY = Story(presses=(on(ANSWER, ask, Right.TAKE_PART),), submissions=(on(SAVE, save, Right.TAKE_PART),))
