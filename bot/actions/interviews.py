"""A run with the playbook that it goes through and its answers: what actions work on, and what pages are made of."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from bot.actions.context import Context
from bot.coaching.interview import variants
from bot.coaching.interview.route import Answers
from bot.coaching.shapes.charter.model import Charter
from bot.coaching.shapes.checklist.model import Checklist
from bot.coaching.shapes.picker.model import Picker
from bot.coaching.shapes.table import Playbook
from bot.errors import UserError
from bot.model.runs import Run, VariantName
from bot.records import runs

GONE = "The playbook {word} is not here any more. /align help lists what is."
Given = Mapping[tuple[str, str], Any]  # what one page says


@dataclass(frozen=True)
class Interview:
    """`playbook` is the variant of this run. `new`: it was begun just now, and starts on its first page."""

    run: Run
    playbook: Playbook
    answers: Answers
    new: bool = False

    @property
    def charter(self) -> Charter | None:
        """The playbook where it ends in a document."""
        return self.playbook if isinstance(self.playbook, Charter) else None

    @property
    def list_picker(self) -> Picker | None:
        """The playbook where it ends in a list that both sides score, or in scores for one."""
        return self.playbook if isinstance(self.playbook, Picker) and self.playbook.both else None

    @property
    def changes_document(self) -> bool:
        """True when it changes a document part by part, and is finished where its parts are shown."""
        return self.charter is not None and self.run.replaces is not None

    def with_answers(self, given: Given) -> Self:
        """Return it with what was answered just now."""
        return replace(self, answers={**self.answers, **given})


def get_playbook(context: Context, word: str, variant: VariantName = VariantName.SHORT) -> Playbook:
    """Return a playbook in one of its variants. UserError when its file has gone since."""
    try:
        return variants.form(context.library[word], variant)
    except KeyError:
        raise UserError(GONE.format(word=word)) from None


def get_charter(context: Context, word: str) -> Charter:
    """Return a playbook that ends in a document. UserError when there is none of this name any more."""
    charter = context.library.get(word)
    if not isinstance(charter, Charter):
        raise UserError(GONE.format(word=word))
    return charter


def get_full(context: Context, word: str) -> Checklist:
    """Return a playbook in full, which a team goes through together. UserError when there is no more to ask."""
    playbook = context.library.get(word)
    full = variants.form(playbook, VariantName.FULL) if playbook and variants.has_full(playbook) else None
    if not isinstance(full, Checklist):
        raise UserError(f"There is no more to {word} than /align {word} asks.")
    return full


def load_interview(context: Context, run: Run, *, new: bool = False) -> Interview:
    """Return the interview of a run. UserError when its playbook has gone since."""
    playbook = get_playbook(context, run.playbook, run.variant)
    return Interview(run, playbook, runs.get_answers(context.db, run.id), new)
