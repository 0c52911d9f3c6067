"""The post of a checklist stays short whatever was answered, and the mail with its questions is bare words."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.coaching.followup_rules import Factor
from bot.coaching.library import loader
from bot.coaching.shapes.checklist.shape import Checklist
from bot.coaching.shapes.finished import FinishedRun
from bot.messages.block_kit.render import Message
from bot.messages.playbooks import questions
from bot.messages.results import results
from bot.model.runs import VariantName
from bot.model.seats import Seat, SeatState
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
