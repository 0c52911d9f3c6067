"""The table from the kind of an outbox row to its message, composed at the moment it is sent."""

from collections.abc import Callable, Mapping

from markupsafe import Markup

from bot.coaching.shapes.base import Playbook
from bot.delivery.ahead import Ahead
from bot.delivery.cards import (
    checkin_cards,
    commitment_cards,
    correction_cards,
    export_cards,
    home_card,
    quarter_cards,
    question_cards,
    reminder_cards,
    run_cards,
    seat_cards,
    sheet_cards,
    suggestion_cards,
    team_cards,
    trend_cards,
    wave_cards,
    weekly_cards,
)
from bot.messages.block_kit.charts import spell_charts
from bot.messages.block_kit.render import Message
from bot.messages.documents import document_files, document_posts
from bot.messages.front import digest_offers, forgetting, front, undelivered
from bot.messages.front.front import Line
from bot.messages.teams import admins as admin_messages
from bot.messages.teams import deletion
from bot.messages.teams import members as member_messages
from bot.messages.teams import teams as team_messages
from bot.model.outbox import Kind, Operation, OutboxRow, OutboxState
from bot.model.people import is_forgotten
from bot.model.teams import PauseReason
from bot.records import commitments, outbox, people, teams
from bot.records.database import Database, parse_stamp

CHANNEL_NEWS = {
    "user": "",
    "promises": 0,
    "stays": False,
    "leaderless": False,
    "did": "",
    "lead": "",
}  # as far as a row says nothing
Compose = Callable[[OutboxRow], Message | None]


def make_composer(
    db: Database,
    library: Mapping[str, Playbook],
    lines: Mapping[str, Line],
    secret: bytes,
    *,
    ahead: Ahead | None = None,
    charts: bool = True,
) -> Compose:
    """Return row → message (None: nothing to say any more). `lines` are the words of /align; `secret` opens what a
    person has answered in confidence, to tell them alone how far they are. `ahead` has read what is sent next. Without
    `charts` words say what they show.
    """
    cards = card_table(db, library, lines, secret, ahead or Ahead(db))

    def compose(row: OutboxRow) -> Message | None:
        message = cards[row.kind](row)
        return message if charts or message is None else spell_charts(message)

    return compose


def card_table(
    db: Database, library: Mapping[str, Playbook], lines: Mapping[str, Line], secret: bytes, ahead: Ahead
) -> dict[Kind, Compose]:
    """Return what composes the rows of each kind; every kind has its entry here or among the whispers."""
    plays = {word: lines[word] for word in library}
    cards: dict[Kind, Compose] = {
        Kind.RESULT: lambda row: run_cards.compose_result(db, library, row),
        Kind.QUESTIONS: lambda row: question_cards.compose_questions(db, library, row),
        Kind.MAIL: lambda row: question_cards.compose_mail(db, library, row),
        Kind.RESULT_CHANGED: lambda row: run_cards.compose_changed(db, library, row),
        Kind.RESULT_FILE: lambda row: run_cards.compose_result_file(db, library, row),
        Kind.COMPARISON: lambda row: run_cards.compose_comparison(db, library, row),
        Kind.SHEET: lambda row: sheet_cards.compose_sheet(db, library, row),
        Kind.SHEET_TEAM: lambda row: sheet_cards.ask_team(db, row),
        Kind.SEAT: lambda row: seat_cards.compose_willing(db, library, row),
        Kind.CORRECTED: lambda row: correction_cards.compose_corrected(db, library, row),
        Kind.COMMITMENT: lambda row: commitment_cards.compose_commitment(db, row),
        Kind.MARKED: lambda row: commitment_cards.compose_marked(db, row),
        Kind.OFFER: lambda row: commitment_cards.compose_offer(db, row),
        Kind.WILLING: lambda row: commitment_cards.compose_willing(db, row),
        Kind.UNTAKEN: lambda row: commitment_cards.compose_untaken(db, row),
        Kind.STUCK: lambda row: commitment_cards.compose_stuck(db, row),
        Kind.CHECKIN: lambda row: checkin_cards.compose_card(db, ahead, row),
        Kind.CLOSING: lambda row: checkin_cards.compose_closing(db, row),
        Kind.REMINDER: lambda row: reminder_cards.compose_reminder(db, library, lines, secret, row),
        Kind.WAVE: lambda row: wave_cards.compose_post(db, library, row),
        Kind.WAVE_RESULT: lambda row: wave_cards.compose_result(db, library, lines, row),
        Kind.WEEKLY: lambda row: weekly_cards.compose_said(library, row),
        Kind.WEEKLY_ENDED: lambda row: weekly_cards.compose_said(library, row),
        Kind.DOCUMENT: lambda row: run_cards.compose_document(db, library, row),
        Kind.DOCUMENT_CHANGED: lambda row: run_cards.say_version(db, library, row, document_posts.compose_changed),
        Kind.DOCUMENT_AGREED: lambda row: run_cards.say_version(db, library, row, document_posts.compose_agreed),
        Kind.DOCUMENT_FILE: lambda row: run_cards.say_version(db, library, row, document_files.compose_file),
        Kind.CANVAS: lambda row: run_cards.compose_canvas(db, library, row),
        Kind.FOLLOWUP: lambda row: run_cards.compose_followup(db, library, lines, row),
        Kind.TEAM_DRAFT: lambda row: run_cards.compose_team_draft(db, library, row),
        Kind.DOCUMENT_LIST: lambda row: run_cards.compose_document_list(db, library, row),
        Kind.REPORT: lambda row: quarter_cards.compose_report(db, library, row),
        Kind.SUGGESTION: lambda row: suggestion_cards.compose_answer(db, library, lines, row),
        Kind.HELLO: lambda row: front.compose_hello(plays),
        Kind.INTRODUCTION: lambda row: team_cards.compose_introduction(db, library, row),
        Kind.CHANNEL: lambda row: _compose_channel(db, row),
        Kind.TEAM_DELETED: lambda row: deletion.compose_deleted(row.detail),
        Kind.FORGOTTEN: lambda row: forgetting.compose_forgotten(),
        Kind.ADMIN: admin_messages.compose_admin,
        Kind.AUDIT_FILE: lambda row: team_cards.compose_audit_file(db, row),
        Kind.TREND: lambda row: trend_cards.compose_card(db, library, row),
        Kind.DIGEST_ENDED: lambda row: digest_offers.compose_leaderless(),
        Kind.EXPORT: lambda row: export_cards.compose_stage(db, row),
        Kind.EXPORT_FILE: lambda row: export_cards.compose_file(db, library, row),
        Kind.NOTICE: lambda row: front.compose_notice(Markup(row.detail["text"])),
        Kind.HOME: lambda row: home_card.compose_home_card(db, library, lines, secret, row),
        Kind.UNDELIVERED: lambda row: _compose_undelivered(db, cards, row),
        Kind.UNDRAWN: _compose_undrawn,
        Kind.MENDED: lambda row: _compose_mended(db, row),
    }
    return cards


