"""Check-ins: opened when they are due or asked for, answered, closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.actions import pulses, redraw, weekly
from bot.actions.audit import note_act
from bot.actions.context import Context
from bot.coaching.playbook.weekly_questions import choose_question
from bot.coaching.schedule.answer_window import EARLY, closing_time
from bot.coaching.schedule.cadence import next_occasion
from bot.errors import UserError
from bot.model.audit import AuditEvent
from bot.model.checkins import Checkin, NewCheckin, Note, NoteKind
from bot.model.outbox import Address, Kind, Operation, OutboxState, Post
from bot.model.teams import PauseReason, Team
from bot.records import blocks, checkins, installations, notes, posts, sealed_answers, team_schedule, teams
from bot.records.database import stamp
from bot.reports.checkins import takes_taps, team_day

CLOCK = "clock"  # the actor, in the audit, of what happens by itself
LOOK_AGAIN = timedelta(hours=1)  # until a card that cannot go out is looked for once more
LATE = timedelta(hours=2)  # after downtime: this late is still sent, later is skipped and noted in the audit


@dataclass(frozen=True)
class Opening:
    """The check-in there is after asking now: a `new` one (in place of the `regular` one), or the one that is open."""

    checkin: Checkin
    new: bool
    regular: datetime | None = None


@dataclass(frozen=True)
class Due:
    """A team that is asked now, for this regular moment; `notify` hears when its card cannot be delivered."""

    team: Team
    moment: datetime
    notify: str

    @property
    def address(self) -> Address:
        """The place of its card."""
        return Address(self.team.workspace, self.team.channel, self.team.id)


def open_due_checkins(context: Context, due: Sequence[Team]) -> int:
    """Open the check-ins that are due, and move on to the next ones, all in one commit; of several callers one opens
    each.

    Return how many were opened: none where another caller was quicker, it is too late for it, or nobody needs it.
    """
    # After downtime the next one may be due as well, and less than LATE: then it is not passed over, but comes next.
    moves = [(team, next_occasion(team.rule, team.next_checkin_on, context.now - LATE)) for team in due]
    with context.db.atomic():
        # Moved on first of all: whoever moves it opens it, and nobody else, even where it is skipped.
        moved = team_schedule.schedule_all(context.db, moves)
        ours = [team for team in due if team.id in moved]
        late = {team.id for team in ours if context.now - team.next_checkin_at > LATE}
        for team in ours:
            if team.id in late:
                detail = {"due": stamp(team.next_checkin_at)}
                _note_skipped(context, AuditEvent.CHECKIN_SKIPPED, team.id, detail)
        # A team that nobody has set up is left in peace.
        asked = [team for team in ours if team.id not in late and team.confirmed_at]
        return len(_open_all(context, [Due(team, team.next_checkin_at, team.created_by) for team in asked]))


def open_checkin_now(context: Context, team: Team, user: str) -> Opening:
    """Open a check-in because somebody asks for it; close to the regular one it takes its place.

    UserError while the team is paused by its manager, and when somebody else was quicker.
    """
    with context.db.atomic():
        # Before anything is read: of several who ask at once the first opens it, and the others find it open.
        team = teams.lock_row(context.db, team.id)
        if team.pause_reason == PauseReason.MANAGER:
            raise UserError("Check-ins are paused here. Whoever leads the team can type /align resume.")
        latest = checkins.find_latest(context.db, team.id)
        if latest and not latest.closed_at:
            return Opening(latest, new=False)
        regular = _take_place_of_regular(context, team)
        opened = _open_all(context, [Due(team, regular or context.now, user)])
        if not opened:
            raise UserError("Somebody was quicker: I have asked already. Have a look in the channel.")
        early = regular is not None and regular > context.now
        return Opening(checkins.get(context.db, opened[team.id]), new=True, regular=regular if early else None)


def close_due_checkin(context: Context, checkin: Checkin) -> bool:
    """Close a check-in whose time is over. Return False when it was closed.

    One whose card Slack did not take in time stays open, and for its whole window once the card is out. After downtime
    of ours, or in a paused team, nothing new is posted: its card becomes what came of it.
    """
    if until := _find_longer_window(context, checkin):
        with context.db.atomic():
            checkins.keep_open(context.db, checkin, until)
            context.say(Kind.CHECKIN, checkin.id, _address(checkin), op=Operation.UPDATE)  # it says until when
        return False
    late = context.now - checkin.closes_at > LATE
    with context.db.atomic():
        closed = _close(context, checkin, quietly=late or checkin.paused_at is not None)
        if closed and late:
            detail = {"closes": stamp(checkin.closes_at)}
            _note_skipped(context, AuditEvent.RESULT_SKIPPED, checkin.team_id, detail)
    return closed


def close_checkin_early(context: Context, team: Team, user: str) -> None:
    """Close the one that is open. UserError when there is none."""
    with context.db.atomic():
        latest = checkins.find_latest(context.db, team.id)
        if latest is None or not _close(context, latest):
            raise UserError("No check-in is open here. /align checkin opens one.")


def tap(context: Context, checkin_id: str, score: int, user: str, response_url: str) -> None:
    """Count one answer a person, 1 to 5: a later tap replaces the earlier one, until there is a figure.

    UserError for a guest, whose words and promises are read as everybody's are.
    """
    with context.db.atomic():
        # Before anything is read: of two taps at once the second has to see that the first has made a figure.
        checkins.lock_row(context.db, checkin_id)
        checkin = find_answerable(context, checkin_id)
        _refuse_guest(context, checkin, user)
        if not takes_taps(context.db, checkin):
            raise UserError("The figure is out, so a tap now would give yours away. Your words still count.")
        _keep_score(context, checkin, user, score)
        redraw.checkin_later(context, checkin_id)
    closes = None if checkin.closed_at else team_day(checkin, checkin.closes_at)
    said = {"score": score, "closes": closes, **weekly.tell_question(context, checkin, user)}
    context.whisper(Kind.PULSE, checkin_id, _address(checkin), user, response_url=response_url, detail=said)


def write_note(context: Context, checkin_id: str, said: Note) -> Checkin:
    """Keep what somebody says in their own words from now on. UserError when that is nothing at all."""
    with context.db.atomic():
        # Before anything is read: `notes.write` compares with what stands there.
        checkins.lock_row(context.db, checkin_id)
        checkin = find_answerable(context, checkin_id)
        before = notes.of_person(context.db, checkin_id, said.user_id)
        if not _says_anything(said) and not _says_anything(before):
            raise UserError("A few words in one of the three are enough. Or close the window.", "moved")
        if notes.write(context.db, checkin_id, said):
            pulses.show_words(context, checkin)
    return checkin


def find_answerable(context: Context, checkin_id: str) -> Checkin:
    """Return the check-in. UserError when the next one has taken over."""
    checkin = checkins.get(context.db, checkin_id)
    if checkins.find_after(context.db, checkin):
        raise UserError("There is a newer check-in in this channel. Answer there, please.")
    return checkin


def _open_all(context: Context, due: Sequence[Due]) -> dict[str, str]:
    """Open these in their teams' channels. Return team id → id, without those that have been opened before.

    One that is still open is closed first: a team has one at a time. Call it in a transaction.
    """
    before = checkins.list_latest(context.db, [each.team.id for each in due])
    due = [each for each in due if _make_room(context, before.get(each.team.id), each.moment)]
    new = [_make_checkin(context, each, before.get(each.team.id)) for each in due]
    opened = checkins.create_all(context.db, new, context.now)
    asked = [each for each in due if each.team.id in opened]
    for team_id in opened.keys() & before.keys():
        pulses.forget_answers(context, before[team_id])
    for team_id in sorted(blocks.list_asking(context.db, opened)):
        weekly.ask_factor(context, team_id, opened[team_id])
    context.post_all(Kind.CHECKIN, [Post(opened[each.team.id], each.address, each.notify) for each in asked])
    redraw.homes_of_all_leads(context, opened)
    # A closed one takes words until the next one opens; its card has to say that this is over. `_end` does it else.
    for earlier in (before[each.team.id] for each in asked if each.team.id in before):
        if earlier.closed_at:
            redraw.changed_checkin(context, earlier)
    return opened


def _make_room(context: Context, before: Checkin | None, moment: datetime) -> bool:
    """Close the one that is still open. Return False when the one of that moment was opened before."""
    if before is None or before.closed_at:
        return True
    # It would not be opened anyway, but by then the one that is open would be closed for nothing.
    if checkins.exists(context.db, before.team_id, moment):
        return False
    _end(context, before)
    return True


def _make_checkin(context: Context, due: Due, before: Checkin | None) -> NewCheckin:
    """Return what a team is asked now."""
    number = before.number + 1 if before else 1
    asked = choose_question(context.questions, due.team.id, number)
    kind = NoteKind(asked.note) if asked and asked.note else None
    closes = closing_time(due.team.rule, context.now)
    return NewCheckin(due.team.id, due.moment, closes, number, asked.ask if asked else "", kind)


def _take_place_of_regular(context: Context, team: Team) -> datetime | None:
    """Move on from the regular check-in when that is close, and return its moment; None when it stays."""
    if team.next_checkin_at - context.now > EARLY:
        return None
    upcoming = next_occasion(team.rule, team.next_checkin_on, max(team.next_checkin_at, context.now))
    return team.next_checkin_at if team_schedule.schedule(context.db, team, upcoming) else None


def _close(context: Context, checkin: Checkin, *, quietly: bool = False) -> bool:
    """End it, and have the Home of whoever leads say so. Return False when it was closed."""
    ended = _end(context, checkin, quietly=quietly)
    if ended:
        redraw.homes_of_leads(context, checkin.workspace, checkin.team_id)
    return ended


def _end(context: Context, checkin: Checkin, *, quietly: bool = False) -> bool:
    """Take the buttons off its card and, unless `quietly`, post its result. Return False when it was closed."""
    if not checkins.close(context.db, checkin.id, context.now):
        return False
    checkins.end_redrawing(context.db, checkin.id)
    pulses.show_participation(context, checkin)
    pulses.publish_figure(context, checkin)
    context.say(Kind.CHECKIN, checkin.id, _address(checkin), op=Operation.UPDATE)
    if not quietly:
        context.say(Kind.CLOSING, checkin.id, _address(checkin), notify_on_failure=checkin.created_by)
    weekly.close_factor(context, checkin, quietly=quietly)
    return True


def _find_longer_window(context: Context, checkin: Checkin) -> datetime | None:
    """Return until when it stays open because its card could not go out in time; None when its time is over."""
    card = posts.find_row(context.db, Kind.CHECKIN, checkin.id)
    if card is None or not card.attempts:
        return None
    if card.state in (OutboxState.WAITING, OutboxState.SENDING):
        return context.now + LOOK_AGAIN
    if card.sent_at is None or card.sent_at - checkin.opened_at < LATE:
        return None
    until = closing_time(teams.get(context.db, checkin.team_id).rule, card.sent_at)
    return until if until > context.now else None


def _refuse_guest(context: Context, checkin: Checkin, user: str) -> None:
    if teams.is_guest(context.db, checkin.team_id, user):
        whom = installations.find_name(context.db, checkin.workspace) or "this company"
        raise UserError(
            f"You are a guest here, so I don’t count your tap: the pulse is of the people who work at {whom}. "
            "Your words and your promises count."
        )


def _keep_score(context: Context, checkin: Checkin, user: str, score: int) -> None:
    scores = sealed_answers.load(context.db, context.secret, checkin.id)
    scores[sealed_answers.respondent_token(context.secret, checkin.id, user)] = score
    sealed_answers.save(context.db, context.secret, checkin.id, scores)
    # A late tap may be the one that was missing.
    if checkin.closed_at:
        pulses.publish_figure(context, checkin)


def _note_skipped(context: Context, event: AuditEvent, team_id: str, detail: dict[str, str]) -> None:
    note_act(context, event, actor=CLOCK, team_id=team_id, detail=detail)


def _address(checkin: Checkin) -> Address:
    return Address(checkin.workspace, checkin.channel, checkin.team_id)


def _says_anything(note: Note) -> bool:
    return bool(note.moved or note.stuck or note.need)
