"""What happens in this process, counted for whoever watches it: nobody does unless `bot.metrics` was asked to.

Labels come from closed lists: who acted, where and in which team is never one.
"""

import logging
from collections.abc import Callable
from enum import StrEnum

logger = logging.getLogger(__name__)


class Counted(StrEnum):
    """The name under which something is counted."""

    ANSWER = "align_acknowledgement_seconds"
    SENT = "align_sent_total"
    RETRY = "align_retries_total"
    ERROR = "align_errors_total"
    SUPPRESSED = "align_reminders_suppressed_total"


WHISPER = "whisper"  # beside the operations of the outbox


class ErrorKind(StrEnum):
    """What went wrong, by who can mend it."""

    DATABASE = "database"  # it does not answer: an act is not recorded
    SLACK = "slack"  # it does not answer a listener
    BUG = "bug"  # nobody foresaw it: the log has it under a reference
    MALFORMED = "malformed"  # a payload that is not Slack's
    LOOP = "loop"  # a round of the clock or of delivery ended early
    INSTALLATION = "installation"  # a token or a scope that Slack refuses
    UNREACHABLE = "unreachable"  # what the bot says by itself does not get to Slack
    LIMITED = "limited"  # Slack wants to be left alone
    REFUSED = "refused"  # a message that Slack will not take is given up
    DOUBT = "doubt"  # a message may have been sent, and a person has to look
    UNDRAWN = "undrawn"  # a message cannot be composed, which is a bug as well


Record = Callable[[float], None]
_records: dict[tuple[Counted, str], Record] = {}  # by what is counted, and the value of its one label


def begin(records: dict[tuple[Counted, str], Record]) -> None:
    """Count from now on, where `records` has a function for it."""
    _records.update(records)


def end() -> None:
    """Count nothing any more."""
    _records.clear()


def count(what: Counted, label: str, amount: float = 1.0) -> None:
    """Count it, where somebody does. Raise nothing, and wait for nobody."""
    record = _records.get((what, label))
    if record is None:
        return
    try:
        record(amount)
    # Whatever a library can raise: no act fails because nobody could count it.
    except Exception:
        _records.pop((what, label), None)
        logger.exception("%s is not counted any more for %s", what, label)
