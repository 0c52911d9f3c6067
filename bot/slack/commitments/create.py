"""Making a commitment: from a result's Commit button, with /align commit, or out of a message somebody wrote."""

import re

from bot.actions import commitments as actions
from bot.coaching.schedule.dates import today_in
from bot.errors import UserError
from bot.messages import commitments as messages
from bot.messages.blocks import View
from bot.messages.commitments import CREATE, WRITE, FromRun, NewIn
from bot.messages.front import KEEP
from bot.messages.payloads import Act, Nothing
from bot.model.commitments import NewCommitment
from bot.model.teams import Team
from bot.records import runs, teams
from bot.slack.commitments import drafts
from bot.slack.commitments.reading import check_can_own, read_day, read_person, read_words
from bot.slack.fields import Fields
from bot.slack.manifest import Shortcut
from bot.slack.request import Open, Replace, Request, Shown
from bot.slack.router import Story, on
from bot.slack.teams.choice import NO_TEAM, list_teams
from bot.slack.words import TeamNeed, Word

LABEL = re.compile(r"^(if\s+|(then\s+)?i(’ll|'ll| will)\s+|then\s+)", re.IGNORECASE)  # typed though it stands there
FROM_MESSAGE = Act("commitment:from_message", Nothing)
SHORTCUT = Shortcut("Make this a commitment", FROM_MESSAGE.name, "Turn what somebody wrote into a promise with a date")


def commit_word(request: Request, rest: str) -> Shown:
    """Open the window for /align commit, with what to do behind it if they like."""
    assert request.team is not None
    return Replace(drafts.window_for_teams(request, [request.team], rest))


def write(request: Request, source: FromRun) -> Shown:
    """Open the window under a result: empty, or with the commitment that a piece of advice carries."""
    return Open(drafts.window_for_run(request, source.run, source.advice))


def write_from_message(request: Request, _: Nothing) -> Shown:
    """Open the window from a message: its words are what the person who chose it will do."""
    return Open(_window_here(request, drafts.words_of_message(request, request.body["message"])))


def create(request: Request, source: NewIn) -> Shown:
    """Record what stands in the window."""
    team = _team(request, source)
    new = _read(request.fields)
    check_can_own(request, team.workspace, owner=new.owner, partner=new.partner)
    today = today_in(team.zone, request.context.now)
    actions.create(
        request.context,
        source.commitment,
        new,
        team_id=team.id,
        run_id=source.run or None,
        by=request.actor.user,
        today=today,
    )
    return Replace(messages.saved())


SYNONYMS = "commitment, action item, to do, remember what I will do"
SUMMARY = "Make a promise: if …, then I will …"
WORDS = {"commit": Word(SUMMARY, commit_word, KEEP, TeamNeed.REQUIRED, window=True, synonyms=SYNONYMS)}
STORY = Story(
    presses=(on(WRITE, write),),
    submissions=(on(CREATE, create),),
    shortcuts=(on(FROM_MESSAGE, write_from_message),),
)


def _window_here(request: Request, action: str) -> View:
    """Return the window for the team of this channel; where there is none, of the person's teams. UserError without."""
    found = list_teams(request.context.db, request.actor, "commit")
    if not found:
        raise UserError(NO_TEAM)
    return drafts.window_for_teams(request, found, action)


def _team(request: Request, source: NewIn) -> Team:
    """Return the team that it is for: the run's, the one that is known, or the one chosen in the window."""
    db = request.context.db
    if source.run:
        return teams.get(db, runs.get(db, source.run)["team_id"])
    return teams.get(db, source.team or request.fields.option("team") or "")


def _read(fields: Fields) -> NewCommitment:
    cue, action, obstacle = (LABEL.sub("", read_words(fields, name)) for name in ("cue", "action", "obstacle"))
    return NewCommitment(
        cue=cue,
        action=action,
        obstacle=obstacle,
        owner=read_person(fields, "owner"),
        partner=fields.user("partner"),
        due_on=read_day(fields, "due"),
        trigger_word=fields.option("trigger"),
    )
