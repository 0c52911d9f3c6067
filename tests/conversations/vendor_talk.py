"""Going through a vendor's pitch, and what one looks like."""

from tests.standin import Colleague

# What a tick says in the short form.
EASY, WRITTEN, WORK, HARD, DEMO = (
    "easy, tried by us",
    "easy, in writing",
    "some work, and we know which",
    "hard, and we know it",
    "easy, said in a demo",
)
# What an answer says in full.
IS_EASY, IS_WORK, UNKNOWN, IS_HARD = (
    "Easy, and tried by us",
    "Some work, and we know which",
    "We don't know",
    "Hard, and we know it",
)
WROTE = "What the vendor wrote"
PITCH = (
    "Acme works with your existing stack. No IT needed: just paste a single snippet and you are live in minutes! "
    "GDPR compliant, cancel anytime."
)


def choices(person: Colleague) -> list[str]:
    """The questions on the open page of a draft in full that have these four answers."""
    return [label for label, offered in person.modal.choices.items() if IS_EASY in offered]
