"""Outbox rows about a team as messages: the post that introduces it, and what is asked of who was named."""

from bot.coaching.next_play.choice import choose_next_play
from bot.delivery.cards.run_cards import Library
from bot.messages.block_kit.render import Attached, Message
from bot.messages.front.reminders import Frame
from bot.messages.teams import introductions, looks
from bot.messages.teams.introductions import FirstPlay
from bot.model.outbox import OutboxRow
from bot.model.reminders import Reminder
from bot.records import audit, checkins, invitations, members, teams
from bot.records.database import Database
from bot.reports import audit_log, team_state


def compose_introduction(db: Database, library: Library, row: OutboxRow) -> Message:
    """Return the post about who is in the team, as its people have answered so far."""
    team = teams.get(db, row.ref)
    play = choose_next_play(team_state.of_team(db, team, library, row.due_at), library).play
    return introductions.compose_introduction(
        team,
        teams.list_members(db, team.id),
        invitations.list_of_team(db, team.id),
        members.list_leavers(db, team.id),
        FirstPlay(play.word, library[play.word].title) if play else None,
        first=checkins.find_latest(db, team.id) is None,
    )


def compose_audit_file(db: Database, row: OutboxRow) -> Attached:
    """Return the audit log of a workspace as a file, as it was when somebody asked for it."""
    kept = [each for each in audit.list_since(db, None, row.ref) if each.at <= row.created_at]
    return looks.compose_audit_file(audit_log.write_sheet(kept), row.created_at.date().isoformat())


def compose_invitation(db: Database, planned: Reminder, frame: Frame) -> Message:
    """Return what somebody who was named is asked, or what they have answered."""
    invitation, team = invitations.get(db, planned.ref), teams.get(db, planned.team_id)
    side = teams.get_sides(db, team.id).get(planned.user_id, invitation.side)
    return introductions.compose_invitation(invitation, team, frame, side=side)