def _compose_channel(db: Database, row: OutboxRow) -> Message | None:
    """Return what happened in a team's channel; None when it is so no longer."""
    team, news = teams.get(db, row.ref), {**CHANNEL_NEWS, **row.detail}
    if news["what"] in tuple(PauseReason) and news["what"] != team.pause_reason:
        return None
    news["forgotten"] = is_forgotten(news["user"])
    if news["what"] == "gone":
        news["promises"] = sum(each.owner == news["user"] for each in commitments.list_live(db, team.id))
        needless = not (news["promises"] or news["leaderless"])
        if needless or teams.get_role(db, team.id, news["user"]):
            return None
    if news["what"] == "joined":
        here = teams.get_role(db, team.id, news["user"])
        side = teams.get_side(db, team.id, news["user"])
        return member_messages.compose_new_member(team.id, team.channel, news["user"], side) if here else None
    news["leaderless"] = news["leaderless"] and not teams.list_managers(db, team.id)
    return team_messages.compose_news(team, news)


def _compose_undelivered(db: Database, cards: Mapping[Kind, Compose], row: OutboxRow) -> Message | None:
    """Return what happened to a row and what mends it, with the message itself, so that nothing is lost meanwhile."""
    lost = outbox.find(db, row.ref)
    if lost is None or lost.state not in (OutboxState.FAILED, OutboxState.DOUBT):
        # Somebody has had it sent, or seen it, since this was to be said.
        arrived = lost and lost.state == OutboxState.SENT and row.op == Operation.UPDATE
        return undelivered.compose_arrived(lost.channel) if lost and arrived else None
    if lost.op == Operation.PIN:
        return undelivered.compose_unpinned(lost.channel)
    if lost.op == Operation.CANVAS:
        return undelivered.compose_no_canvas(lost.channel, lost.error or "")
    message = cards[lost.kind](lost)
    return undelivered.compose_undelivered(lost, message) if message else None


def _compose_undrawn(row: OutboxRow) -> Message:
    """Return the notice about a row that could not be drawn, from its own few words: nothing is read for it."""
    detail = row.detail
    return undelivered.compose_undrawn(detail["row"], detail["channel"], again=detail["again"])


def _compose_mended(db: Database, row: OutboxRow) -> Message:
    zone = people.get(db, row.workspace, row.channel).zone or "UTC"
    return undelivered.compose_mended(parse_stamp(row.detail["since"]), zone, row.detail["why"])
