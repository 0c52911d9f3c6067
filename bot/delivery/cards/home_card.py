"""The Home tab of one person, in a number of statements that does not grow with what there is."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from bot.coaching import followup_rules
from bot.coaching.interview.route import Answers
from bot.coaching.next_play.choice import choose_next_play
from bot.coaching.next_play.state import TeamState
from bot.coaching.schedule.dates import today_in
from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.charter.shape import Charter
from bot.coaching.summary.attention import sort_by_need
from bot.coaching.summary.figures import Reader, TeamFigures
from bot.coaching.summary.period import make_usual
from bot.delivery.cards import run_cards
from bot.messages.block_kit.render import Message
from bot.messages.documents.documents import name_document
from bot.messages.front.front import Line
from bot.messages.front.home import HomeTab, WaveNews, compose_home
from bot.messages.front.home_teams import OwnTeam
from bot.messages.front.home_waiting import Waiting, WaitingRun, WaitingSeat, WaitingWave
from bot.messages.teams import away
from bot.model.commitments import Commitment
from bot.model.followups import Followup
from bot.model.outbox import OutboxRow
from bot.model.seats import Seat, SeatState
from bot.model.teams import Membership, Role, Team
from bot.records import (
    admins,
    audit,
    digests,
    drafts,
    followups,
    invitations,
    members,
    people,
    progress,
    run_answers,
    seats,
    statuses,
    teams,
    waves,
)
from bot.records import away as away_records
from bot.records.database import Database
from bot.reports import availability
from bot.reports import waves as wave_reports
from bot.reports.summary import add_links
from bot.reports.team_figures import summarize_needs

Library = Mapping[str, Playbook]
NEWS = timedelta(days=90)  # how long what a wave came to is shown
ASKED = timedelta(days=30)  # how long a question about a result of one's own is shown


def compose_home_card(
    db: Database, library: Library, lines: Mapping[str, Line], secret: bytes, row: OutboxRow
) -> Message:
    """Return the Home tab of an outbox row; on top, while it is open, whether a status means that they are away."""
    today = availability.of_person(db, row.workspace, row.ref, row.due_at).today(row.due_at)
    home = compose_home(_gather(db, library, secret, row, today), lines)
    return away.ask_about_status(home, statuses.find_unanswered(db, row.workspace, row.ref, today))


def _gather(db: Database, library: Library, secret: bytes, row: OutboxRow, today: date) -> HomeTab:
    user, workspace, now = row.ref, row.workspace, row.due_at
    promised, person = progress.of_person(db, workspace, user, now), people.get(db, workspace, user)
    placed, memberships = teams.list_for_person(db, workspace, user), members.list_memberships(db, workspace, user)
    own = [(team, memberships[team.id]) for team in placed if team.id in memberships]
    led = [(team, membership) for team, membership in own if membership.role is Role.MANAGER]
    return HomeTab(
        user,
        now,
        today,
        _list_waiting(db, library, secret, row, promised.offered),
        _list_news(db, library, row),
        promised.mine,
        own,
        _summarize_led(db, library, [team for team, _ in led], row),
        _find_own(db, *led[0]) if len(led) == 1 else None,
        _list_words(library),
        person.muted_at is not None and not (person.muted_until and person.muted_until <= now),
        next(iter(away_records.list_ahead(db, workspace, user, today)), None),
        audit.find_look(db, workspace, user) if own else None,
        person.is_admin or admins.is_named(db, workspace, user),
        digests.find(db, workspace, user) if led else None,
    )


def _list_waiting(
    db: Database, library: Library, secret: bytes, row: OutboxRow, offered: Sequence[Commitment]
) -> Waiting:
    user, workspace = row.ref, row.workspace
    return Waiting(
        user,
        invitations.list_waiting(db, workspace, user),
        offered,
        _list_seats(db, library, workspace, user),
        run_cards.list_waiting(db, library, workspace, user),
        _list_questions(db, library, workspace, user, row.due_at - ASKED),
        _list_drafts(db, library, workspace, user),
        _list_waves(db, library, secret, row),
    )


def _find_own(db: Database, team: Team, membership: Membership) -> OwnTeam:
    return OwnTeam(team, membership, teams.list_members(db, team.id), invitations.list_of_team(db, team.id))


def _summarize_led(db: Database, library: Library, led: Sequence[Team], row: OutboxRow) -> list[TeamFigures]:
    """Return the figures of the teams that somebody leads, what needs them first."""
    if not led:
        return []
    today = max(today_in(zone, row.due_at) for zone in {team.zone for team in led})
    reader = Reader(row.ref, frozenset(team.id for team in led))
    figures = sort_by_need(summarize_needs(db, library, led, make_usual(today), row.due_at, reader))
    return [add_links(db, figures[0])] if len(figures) == 1 else figures


def _list_seats(db: Database, library: Library, workspace: str, user: str) -> list[WaitingSeat]:
    return [
        WaitingSeat(question.label, each.subject, each.started_by, each.channel, each.run_id)
        for each in seats.list_waiting(db, workspace, user)
        if each.playbook in library and (question := library[each.playbook].questions.get(each.name))
    ]


def _list_questions(db: Database, library: Library, workspace: str, user: str, since: datetime) -> list[WaitingRun]:
    """Return what somebody is asked by name about results: of their own, and of their teams'."""
    public = followups.list_public(db, workspace, user, since)
    given = run_answers.get_of_runs(db, [each.run_id for each in public])
    passed = seats.list_of_runs(db, [each.posted_as for each in public])
    asked = [
        *followups.list_unanswered(db, workspace, user, since),
        *(
            each
            for each in public
            if user in _list_asked(library, each, given[each.run_id], [s for s in passed if s.run_id == each.posted_as])
        ),
    ]
    return [WaitingRun(_name(library, each.playbook, each.subject), each.id) for each in asked]


