"""Updates of the messages and Home tabs that show something that changed: worked out here, so that nobody who changes
something has to know them.

Call these in the transaction of the change. Everything is drawn from what is recorded when it is sent.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.actions import threads
from bot.actions.context import Context
from bot.coaching import followup_rules
from bot.model.checkins import Checkin
from bot.model.commitments import Commitment, CommitmentEvent
from bot.model.followups import Followup
from bot.model.outbox import Address, Kind, Operation
from bot.model.reminders import Reminder
from bot.model.runs import Run, VariantName
from bot.model.seats import Seat
from bot.model.teams import Team
from bot.model.waves import Wave
from bot.records import approvals, checkins, offers, outbox, people, results, run_answers, runs, seats, teams, versions
from bot.records import commitments as records
from bot.records import corrections as correction_records
from bot.records import reminders as reminder_records
from bot.records.commitment_log import list_entries

QUARTER = timedelta(minutes=15)
FOLLOWED = timedelta(days=365)  # how long a reminder follows what becomes of its subject: as long as it is kept
OFFERS = 2  # the open one, and the one that it replaced; what became of earlier ones stands in their messages


def changed_commitment(context: Context, commitment: Commitment) -> None:
    """Draw everything that shows this commitment: its message, its offers, the result that it comes from, the newest
    check-in, reminders of it, and the Home of everybody who has had to do with it.
    """
    at = Address(commitment.workspace, commitment.channel, commitment.team_id)
    _message(context, Kind.COMMITMENT, commitment.id, at)
    changed_advice(context, commitment)
    changed_stuck(context, commitment)
    for offer_id in offers.list_ids(context.db, commitment.id)[:OFFERS]:
        _message(context, Kind.OFFER, offer_id, at)
    latest = checkins.find_latest(context.db, commitment.team_id)
    if latest:
        changed_checkin(context, latest)
    reminders(context, commitment.id)
    homes_of_commitment(context, commitment)


def changed_advice(context: Context, commitment: Commitment) -> None:
    """Draw the result, or the document, whose advice or talk a commitment carries: it says who has it."""
    if commitment.wave_id:
        at = Address(commitment.workspace, commitment.channel, commitment.team_id)
        _message(context, Kind.WAVE_RESULT, commitment.wave_id, at)
    if commitment.run_id and commitment.advice:
        _shown_of(context, commitment.run_id)


def _shown_of(context: Context, run_id: str) -> None:
    """Draw what stands in the channel of a run: its result, or its document."""
    shown = threads.find_result(context, runs.get(context.db, run_id))
    posted, current = runs.get(context.db, shown.ref), results.find_current(context.db, shown.ref)
    _message(context, shown.kind, shown.ref, current.find_place(posted.started_by))


def changed_stuck(context: Context, commitment: Commitment) -> None:
    """Draw the message that says that it is stuck, and those that it helps to answer: who helps, whether it moves."""
    at = Address(commitment.workspace, commitment.channel, commitment.team_id)
    for stuck in filter(None, (commitment.id, commitment.helps)):
        for entry in list_entries(context.db, stuck, CommitmentEvent.STUCK)[-1:]:
            _message(context, Kind.STUCK, entry.id, at)
    latest = checkins.find_latest(context.db, commitment.team_id)
    if latest and (commitment.helps or commitment.voice):
        changed_checkin(context, latest)


def changed_run(context: Context, run: Run, notify_on_failure: str | None = None) -> None:
    """Draw what the channel sees of a run: the card of a team's draft, a result, the list that it scores."""
    is_draft = run.variant == VariantName.FULL
    kind, ref = (Kind.TEAM_DRAFT, run.id) if is_draft else (Kind.RESULT, run.list_id or run.replaces or run.id)
    context.say(kind, ref, run.address, op=Operation.UPDATE, notify_on_failure=notify_on_failure)


def changed_result(context: Context, ref: str) -> None:
    """Draw the post of a result: what it says now, who takes part, how far it is."""
    posted, current = runs.get(context.db, ref), results.find_current(context.db, ref)
    context.say(Kind.RESULT, ref, current.find_place(posted.started_by), op=Operation.UPDATE)


def changed_document(context: Context, version: Run) -> None:
    """Draw everything that shows this version of a document: the document's post, what its thread says of the version,
    the reminders of it, and the Home of everybody whose side must approve it. Of the first version, which is posted
    after this, there is only the Home.
    """
    document_id, notify = versions.get_document(context.db, version)[0].id, version.started_by
    if outbox.is_posted(context.db, Kind.DOCUMENT, document_id):
        context.say(Kind.DOCUMENT, document_id, version.address, op=Operation.UPDATE, notify_on_failure=notify)
    _message(context, Kind.DOCUMENT_CHANGED, version.id, version.address)
    reminders(context, version.id)
    leads = teams.list_managers(context.db, version.team_id)
    homes(context, version.workspace, *approvals.list_approvers(context.db, version.id), *leads)


