"""Outbox rows about a commitment as messages: itself, what is asked about it, and what one person is told of it."""

from bot.messages.block_kit.render import Message
from bot.messages.commitments import commitment_posts as messages
from bot.model.commitments import CommitmentEvent
from bot.model.outbox import Operation, OutboxRow
from bot.records import commitments, members, offers
from bot.records.commitment_log import get_entry, list_log
from bot.records.database import Database


def compose_commitment(db: Database, row: OutboxRow) -> Message:
    """Return it as it stands."""
    commitment = commitments.get(db, row.ref)
    return messages.compose_card(
        commitment,
        list_log(db, commitment.id),
        leavers=members.list_leavers(db, commitment.team_id),
        in_a_row=commitments.count_in_a_row(db, commitment),
    )


def compose_offer(db: Database, row: OutboxRow) -> Message | None:
    """Return the offer as it stands; None where it was answered before anybody was asked in the channel."""
    offer = offers.get(db, row.ref)
    if offer.answer and row.op == Operation.POST:
        return None
    return messages.compose_offer(offer, commitments.get(db, offer.commitment_id))


def compose_stuck(db: Database, row: OutboxRow) -> Message | None:
    """Return that it is stuck, and who helps; None where it moves again before anybody was told."""
    entry = get_entry(db, row.ref)
    commitment = commitments.get(db, entry.commitment_id)
    if row.op == Operation.POST and commitment.stuck_at != entry.at:
        return None
    helping = [each for each in commitments.list_helping(db, commitment.id) if each.made_at >= entry.at]
    return messages.compose_stuck(commitment, entry, helping)


def compose_marked(db: Database, row: OutboxRow) -> Message | None:
    """Return what somebody else has done with it; None where it is somebody else's by now, or they have left."""
    commitment, left = commitments.get(db, row.ref), members.list_teams_left(db, row.workspace, row.channel)
    if commitment.owner != row.channel or commitment.team_id in left:
        return None
    return messages.compose_marked(commitment, row.detail["by"], CommitmentEvent(row.detail["event"]))


def compose_untaken(db: Database, row: OutboxRow) -> Message | None:
    """Return that nobody has taken it; None for who has left meanwhile."""
    commitment = commitments.get(db, row.ref)
    left = commitment.team_id in members.list_teams_left(db, row.workspace, commitment.made_by)
    return None if left else messages.compose_untaken(commitment)


def compose_willing(db: Database, row: OutboxRow) -> Message | None:
    """Return that somebody would rather take it; None where that was settled before they could be asked."""
    commitment, to = commitments.get(db, row.ref), row.channel
    if row.op == Operation.POST and commitment.offered_to != to:
        return None
    willing = offers.list_willing(db, commitment.id)
    return messages.compose_willing(commitment, willing[-1], to) if willing else None
