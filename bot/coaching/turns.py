"""A picker that both sides score is asked in two parts: one person lists, then everybody scores."""

from bot.coaching.interview import CLOSING
from bot.coaching.playbook import Page, Picker, Playbook


class Listing(Picker):
    """What one person answers, once for each candidate."""

    def asks(self, page: Page) -> bool:
        return page is not CLOSING and not counts(page)


class Scoring(Picker):
    """What everybody marks for themselves; the answers of the listing are there to be read."""

    def asks(self, page: Page) -> bool:
        return page is not CLOSING and counts(page)


def counts(page: Page) -> bool:
    """Whether something on this page ranks the candidates."""
    return any(question.weight for question in page.question)


def part(playbook: Playbook, *, scoring: bool) -> Playbook:
    """The part that a run asks; the whole playbook where everything is asked of one person."""
    if not isinstance(playbook, Picker) or not playbook.both:
        return playbook
    return (Scoring if scoring else Listing).model_construct(**dict(playbook))
