"""A filled-in questionnaire that somebody sends to the bot alone: read beside, and kept in their own draft."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.actions import redraw, runs
from bot.actions.context import Context
from bot.actions.interviews import lock_interview
from bot.coaching.interview.route import Answers
from bot.coaching.shapes.checklist.given_answers import GivenAnswer, Questionnaire, find_reader
from bot.coaching.shapes.checklist.shape import Checklist
from bot.model.outbox import Address, Kind, Operation, OutboxRow
from bot.model.teams import Role
from bot.records import outbox, teams

PARTLY = "partly"
IMPATIENT = timedelta(seconds=10)  # pressed again within this, it is the same wish
OUTSIDE = (
    "You take part in no team yet, so there is nowhere to keep its answers. Go to your team's channel, type "
    "`/align {word}` there, and send me the sheet then."
)


def receive_file(context: Context, workspace: str, user: str, file: str) -> None:
    """Have a file read for the team of whoever has sent it; of several ask which."""
    with context.db.atomic():
        mine = [
            each.id
            for each in teams.list_for_person(context.db, workspace, user)
            if teams.get_role(context.db, each.id, user) in (Role.MANAGER, Role.MEMBER)
        ]
        if len(mine) == 1:
            read_file(context, workspace, mine[0], user, file)
        elif mine:
            context.say(Kind.SHEET_TEAM, file, Address.to_person(workspace, user))
        else:
            explain(context, workspace, user, OUTSIDE)


def read_file(context: Context, workspace: str, team_id: str, user: str, file: str) -> None:
    """Have a file read for a team, once however often they press."""
    at, ref = Address(workspace, user, team_id), f"{file} {team_id}"
    with context.db.atomic():
        teams.lock_row(context.db, team_id)
        if not outbox.was_said(context.db, Kind.SHEET, ref, user, context.now - IMPATIENT):
            context.say(Kind.SHEET, ref, at, op=Operation.READ, detail={"file": file})


def explain(context: Context, workspace: str, user: str, text: str) -> None:
    """Say to whoever has sent a file why nothing comes of it, and what to do."""
    reader = find_reader(context.library)
    told = text.replace("{word}", reader.word if reader else "")
    context.say(Kind.NOTICE, user, Address.to_person(workspace, user), detail={"text": told})


def take_sheet(context: Context, row: OutboxRow, read: Mapping[str, Any]) -> None:
    """Keep what a file answers in the draft of whoever has sent it, and say what it comes to; or why there is nothing.

    Call it in a transaction.
    """
    user, reader = row.channel, find_reader(context.library)
    if "fault" in read or reader is None or row.team_id is None:
        explain(context, row.workspace, user, read.get("fault", OUTSIDE))
    elif teams.get_role(context.db, row.team_id, user) not in (Role.MANAGER, Role.MEMBER):
        explain(context, row.workspace, user, OUTSIDE)
    else:
        _keep_answers(context, row, user, reader, read["sheet"])


def _keep_answers(context: Context, row: OutboxRow, user: str, checklist: Checklist, sheet: Questionnaire) -> None:
    assert row.team_id is not None
    ref = ""
    if sheet.answered:
        draft = lock_interview(context, runs.begin(context, row.team_id, user, checklist.word))
        runs.save(context, draft, _choose_answers(checklist, sheet, draft.answers))
        redraw.homes(context, row.workspace, user)
        ref = draft.run.id
    context.say(Kind.SHEET, ref or row.id, row.address, detail=_describe(sheet, draft=bool(ref)))


def _choose_answers(checklist: Checklist, sheet: Questionnaire, answers: Answers) -> dict[tuple[str, str], Any]:
    """Return what the sheet plainly answers. What somebody has said themselves stays."""
    subject = {checklist.subject: sheet.subject} if sheet.subject else {}
    written = {each.question.name: checklist.in_writing for each in sheet.answered if each.is_good}
    return {
        (name, ""): value
        for name, value in {**subject, **written}.items()
        if answers.get((name, "")) in (None, "", checklist.unknown)
    }


def _describe(sheet: Questionnaire, *, draft: bool) -> dict[str, object]:
    """Return what there is to tell of it, without a word of theirs."""
    return {
        "draft": draft,
        "good": [each.question.name for each in sheet.answered if each.is_good],
        "judge": [_name_answer(each) for each in sheet.answered if not each.is_good],
        "open": [each.question.name for each in sheet.open],
        "others": sheet.other_versions,
        "cut": bool(sheet.cut),
    }


def _name_answer(answer: GivenAnswer) -> tuple[str, str]:
    """Return the question, and what they say to it as a word."""
    return answer.question.name, PARTLY if answer.partly else answer.says or ""
