"""The post in whose thread something is said: of a result, a document, a commitment."""

from bot.actions.context import Context
from bot.coaching.interview.variants import Ending
from bot.messages.checkins.checkins import ToVoice
from bot.model.commitments import Commitment
from bot.model.outbox import Kind, Subject
from bot.model.runs import Run
from bot.records import runs, versions


def find_result(context: Context, run: Run) -> Subject:
    """Return what stands in the channel of this run: its document, the list that it scores, its result."""
    playbook = context.library.get(run.playbook)
    if playbook is not None and playbook.ending is Ending.DOCUMENT:
        return find_document(context, run)
    return Subject(Kind.RESULT, run.list_id or run.replaces or run.id)


def find_document(context: Context, version: Run) -> Subject:
    """Return the one post of the document that this is a version of."""
    return Subject(Kind.DOCUMENT, versions.get_document(context.db, version)[0].id)


def find_root(context: Context, commitment: Commitment) -> Subject | None:
    """Return the post under which a commitment is said: that of its run, of the wave whose talk it sets up, or of the
    check-in at which somebody asked for it; None where it comes from none of them.
    """
    if commitment.voice:
        return Subject(Kind.CLOSING, ToVoice.decode(commitment.voice).checkin)
    if commitment.wave_id:
        return Subject(Kind.WAVE_RESULT, commitment.wave_id)
    return find_result(context, runs.get(context.db, commitment.run_id)) if commitment.run_id else None


def find_thread(context: Context, commitment: Commitment) -> Subject:
    """Return the post under which something is said about a commitment that has been said itself."""
    return find_root(context, commitment) or Subject(Kind.COMMITMENT, commitment.id)
