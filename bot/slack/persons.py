"""What is wrong with a page's answers, persons included: somebody who has left can own nothing."""

from collections.abc import Mapping
from typing import Any

from slack_sdk import WebClient

from bot.coaching import interview
from bot.coaching.interview import Step
from bot.coaching.playbook import Question
from bot.messages import pages
from bot.slack.coach import Coach

Body = Mapping[str, Any]


def faults(
    questions: list[Question],
    step: Step,
    given: Mapping[tuple[str, str], Any],
    client: WebClient,
    coach: Coach,
    body: Body,
) -> dict[str, str]:
    """What to mend, by field."""
    faults: dict[str, str] = {}
    for question in questions:
        value = given.get((question.name, step.item))
        for name, fault in interview.problems(question, value).items():
            faults[pages.field_name(question, step) if name == question.name else name] = fault
        if question.kind == "person" and value and not coach.people.about(client, body["team"]["id"], value).can_own:
            faults[pages.field_name(question, step)] = "Please choose a person who works here: not a bot, not gone."
    return faults
