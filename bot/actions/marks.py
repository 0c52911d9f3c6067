"""Several promises of one person marked at once, with a sentence for the team."""

from collections.abc import Mapping
from dataclasses import replace

from bot.actions import checkins
from bot.actions import commitments as actions
from bot.actions.context import Context
from bot.model.commitments import CommitmentState
from bot.records import commitments, notes, teams
from bot.records.checkins import find_latest


def mark_all(
    context: Context, user: str, marks: Mapping[str, CommitmentState], sentence: str, team_id: str | None
) -> None:
    """Record how each of a person's own goes (by id; others' and closed ones stay as they are), all or nothing.

    What is stuck is so for the reason that the sentence gives; otherwise it is a word for the team at its check-in.
    """
    with context.db.atomic():
        there = {each: commitments.get(context.db, each) for each in sorted(marks)}
        own = [each for each in there.values() if each.owner == user and not each.closed]
        # The teams first, in order: whoever else changes several of them at once does so too.
        for team in sorted({each.team_id for each in own}):
            teams.lock_row(context.db, team)
        for each in own:
            state = marks[each.id]
            if state == CommitmentState.STUCK and sentence:
                actions.explain(context, each, sentence, user)
            else:
                actions.update(context, each.id, state, user)
        explained = any(marks[each.id] == CommitmentState.STUCK for each in own)
        if team_id and sentence and not explained:
            _tell_team(context, team_id, user, sentence)


def _tell_team(context: Context, team_id: str, user: str, sentence: str) -> None:
    checkin = find_latest(context.db, team_id)
    if checkin:
        said = notes.of_person(context.db, checkin.id, user)
        checkins.write_note(context, checkin.id, replace(said, user_id=user, moved=sentence))