def changed_followup(context: Context, followup: Followup) -> None:
    """Draw the card of a follow-up in the channel, where one person alone was asked their reminder, the pilot that it
    decides about, and the Home of everybody who may be asked.
    """
    playbook = context.library.get(followup.playbook)
    asked = followup_rules.find_followup(playbook, followup.name) if playbook else None
    if asked and asked.on:  # what is decided on a day of its own is told by its post
        _shown_of(context, followup.run_id)
    named = run_answers.list_named(context.db, followup.run_id)
    leads = teams.list_managers(context.db, followup.team_id)
    homes(context, followup.workspace, followup.started_by, *named, *leads)
    if followup.is_public:
        context.say(Kind.FOLLOWUP, followup.id, followup.address, op=Operation.UPDATE)
    else:
        reminders(context, followup.id)


def changed_checkin(context: Context, checkin: Checkin) -> None:
    """Draw its card and its result card."""
    at = Address(checkin.workspace, checkin.channel, checkin.team_id)
    context.say(Kind.CHECKIN, checkin.id, at, op=Operation.UPDATE)
    if checkin.closed_at:
        context.say(Kind.CLOSING, checkin.id, at, op=Operation.UPDATE)


def checkin_later(context: Context, checkin_id: str) -> None:
    """Have a check-in's cards drawn anew at the next quarter of an hour, the same for whoever answers within one."""
    checkins.redraw_at(context.db, checkin_id, _next_quarter(context.now))


def _next_quarter(now: datetime) -> datetime:
    """Return the next full quarter of an hour by the clock."""
    return now.replace(minute=now.minute // 15 * 15, second=0, microsecond=0) + QUARTER


def introduction(context: Context, team: Team) -> None:
    """Draw the post that introduces the team."""
    _message(context, Kind.INTRODUCTION, team.id, Address(team.workspace, team.channel, team.id))


def changed_seats(context: Context, posted: Run, before: Iterable[Seat]) -> None:
    """Draw the Home of everybody who was (`before`), or is, asked to take part in a result."""
    after = seats.list_seats(context.db, posted.id)
    homes(context, posted.workspace, *(each.user_id for each in (*before, *after)))


def corrections(context: Context, ref: str, said_of: str) -> None:
    """Draw what the authors of a result were told is not so in what it said as that run."""
    for each in correction_records.list_of(context.db, ref, said_of):
        for author in results.list_authors(context.db, ref):
            at = Address.to_person(runs.get(context.db, ref).workspace, author)
            _message(context, Kind.CORRECTED, f"{said_of}/{each.user_id}/{author}", at)


def reminders(context: Context, ref: str) -> None:
    """Draw the reminders of something that people have had."""
    for reminder in reminder_records.sent_since(context.db, ref, context.now - FOLLOWED):
        _message(context, Kind.REMINDER, reminder.id, Address.to_person(reminder.workspace, reminder.user_id))


def wave_invitations(context: Context, wave: Wave, user: str) -> None:
    """Draw what asks one person to answer a wave, after they have left it or come back, and their Home."""
    for reminder in reminder_records.sent_since(context.db, wave.id, context.now - FOLLOWED):
        if reminder.user_id == user:
            _message(context, Kind.REMINDER, reminder.id, Address.to_person(wave.workspace, user))
    homes(context, wave.workspace, user)


def pressed_reminder(context: Context, reminder: Reminder, channel: str, ts: str) -> None:
    """Draw the very message of a reminder in which something was pressed."""
    at, message = Address.to_person(reminder.workspace, reminder.user_id), {"channel": channel, "ts": ts}
    context.say(Kind.REMINDER, reminder.id, at, op=Operation.UPDATE, detail=message)


def homes(context: Context, workspace: str, *users: str | None) -> None:
    """Draw the Home tab of those of these people who have ever opened it.

    Never upon a tap or an answer that is confidential: whose tab is drawn then would say whose it was.
    """
    # In order: two transactions that draw the same tabs in different orders would be a deadlock.
    for user in people.list_with_home(context.db, workspace, set(filter(None, users))):
        home(context, workspace, user)


def home(context: Context, workspace: str, user: str) -> None:
    """Draw the Home tab of somebody who has it open."""
    context.say(Kind.HOME, user, Address.to_person(workspace, user), op=Operation.HOME)


def homes_of_leads(context: Context, workspace: str, team_id: str) -> None:
    """Draw the Home tab of whoever leads the team: it says what the team needs, who is in it, and when it is asked."""
    homes(context, workspace, *teams.list_managers(context.db, team_id))


def homes_of_all_leads(context: Context, team_ids: Iterable[str]) -> None:
    """Draw the Home tab of whoever leads one of these teams."""
    for workspace, user in people.list_leads_with_home(context.db, team_ids):
        home(context, workspace, user)


def homes_of_commitment(context: Context, commitment: Commitment) -> None:
    """Draw the Home tab of whoever has had to do with a commitment, and of whoever leads its team."""
    leads = teams.list_managers(context.db, commitment.team_id)
    homes(context, commitment.workspace, *records.list_participants(context.db, commitment), *leads)


def _message(context: Context, kind: Kind, ref: str, at: Address) -> None:
    if outbox.is_posted(context.db, kind, ref):
        context.say(kind, ref, at, op=Operation.UPDATE)
