"""The post of a checklist stays short whatever was answered, and the mail with its questions is bare words."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coaching.followup_rules import Factor
from bot.coaching.library import loader
from bot.coaching.playbook.advice_models import Advice, SuggestedCommitment
from bot.coaching.shapes.checklist.ordering import list_subjects
from bot.coaching.shapes.checklist.result import ChecklistResult
from bot.coaching.shapes.checklist.shape import Checklist
from bot.coaching.shapes.finished import FinishedRun
from bot.messages.block_kit.render import Message
from bot.messages.playbooks import questions
from bot.messages.results import results
from bot.model.runs import VariantName
from bot.model.seats import Seat, SeatState
from tests.coaching.examples import checklist
from tests.coaching.walking import some_path

OURS = loader.load_library(loader.OURS)
CHECKLISTS = [
    pytest.param(playbook, name, id=f"{word} {name}".strip())
    for word, playbook in OURS.items()
    if isinstance(playbook, Checklist)
    for name in playbook.variants
]
PITCH = (
    "Works with your existing stack. No IT needed: just paste a single snippet and you are live in minutes! Pays for "
    "itself. GDPR compliant, cancel anytime, everything you need in one, all your data in one place. Intuitive."
)
NOW = datetime(2026, 12, 1, tzinfo=UTC)
LONG = "A product of a vendor who could not decide what to call it " * 5


def finish(playbook: Checklist, name: VariantName, answers: dict[tuple[str, str], Any]) -> FinishedRun:
    """With what earlier estimates have come to, and with everybody still to say yes: both take room."""
    factors = {"effort": Factor(1.8, 12)}
    result = playbook.evaluate(answers, name)
    asked = tuple(Seat("run", seat, user, SeatState.ASKED, NOW) for seat, user in result.seats.items())
    return FinishedRun("run", playbook, result, ("U0PRIYA001",), factors, due=date(2026, 12, 8), seats=asked)


def compose(finished: FinishedRun) -> Message:
    message = results.compose_post(finished)
    assert message
    return message


def count_buttons(message: Message) -> int:
    return sum(len(block["elements"]) for block in message["blocks"] if block["type"] == "actions")


@pytest.mark.parametrize(("playbook", "name"), CHECKLISTS)
@given(data=st.data())
@settings(max_examples=60)
def test_a_post_is_short_whatever_was_answered(playbook: Checklist, name: VariantName, data: st.DataObject) -> None:
    typed = {(playbook.subject, ""): LONG[:300], **({(playbook.reads, ""): PITCH} if playbook.reads else {})}
    finished = finish(playbook, name, {**data.draw(some_path(playbook, name)), **typed})
    message = compose(finished)
    assert len(message["text"]) <= 800
    assert len([line for line in message["text"].split("\n") if line]) <= 15
    assert count_buttons(message) <= 5


def leads_on(finished: FinishedRun) -> None:
    """Whatever is known to be hard, and where most of the work is, has somebody who takes it; what is about questions
    comes by the weight of their answers, so that what there is no room for weighs no more than what is shown.
    """
    result, message = finished.result, results.compose_everything(finished)
    assert isinstance(result, ChecklistResult) and message
    found = result.assessment
    taken = message["text"].rpartition(f"{result.checklist.meet}\n")[2]
    assert all(finding.question.label in taken for finding in found.hard)
    assert not found.hardest or any(finding.question.label in taken for finding in found.hardest.findings)
    weights = [weight for each in result.recommendations if (weight := weigh(result, each.part))]
    assert weights == sorted(weights, reverse=True)


def weigh(result: ChecklistResult, advice: SuggestedCommitment) -> int:
    """The points of the hardest answer that a piece of advice is about; 0 where it is about all of it."""
    assert isinstance(advice, Advice)
    subjects = list_subjects(result.checklist, advice)
    return max((each.points for each in result.assessment.findings if each.question.name in subjects), default=0)


@pytest.mark.parametrize(("playbook", "name"), CHECKLISTS)
@given(data=st.data())
@settings(max_examples=25)
def test_everything_hard_leads_to_an_action_or_to_who_takes_it(
    playbook: Checklist, name: VariantName, data: st.DataObject
) -> None:
    leads_on(finish(playbook, name, data.draw(some_path(playbook, name))))


@pytest.mark.parametrize("fridge", ["easy", "hard"])
def test_and_so_it_does_in_a_file_without_advice(tmp_path: Path, fridge: str) -> None:
    said = {"recipe": "Pie", "fresh": "no", "oven": "hard", "knife": "work", "fridge": fridge}
    leads_on(finish(checklist(tmp_path), VariantName.USUAL, {(name, ""): value for name, value in said.items()}))


@pytest.mark.parametrize(("playbook", "name"), CHECKLISTS)
@given(data=st.data())
@settings(max_examples=30)
def test_a_mail_has_every_open_question_and_nothing_that_is_not_words(
    playbook: Checklist, name: VariantName, data: st.DataObject
) -> None:
    mail = finish(playbook, name, data.draw(some_path(playbook, name))).result.mail
    if mail:
        message = questions.compose_mail(mail)
        assert message["blocks"] == []
        assert message["text"].startswith("Hello,\n\n") and message["text"].endswith("\n\nThank you")
        assert f"\n{len(mail.questions)}. " in message["text"]
        assert not {"*", "_", "`", "<"} & set(message["text"])
