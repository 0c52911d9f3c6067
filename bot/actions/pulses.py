"""Pulses: counted when their check-in has closed, and shown on the quarter of an hour, never by the tap that changes
something: whoever sees a card change, or its outbox row, must not see whose tap that was.
"""

from collections.abc import Mapping

from bot.actions import redraw
from bot.actions.context import Context
from bot.coaching.pulse import compute_pulse, tally_scores
from bot.model.checkins import Checkin
from bot.model.commitments import Commitment
from bot.model.teams import Side
from bot.records import checkins, pulses, sealed_answers, teams
from bot.reports.checkins import count_participation


def count_mark(context: Context, commitment: Commitment, by: str) -> None:
    """Count whoever says how a promise of theirs goes as one who has answered the newest check-in.

    Call it in the transaction of the change, before anything is said: it locks the check-in. They stand among those who
    tapped, without a score, so that nobody can tell from a card or a row who has not tapped.
    """
    latest = checkins.find_latest(context.db, commitment.team_id)
    counts = by in [each.user_id for each in teams.list_counted(context.db, commitment.team_id)]
    if latest is None or not counts or by not in (commitment.owner, commitment.partner):
        return
    checkins.lock_row(context.db, latest.id)
    if checkins.find_after(context.db, latest):
        return
    scores = sealed_answers.load(context.db, context.secret, latest.id)
    token = sealed_answers.respondent_token(context.secret, latest.id, by)
    # Sealed anew in any case: else the row would tell who had answered before.
    sealed_answers.save(context.db, context.secret, latest.id, {token: None, **scores})
    redraw.checkin_later(context, latest.id)


def show_words(context: Context, checkin: Checkin) -> None:
    """Draw what somebody has written: at once where it is read by now, otherwise only that one more has answered."""
    figure_out = pulses.find_tally(context.db, checkin.id) is not None
    if figure_out:
        # No tap counts any more that could be seen in this.
        show_participation(context, checkin)
    else:
        redraw.checkin_later(context, checkin.id)
    if checkin.closed_at:
        redraw.changed_checkin(context, checkin)


def redraw_checkin(context: Context, checkin: Checkin) -> bool:
    """Draw the cards of a check-in whose quarter of an hour is over, where they would say something else.

    Return False when somebody was quicker.
    """
    with context.db.atomic():
        # First of all: it locks the row, so that no tap comes in between.
        if not checkins.end_redrawing(context.db, checkin.id):
            return False
        # A closed one shows words and a figure as well.
        if show_participation(context, checkin) or checkin.closed_at:
            redraw.changed_checkin(context, checkin)
    return True


def show_participation(context: Context, checkin: Checkin) -> bool:
    """Count who has answered by now. Return False when the cards say so already."""
    answered, expected = count_participation(context.db, checkin, context.secret)
    return checkins.show_participation(context.db, checkin.id, answered, expected)


def publish_figure(context: Context, checkin: Checkin) -> None:
    """Replace the answers to a closed check-in by their figure, for good, once there are enough of them.

    Call it in a transaction that has locked the check-in. The sides are those on which people are now.
    """
    scores = sealed_answers.load(context.db, context.secret, checkin.id)
    pulse = compute_pulse(tally_scores(_list_taps(scores), _find_sides(context, checkin)))
    if pulse:
        pulses.keep_tally(context.db, checkin.id, pulse.answers, pulse)
        # Who has answered stays sealed, without what, so that words that come later count nobody twice.
        sealed_answers.save(context.db, context.secret, checkin.id, dict.fromkeys(scores))


def forget_answers(context: Context, checkin: Checkin) -> None:
    """Keep of a check-in that another one follows only how many have answered, and its figure where it has one."""
    with context.db.atomic():
        checkins.lock_row(context.db, checkin.id)
        show_participation(context, checkin)
        checkins.end_redrawing(context.db, checkin.id)
        if pulses.find_tally(context.db, checkin.id) is None:
            answered = len(_list_taps(sealed_answers.load(context.db, context.secret, checkin.id)))
            pulses.keep_tally(context.db, checkin.id, answered, None)
        sealed_answers.delete(context.db, checkin.id)


def _list_taps(scores: Mapping[str, int | None]) -> dict[str, int]:
    """Return respondent → score, without those who have answered in another way than by a tap."""
    return {respondent: score for respondent, score in scores.items() if score is not None}


def _find_sides(context: Context, checkin: Checkin) -> dict[str, Side]:
    """Return respondent → side, of everybody in the team."""
    return {
        sealed_answers.respondent_token(context.secret, checkin.id, user): side
        for user, side in teams.get_sides(context.db, checkin.team_id).items()
    }
