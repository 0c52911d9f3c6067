"""Making a commitment, or offering one: under a result, with `/align commit`, out of a message, to help."""

from dataclasses import replace

from bot.actions import commitments as actions
from bot.actions import offers
from bot.coaching import sentences
from bot.coaching.schedule.dates import today_in
from bot.errors import UserError
from bot.messages.block_kit.payloads import Act, Nothing
from bot.messages.checkins.checkins import ToVoice
from bot.messages.commitments import commitment_forms as forms
from bot.messages.commitments import commitments as messages
from bot.messages.commitments.commitments import CREATE, HELP, MORE, REFER, WRITE, FromRun, NewIn, ToCommitment
from bot.messages.front.front import KEEP
from bot.model.commitments import Commitment, NewCommitment
from bot.model.rights import Right
from bot.model.teams import Team
from bot.records import commitments, runs, teams, waves
from bot.slack.commitments import drafts
from bot.slack.commitments.drafts import list_plays
from bot.slack.commitments.reading import check_can_own, read_day, read_person, read_words
from bot.slack.fields import Fields
from bot.slack.manifest import Shortcut
from bot.slack.people.colleagues import make_roster
from bot.slack.request import Close, Open, Replace, Reply, Request, Shown
from bot.slack.router import Story, on
from bot.slack.teams.choice import choose_team
from bot.slack.words import TeamNeed, Word

FROM_MESSAGE = Act("commitment:from_message", Nothing)
SHORTCUT = Shortcut("Make this a commitment", FROM_MESSAGE.name, "Turn what somebody wrote into a promise with a date")


def commit_word(request: Request, rest: str) -> Shown:
    """Open the window, with the sentence that may follow `/align commit`."""
    return Replace(drafts.window_for_team(request, request.require_team(), rest))


def write(request: Request, source: FromRun) -> Shown:
    """Open the window under a result: empty, or with the commitment that a piece of advice carries. UserError where
    somebody has that already.
    """
    there = commitments.list_from_advice(request.context.db, source.run).get(source.advice)
    if there:
        raise UserError(actions.taken_text(there))
    return Open(drafts.window_for_run(request, source.run, source.advice))


def write_from_message(request: Request, _: Nothing) -> Shown:
    """Open the window from a message: its words are what the person who chose it will do."""
    action = drafts.words_of_message(request, request.body["message"])
    team = choose_team(request, "commit", action[: messages.LONGEST])
    return team if isinstance(team, Reply) else Open(drafts.window_for_team(request, team, action, bare=False))


def offer_help(request: Request, pressed: ToCommitment) -> Shown:
    """Open the window to help with what is stuck."""
    return Open(drafts.window_to_help(request, _get_stuck(request, pressed), request.actor.user))


def refer(request: Request, pressed: ToCommitment) -> Shown:
    """Open the window to ask somebody who can help."""
    return Open(drafts.window_to_help(request, _get_stuck(request, pressed), None))


def show_more(request: Request, _: Nothing) -> Shown:
    """Show the other one of the two fields for which the window has one place, with all that is filled in so far."""
    source = _keep(request.fields, request.inside(CREATE))
    roster = make_roster(request, _team(request, source).id)
    return Replace(forms.swap_field(request.view, source, roster, list_plays(request)))


def create(request: Request, source: NewIn) -> Shown:
    """Record what stands in the window: a promise of whoever sends it in, an offer to anybody else."""
    team, user = _team(request, source), request.actor.user
    new = _read(request.fields, source)
    check_can_own(request, team.workspace, owner=new.owner, partner=new.partner)
    if new.owner == _find_helped(request, source):
        raise UserError("That is whoever is stuck. Choose somebody who can help.", "owner")
    record = actions.create if new.owner == user else offers.suggest
    today = today_in(team.zone, request.context.now)
    record(request.context, source.commitment, new, team_id=team.id, by=user, today=today)
    return Close()


SUMMARY = "Make a promise: when …, I’ll …"
WORDS = {
    "commit": Word(
        SUMMARY,
        commit_word,
        KEEP,
        Right.TAKE_PART,
        TeamNeed.REQUIRED,
        window=True,
        rest_words=None,
        button="Make a promise",
    )
}
STORY = Story(
    presses=(
        on(WRITE, write, Right.TAKE_PART),
        on(HELP, offer_help, Right.TAKE_PART),
        on(REFER, refer, Right.TAKE_PART),
        on(MORE, show_more, Right.TAKE_PART, within=CREATE),
    ),
    submissions=(on(CREATE, create, Right.TAKE_PART),),
    shortcuts=(on(FROM_MESSAGE, write_from_message, Right.TAKE_PART),),
)


def _get_stuck(request: Request, pressed: ToCommitment) -> Commitment:
    """Return it. UserError when there is nothing left to help with."""
    stuck = commitments.get(request.context.db, pressed.commitment)
    actions.check_live(stuck)
    return stuck


def _team(request: Request, source: NewIn) -> Team:
    """Return the team that it is for: the wave's, the run's, or the one that it was begun in."""
    db = request.context.db
    if source.wave:
        return teams.get(db, waves.get(db, source.wave).team_id)
    return teams.get(db, runs.get(db, source.run).team_id if source.run else source.team)


def _find_helped(request: Request, source: NewIn) -> str:
    """Return whom it helps, "" for nobody in particular."""
    if source.voice:
        return ToVoice.decode(source.voice).user
    return commitments.get(request.context.db, source.helps).owner if source.helps else ""


def _keep(fields: Fields, source: NewIn) -> NewIn:
    """Return the source with what the field says that shares its place with another, as far as it is there."""
    partner = fields.person("partner") if "partner" in fields else source.partner
    trigger = fields.option("trigger") if "trigger" in fields else source.trigger
    return replace(source, partner=partner or "", trigger=trigger or "")


def _read(fields: Fields, source: NewIn) -> NewCommitment:
    # People type the words that stand at the field already; messages would say them twice.
    cue = sentences.strip_cue(read_words(fields, "cue"))
    action = sentences.strip_repeated_cue(read_words(fields, "action"), cue)
    kept = _keep(fields, source)
    return NewCommitment(
        cue=cue,
        action=action,
        obstacle=read_words(fields, "obstacle"),
        owner=read_person(fields, "owner"),
        partner=kept.partner or None,
        due_on=read_day(fields, "due"),
        trigger_word=kept.trigger or None,
        run_id=source.run or None,
        advice=source.advice or None,
        helps=source.helps or None,
        voice=source.voice or None,
        wave_id=source.wave or None,
    )
