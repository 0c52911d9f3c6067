"""Going through a vendor's pitch, and what one looks like."""

from tests.conversations.walks import CHANNEL
from tests.standin import Colleague

EASY, WORK, UNKNOWN, HARD = "Yes, known and easy", "Known, and some work", "We don't know", "Known, and hard"
SHARE = "Show it"
PITCH = (
    "Acme works with your existing stack. No IT needed: just paste a single snippet and you are live in minutes! "
    "GDPR compliant, cancel anytime."
)


def choices(person: Colleague) -> list[str]:
    """The questions on the open page that have these four answers."""
    return [label for label, offered in person.modal.choices.items() if EASY in offered]


def walks(person: Colleague, answer: str | None = None, share: str = CHANNEL) -> None:
    """From the open page to the end; `answer` for every question, or what stands there."""
    while SHARE not in person.modal.labels:
        if answer:
            person.fills(dict.fromkeys(choices(person), answer))
        person.submits()
        assert not person.modal.errors, "the page has something to mend"
    person.fills({SHARE: share})
    person.submits()
