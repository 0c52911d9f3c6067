"""Documents: the word that shows one or starts it, and the buttons below it."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from markupsafe import Markup

from bot.actions import approvals
from bot.actions import documents as actions
from bot.actions.approvals import PressedMessage
from bot.actions.context import Context
from bot.actions.documents import Reader
from bot.actions.interviews import Interview, get_charter, load_own
from bot.actions.publishing import Clash
from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.charter.shape import Charter
from bot.messages.block_kit.blocks import View
from bot.messages.block_kit.targets import ToFinished, ToPage, ToRun
from bot.messages.documents import document_pages
from bot.messages.documents.document_changes import list_changes
from bot.messages.documents.document_clashes import CHOOSE, ToClash, list_theirs
from bot.messages.documents.document_windows import GO_ON, RESTART, SAVE
from bot.messages.documents.documents import (
    APPROVE,
    APPROVE_ASKED,
    CHANGE,
    CONFIRM,
    EVERYTHING,
    EXPORT,
    NEW,
    PIN,
    SHOW,
    SHOW_CHANGES,
    ToKind,
)
from bot.messages.front import front
from bot.messages.teams.members import Asked
from bot.model.outbox import Kind
from bot.model.rights import Right
from bot.model.subjects import fold_subject
from bot.model.teams import Team
from bot.records import runs, versions
from bot.reports import documents
from bot.reports.statistics import list_measures
from bot.slack.actor import Actor
from bot.slack.admission import check_team
from bot.slack.playbooks import interview_views as views
from bot.slack.request import Open, Replace, Reply, Request, Shown
from bot.slack.router import Story, on
from bot.slack.words import TeamNeed, Word


def words(library: Mapping[str, Playbook]) -> dict[str, Word]:
    """Return a word for each charter: it shows the document there is, or starts one."""
    return {
        word: Word(
            charter.summary,
            _opening(charter),
            charter.group,
            Right.SEE,
            TeamNeed.SET_UP,
            window=True,
            rest_words=None if charter.subject else (),
            button=charter.label,
        )
        for word, playbook in library.items()
        if (charter := Charter.of(playbook))
    }


def _opening(charter: Charter) -> Callable[[Request, str], Shown]:
    def open_word(request: Request, rest: str) -> Shown:
        return open_document(request, request.require_team(), charter, rest)

    return open_word


def open_document(request: Request, team: Team, charter: Charter, subject: str) -> Shown:
    """Show the document, for the asker alone; the list of them where a team has one a subject; otherwise start one."""
    context, reader = request.context, _reader(request.actor)
    known = versions.list_documents(context.db, team.id, charter.word)
    if subject:
        known = [each for each in known if fold_subject(each[-1].subject) == fold_subject(subject)]
    if not known:
        return _begin(request, team, charter, subject)
    if charter.subject and not subject:
        actions.whisper(context, Kind.DOCUMENT_LIST, ToKind(charter.word, team.id).encode(), team.id, reader)
    else:
        actions.whisper(context, Kind.DOCUMENT, known[0][-1].id, team.id, reader)
    return None


def _begin(request: Request, team: Team, charter: Charter, subject: str) -> Shown:
    """Start the document, which needs more than to look for one."""
    context, writing = request.context, replace(request, right=Right.TAKE_PART)
    offer = check_team(writing, team, Asked(charter.word, subject))
    return offer or Replace(
        views.show_begun(request, actions.begin(context, team.id, request.actor.user, charter, subject))
    )


def go_on(request: Request, to: ToRun) -> Shown:
    """Go on with the part that somebody chose to change, or publish it when nothing more is to change."""
    context, user, chosen = request.context, request.actor.user, request.fields.only_option()
    if chosen == SAVE:
        return _show_published(context, actions.finish_change(context, to.run, user))
    interview = load_own(context, to.run, user)
    return Replace(views.show_part(request, interview, ToPage.decode(chosen).step))


def choose(request: Request, to: ToClash) -> Shown:
    """Publish a change with the answers chosen where somebody else has changed the same."""
    context, user = request.context, request.actor.user
    clash = actions.find_clash_of(context, to.run, user)
    theirs = list_theirs(clash.points if clash else (), request.fields.option)
    return _show_published(context, actions.choose(context, to.run, user, to.current, theirs))


def _show_published(context: Context, published: Interview | Clash) -> Shown:
    if isinstance(published, Clash):
        return Replace(views.show_clash(context, published))
    return Replace(views.show_finished(context, published))


def show_everything(request: Request, to: ToFinished) -> Shown:
    """Show all that the document says, as it stands now, and what can be done with it."""
    return Open(_everything(request.context, to))


def _everything(context: Context, to: ToFinished) -> View:
    current = documents.get_current(context.db, to.run)
    run = runs.get(context.db, current.run_id)
    charter = get_charter(context, run.playbook)
    measures = list_measures(context.db, run.team_id, charter, run.end)
    return document_pages.show_everything(charter, documents.compare(context.db, charter, current), measures=measures)


def approve(request: Request, to: ToFinished) -> Shown:
    """Agree to the version, for the side of whoever presses."""
    approvals.approve(request.context, to.run, _reader(request.actor), _pressed_message(request))
    return None


def confirm(request: Request, to: ToFinished) -> Shown:
    """Confirm the part of whoever presses."""
    approvals.confirm(request.context, to.run, _reader(request.actor), _pressed_message(request))
    return None


def approve_asked(request: Request, to: ToFinished) -> Shown:
    """Agree to the version in the message that asked for it: that is drawn anew by itself."""
    approvals.approve(request.context, to.run, _reader(request.actor), None)
    return None


def change(request: Request, to: ToFinished) -> Shown:
    """Take up a change of the document."""
    return Replace(views.show_change(request, actions.change(request.context, to.run, request.actor.user)))


def restart(request: Request, to: ToRun) -> Shown:
    """Begin a change anew, with what the current version says."""
    draft = actions.restart_change(request.context, to.run, request.actor.user)
    return Replace(views.show_change(request, draft))


def show_changes(request: Request, to: ToFinished) -> Shown:
    """List what changed from version to version."""
    context = request.context
    charter = get_charter(context, runs.get(context.db, to.run).playbook)
    return Open(list_changes(charter, documents.list_versions(context.db, to.run)))


def show(request: Request, to: ToFinished) -> Shown:
    """Show one document of a list, to the one who presses."""
    actions.show(request.context, to.run, _reader(request.actor))
    return None


def begin(request: Request, to: ToKind) -> Shown:
    """Begin a new document."""
    context = request.context
    draft = actions.begin(context, to.team, request.actor.user, get_charter(context, to.word))
    return Replace(views.show_begun(request, draft))


def export(request: Request, to: ToFinished) -> Shown:
    """Export the document as files."""
    actions.export(request.context, to.run, request.actor.user)
    return Reply(front.compose_notice(Markup("It is on its way to you, as a direct message from me.")))


def pin(request: Request, to: ToFinished) -> Shown:
    """Pin the document in its channel."""
    actions.pin(request.context, to.run, request.actor.user)
    return Replace(_everything(request.context, to))


STORY = Story(
    presses=(
        on(APPROVE, approve, Right.TAKE_PART),
        on(CONFIRM, confirm, Right.TAKE_PART),
        on(APPROVE_ASKED, approve_asked, Right.TAKE_PART),
        on(EVERYTHING, show_everything, Right.SEE),
        on(CHANGE, change, Right.TAKE_PART),
        on(RESTART, restart, Right.BEGAN),
        on(SHOW_CHANGES, show_changes, Right.SEE),
        on(SHOW, show, Right.SEE),
        on(NEW, begin, Right.TAKE_PART),
        on(EXPORT, export, Right.SEE),
        on(PIN, pin, Right.TAKE_PART),
    ),
    submissions=(on(GO_ON, go_on, Right.BEGAN), on(CHOOSE, choose, Right.BEGAN)),
)


def _reader(actor: Actor) -> Reader:
    """Return where this person reads: here in the channel, or in their direct messages where this is none."""
    if actor.direct:
        return Reader(actor.workspace, actor.user)
    return Reader(actor.workspace, actor.user, actor.channel, actor.response_url)


def _pressed_message(request: Request) -> PressedMessage | None:
    # Of a press below an ephemeral message Slack sends the container without the message.
    message, actor = request.body.get("message"), request.actor
    whispered = bool((request.body.get("container") or {}).get("is_ephemeral"))
    if not message and not whispered:
        return None
    ts = message["ts"] if message else ""
    return PressedMessage(actor.channel, ts, whispered=whispered, direct=actor.direct)
