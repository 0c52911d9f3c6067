"""Going through a vendor's pitch, and what one looks like."""

from tests.standin import Channel, Colleague

EASY, WORK, UNKNOWN, HARD = "Yes, known and easy", "Known, and some work", "We don't know", "Known, and hard"
SHARE = "Who sees the result?"
EVERYBODY, ME = "The whole team, in the channel", "Only me, in a direct message"
PITCH = (
    "Acme works with your existing stack. No IT needed: just paste a single snippet and you are live in minutes! "
    "GDPR compliant, cancel anytime."
)


def sets_up(person: Colleague, channel: Channel, marketing: list[Colleague], it: list[Colleague]) -> None:
    person.types("/align team", channel)
    person.fills({"Who is marketing?": marketing, "Who is IT?": it})
    person.submits()
    person.closes()


def choices(person: Colleague) -> list[str]:
    """The questions on the open page that have these four answers."""
    offered = {each.label: each.element.get("options", []) for each in person.modal.fields}
    return [label for label, options in offered.items() if EASY in [one["text"]["text"] for one in options]]


def walks(person: Colleague, answer: str | None = None, share: str = EVERYBODY) -> None:
    """From the open page to the end; `answer` for every question, or what stands there."""
    while "Who sees the result?" not in person.modal.labels:
        if answer:
            person.fills(dict.fromkeys(choices(person), answer))
        person.submits()
        assert not person.modal.errors, "the page has something to mend"
    person.fills({SHARE: share})
    person.submits()
