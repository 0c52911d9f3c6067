"""Making a commitment: from a result's Commit button, with `/align commit`, or out of a message somebody wrote."""

from bot.actions import commitments as actions
from bot.coaching import sentences
from bot.coaching.schedule.dates import today_in
from bot.messages import commitments as messages
from bot.messages.commitments import CREATE, WRITE, FromRun, NewIn
from bot.messages.front import KEEP
from bot.messages.payloads import Act, Nothing
from bot.model.commitments import NewCommitment
from bot.model.rights import Right
from bot.model.teams import Team
from bot.records import runs, teams
from bot.slack.commitments import drafts
from bot.slack.commitments.reading import check_can_own, read_day, read_person, read_words
from bot.slack.fields import Fields
from bot.slack.manifest import Shortcut
from bot.slack.request import Open, Replace, Reply, Request, Shown
from bot.slack.router import Story, on
from bot.slack.teams.choice import choose_team
from bot.slack.words import TeamNeed, Word

FROM_MESSAGE = Act("commitment:from_message", Nothing)
SHORTCUT = Shortcut("Make this a commitment", FROM_MESSAGE.name, "Turn what somebody wrote into a promise with a date")


def commit_word(request: Request, rest: str) -> Shown:
    """Open the window, with the sentence that may follow `/align commit`."""
    return Replace(drafts.window_for_team(request, request.require_team(), rest))


def write(request: Request, source: FromRun) -> Shown:
    """Open the window under a result: empty, or with the commitment that a piece of advice carries."""
    return Open(drafts.window_for_run(request, source.run, source.advice))


def write_from_message(request: Request, _: Nothing) -> Shown:
    """Open the window from a message: its words are what the person who chose it will do."""
    action = drafts.words_of_message(request, request.body["message"])
    team = choose_team(request, "commit", action[: messages.LONGEST])
    return team if isinstance(team, Reply) else Open(drafts.window_for_team(request, team, action, bare=False))


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
    return Replace(messages.saved_window())


SYNONYMS = "commitment, action item, to do, remember what I will do"
SUMMARY = "Make a promise: if …, then I will …"
WORDS = {
    "commit": Word(
        SUMMARY,
        commit_word,
        KEEP,
        Right.TAKE_PART,
        TeamNeed.REQUIRED,
        window=True,
        synonyms=SYNONYMS,
        rest_words=None,
        button="Make a promise",
    )
}
STORY = Story(
    presses=(on(WRITE, write, Right.TAKE_PART),),
    submissions=(on(CREATE, create, Right.TAKE_PART),),
    shortcuts=(on(FROM_MESSAGE, write_from_message, Right.TAKE_PART),),
)


def _team(request: Request, source: NewIn) -> Team:
    """Return the team that it is for: the run's, or the one that it was begun in."""
    db = request.context.db
    return teams.get(db, runs.get(db, source.run).team_id if source.run else source.team)


def _read(fields: Fields) -> NewCommitment:
    # People type the words that stand at the field already; messages would say them twice.
    cue = sentences.strip_cue(read_words(fields, "cue"))
    action = sentences.strip_repeated_cue(read_words(fields, "action"), cue)
    return NewCommitment(
        cue=cue,
        action=action,
        obstacle=read_words(fields, "obstacle"),
        owner=read_person(fields, "owner"),
        partner=fields.user("partner"),
        due_on=read_day(fields, "due"),
        trigger_word=fields.option("trigger"),
    )
