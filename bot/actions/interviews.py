"""Interviews: a run with its playbook and its answers, for actions to work on and pages to be made of."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

from bot.actions.context import Context
from bot.coaching.interview.route import Answers
from bot.coaching.interview.variants import Ending, Variant
from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.charter.shape import Charter
from bot.coaching.shapes.checklist.shape import Checklist
from bot.errors import OutdatedError, UserError
from bot.model.runs import Run, VariantName
from bot.records import run_answers, runs

Given = Mapping[tuple[str, str], Any]  # what one page says


@dataclass(frozen=True)
class Interview:
    """A run, and what has been answered. `new`: it was begun just now, and starts on its first page."""

    run: Run
    playbook: Playbook
    answers: Answers
    new: bool = False

    @property
    def variant(self) -> Variant:
        """Pages that this run goes through."""
        return self.playbook.variant(self.run.variant)

    @property
    def ending(self) -> Ending:
        """Kind of end that these pages come to."""
        return self.variant.ending

    @property
    def changes_document(self) -> bool:
        """Change of a document part by part, which is finished where its parts are shown."""
        return self.ending is Ending.DOCUMENT and self.run.replaces is not None

    def with_answers(self, given: Given) -> Self:
        """Return it with what was answered just now."""
        return replace(self, answers={**self.answers, **given})


def get_playbook(context: Context, word: str) -> Playbook:
    """Return a playbook. UserError when its file has gone since."""
    playbook = context.library.get(word)
    if playbook is None:
        raise UserError(f"The playbook {word} is not here any more. /align help lists what is.")
    return playbook


def get_charter(context: Context, word: str) -> Charter:
    """Return a playbook that ends in a document. UserError when it is gone, or is none any more."""
    charter = Charter.of(get_playbook(context, word))
    if charter is None:
        raise UserError("This is from an earlier version of the playbook. Type /align to start afresh.")
    return charter


def get_full(context: Context, word: str) -> Checklist:
    """Return a playbook that asks more in full, which a team goes through together. UserError for any other."""
    checklist = Checklist.of(context.library.get(word))
    if checklist is None or not checklist.has_full:
        raise UserError(f"There is no more to {word} than /align {word} asks.")
    return checklist


def start_run(
    context: Context,
    team_id: str,
    user: str,
    playbook: Playbook,
    *,
    variant: VariantName = VariantName.USUAL,
    subject: str = "",
    replaces: str | None = None,
) -> Run:
    """Return a new run of a playbook, with nothing answered. Call it in a transaction."""
    return runs.start(
        context.db,
        team_id=team_id,
        playbook=playbook.word,
        variant=variant,
        version=playbook.version,
        user=user,
        now=context.now,
        subject=subject,
        replaces=replaces,
        press=context.press,
    )


def remember(context: Context, run: Run, playbook: Playbook) -> None:
    """Give a run without answers those that the team gave last to what is remembered."""
    names = [question.name for question in playbook.variant(run.variant).questions.values() if question.remember]
    if names:
        run_answers.begin_with(context.db, run.id, run_answers.get_last(context.db, run, names), context.now)


def load_interview(context: Context, run: Run, *, new: bool = False) -> Interview:
    """Return the interview of a run. UserError when its playbook has gone since, or is none that one person answers."""
    playbook = get_playbook(context, run.playbook)
    if playbook.ending is Ending.WAVE:
        raise OutdatedError
    # A press that arrives again shows what it has begun, and not that somebody is welcome back.
    begun = new or run.press == context.press != ""
    return Interview(run, playbook, run_answers.get(context.db, run.id), begun)


def load_own(context: Context, run_id: str, user: str) -> Interview:
    """Return the interview of a page. UserError for somebody else's."""
    run = runs.get(context.db, run_id)
    if run.started_by != user:
        raise UserError("These are somebody else's answers. Start your own with /align.")
    return load_interview(context, run)


def lock_interview(context: Context, interview: Interview) -> Interview:
    """Lock the run of an interview, and return that as it is by now: the window may be older.

    Call it first in a transaction that changes the run, and decide by what it returns.
    """
    return load_interview(context, runs.lock_row(context.db, interview.run.id))
