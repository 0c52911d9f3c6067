"""The Home tab of one person, in a number of statements that does not grow with what there is."""

from collections.abc import Mapping
from datetime import timedelta

from bot.coaching.next_play.choice import choose_next_play
from bot.coaching.next_play.state import TeamState
from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.charter.shape import Charter
from bot.delivery.cards import run_cards
from bot.messages.block_kit.render import Message
from bot.messages.documents.documents import name_document
from bot.messages.front.front import Line
from bot.messages.front.home import HomeTab, WaitingRun, WaitingWave, WaveNews, compose_home
from bot.messages.teams import away
from bot.model.outbox import OutboxRow
from bot.records import drafts, followups, members, people, progress, statuses, teams, waves
from bot.records.database import Database
from bot.reports import availability
from bot.reports import waves as wave_reports

Library = Mapping[str, Playbook]
NEWS = timedelta(days=90)  # how long what a wave came to is shown
ASKED = timedelta(days=30)  # how long a question about a result of one's own is shown


def compose_home_card(
    db: Database, library: Library, lines: Mapping[str, Line], secret: bytes, row: OutboxRow
) -> Message:
    """Return the Home tab of an outbox row; on top, while it is open, whether a status means that they are away."""
    today = availability.of_person(db, row.workspace, row.ref, row.due_at).today(row.due_at)
    home = compose_home(_gather(db, library, secret, row), lines)
    return away.ask_about_status(home, statuses.find_unanswered(db, row.workspace, row.ref, today))


def _gather(db: Database, library: Library, secret: bytes, row: OutboxRow) -> HomeTab:
    user, workspace, now = row.ref, row.workspace, row.due_at
    mine = progress.of_person(db, workspace, user, now)
    memberships = members.list_memberships(db, workspace, user)
    person = people.get(db, workspace, user)
    asked = followups.list_unanswered(db, workspace, user, now - ASKED)
    return HomeTab(
        user,
        now,
        mine.offered,
        run_cards.list_waiting(db, library, workspace, user),
        [WaitingRun(_name(library, each.playbook, each.subject), each.id) for each in asked],
        _list_drafts(db, library, workspace, user),
        _list_waves(db, library, secret, row),
        _list_news(db, library, row),
        mine.mine,
        [(team, memberships[team.id]) for team in teams.list_for_person(db, workspace, user) if team.id in memberships],
        _list_words(library),
        person.muted_at is not None and not (person.muted_until and person.muted_until <= now),
    )


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
    """Return the last wave of each playbook in each of their teams."""
    closed = waves.list_news(db, row.workspace, row.ref, (row.due_at - NEWS).date())
    latest = {(each.team_id, each.playbook): each for each in reversed(closed) if each.playbook in library}
    return [
        WaveNews(
            library[each.playbook].title,
            each.id,
            each.channel,
            each.headline,
            each.closed_on or each.last_on,
            wave_reports.has_pages(each),
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
