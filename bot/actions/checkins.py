"""Check-ins: opened when they are due or asked for, answered, closed."""

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
from bot.model.checkins import Checkin, Note, NoteKind
from bot.model.outbox import Address, Kind, Operation, OutboxState
from bot.model.teams import PauseReason, Team
from bot.records import checkins, installations, notes, posts, sealed_answers, teams
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


def open_due_checkin(context: Context, team: Team) -> bool:
    """Open the check-in that is due, and move on to the next one; of several callers one opens it.

    Return False when none was opened: another caller was quicker, it is too late for it, or nobody needs it.
    """
    # After downtime the next one may be due as well, and less than LATE: then it is not passed over, but comes next.
    upcoming = next_occasion(team.rule, team.next_checkin_on, context.now - LATE)
    with context.db.atomic():
        # Moved on first of all: whoever moves it opens it, and nobody else, even where it is skipped.
        if not teams.schedule(context.db, team, upcoming):
            return False
        if context.now - team.next_checkin_at > LATE:
            detail = {"due": stamp(team.next_checkin_at)}
            _note_skipped(context, AuditEvent.CHECKIN_SKIPPED, team.id, detail)
            return False
        # A team that nobody has set up is left in peace.
        if not team.confirmed_at:
            return False
        return _open(context, team, team.next_checkin_at, notify=team.created_by) is not None


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
        opened = _open(context, team, regular or context.now, notify=user)
        if opened is None:
            raise UserError("Somebody was quicker: I have asked already. Have a look in the channel.")
        early = regular is not None and regular > context.now
        return Opening(checkins.get(context.db, opened), new=True, regular=regular if early else None)


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


def _open(context: Context, team: Team, due: datetime, *, notify: str) -> str | None:
    """Open it in the team's channel and return its id; None when this one has been opened before.

    One that is still open is closed first: a team has one at a time.
    """
    # `create` would refuse it as well, but by then the one that is open would be closed for nothing.
    before = checkins.find_latest(context.db, team.id)
    running = before is not None and not before.closed_at
    if before and running:
        if checkins.exists(context.db, team.id, due):
            return None
        _close(context, before)
    closes = closing_time(team.rule, context.now)
    number = before.number + 1 if before else 1
    asked = choose_question(context.questions, team.id, number)
    opened = checkins.create(
        context.db,
        team.id,
        due=due,
        now=context.now,
        closes=closes,
        number=number,
        question=asked.ask if asked else "",
        note_kind=NoteKind(asked.note) if asked and asked.note else None,
    )
    if opened is None:
        return None
    if before:
        pulses.forget_answers(context, before)
    weekly.ask_factor(context, team.id, opened)
    at = Address(team.workspace, team.channel, team.id)
    context.say(Kind.CHECKIN, opened, at, notify_on_failure=notify)
    redraw.homes_of_leads(context, team.workspace, team.id)
    # A closed one takes words until the next one opens; its card has to say that this is over. `_close` does it else.
    if before and not running:
        redraw.changed_checkin(context, before)
    return opened


def _take_place_of_regular(context: Context, team: Team) -> datetime | None:
    """Move on from the regular check-in when that is close, and return its moment; None when it stays."""
    if team.next_checkin_at - context.now > EARLY:
        return None
    upcoming = next_occasion(team.rule, team.next_checkin_on, max(team.next_checkin_at, context.now))
    return team.next_checkin_at if teams.schedule(context.db, team, upcoming) else None


def _close(context: Context, checkin: Checkin, *, quietly: bool = False) -> bool:
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
    redraw.homes_of_leads(context, checkin.workspace, checkin.team_id)
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