def _list_asked(library: Library, asked: Followup, answers: Answers, known: Sequence[Seat]) -> list[str]:
    """Return whom the card of a follow-up asks by name; nobody where its playbook asks it no longer."""
    playbook = library.get(asked.playbook)
    followup = followup_rules.find_followup(playbook, asked.name) if playbook else None
    if playbook is None or followup is None:
        return []
    not_in = [seat.name for seat in known if seat.state is not SeatState.TAKEN]
    result = playbook.evaluate(answers, asked.variant)
    return followup_rules.list_asked(followup, result.answers, asked.started_by, not_in)


def _list_words(library: Library) -> list[str]:
    """Return every playbook, first the one that a team takes of which nothing is known."""
    play = choose_next_play(TeamState(), library).play
    return list(dict.fromkeys([*([play.word] if play else []), *library]))


def _list_drafts(db: Database, library: Library, workspace: str, user: str) -> list[WaitingRun]:
    own = [run for run in drafts.list_own(db, workspace, user) if run.playbook in library]
    answers = drafts.list_plain_answers(db, [run.id for run in own])
    named = []
    for run in own:
        question = library[run.playbook].subject_question
        subject = answers.get((run.id, question.name)) if question else None
        named.append(WaitingRun(_name(library, run.playbook, subject if isinstance(subject, str) else ""), run.id))
    return named


def _list_waves(db: Database, library: Library, secret: bytes, row: OutboxRow) -> list[WaitingWave]:
    return [
        WaitingWave(each.survey.title, each.wave.id, each.wave.channel, each.wave.last_on, each.answered, each.total)
        for each in wave_reports.list_unfinished(db, library, secret, row.workspace, row.ref)
    ]


def _list_news(db: Database, library: Library, row: OutboxRow) -> list[WaveNews]:
    """Return the last wave of each playbook in each of their teams, and the last one of a single factor of it."""
    closed = waves.list_news(db, row.workspace, row.ref, (row.due_at - NEWS).date())
    latest = {(each.team_id, each.playbook, each.mode): each for each in reversed(closed) if each.playbook in library}
    return [
        WaveNews(
            library[each.playbook].title,
            each.id,
            each.channel,
            each.headline,
            each.closed_on or each.last_on,
            wave_reports.has_pages(each),
            wave_reports.find_level(each),
        )
        for each in reversed(latest.values())
    ]


def _name(library: Library, word: str, subject: str) -> str:
    playbook = library.get(word)
    charter = Charter.of(playbook)
    if charter:
        return name_document(charter, subject)
    title = playbook.title if playbook else word
    return f"{title}: {subject}" if subject else title
