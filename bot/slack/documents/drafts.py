"""A version of a charter in the making: begun, changed part by part, finished."""

from collections.abc import Mapping
from typing import Any

from bot.coaching.interview import route
from bot.coaching.interview.route import Step
from bot.coaching.shapes.base import Playbook
from bot.coaching.shapes.charter import prefill
from bot.coaching.shapes.charter.document import merge
from bot.coaching.shapes.charter.shape import Charter
from bot.errors import UserError
from bot.messages import documents as said
from bot.messages import pages
from bot.messages.blocks import View
from bot.model.teams import Team
from bot.records import commitments, runs, teams, versions
from bot.records.database import Row
from bot.records.versions import Story
from bot.reports import earlier_answers
from bot.slack.coach import Coach
from bot.slack.documents import approvals

Given = Mapping[tuple[str, str], Any]


def require_charter(playbook: Playbook | None) -> Charter:
    """Return the playbook as the charter that it was when the run was begun. UserError where it is none any more."""
    charter = Charter.of(playbook)
    if charter is None:
        raise UserError("This is from an earlier version of the playbook. Type /align to start afresh.")
    return charter


def begin(coach: Coach, team: Team, user: str, charter: Charter, subject: str = "") -> View:
    """A new document: the draft that this person has begun, or a first page. `subject` begins one about that, with
    what the team has told about it elsewhere.
    """
    promised = commitments.cued(coach.db, team.id, charter.word, user)
    begun = _begun(coach, team, user, charter, subject)
    if begun is None:
        given = _known(coach, team, charter, subject)
        with coach.db.atomic():
            run_id = _start(coach, team, user, charter)
            runs.save(coach.db, run_id, given, user, coach.now())
        prefilled = len(given) > 1
        return pages.page(charter, charter.variant(), run_id, given, Step(0), promised=promised, prefilled=prefilled)
    answers = runs.answers(coach.db, begun["id"])
    variant = charter.variant()
    step = route.left_off(variant, answers)
    return pages.page(charter, variant, begun["id"], answers, step, resumed=bool(answers), promised=promised)


def _begun(coach: Coach, team: Team, user: str, charter: Charter, subject: str) -> Row | None:
    """The draft of a new document that this person has left, about this subject if there is one."""
    for one in versions.begun(coach.db, team.id, user, charter.word):
        about = charter.evaluate(runs.answers(coach.db, one["id"])).subject if subject else ""
        if versions.fold(about) == versions.fold(subject):
            return one
    return None


def _known(coach: Coach, team: Team, charter: Charter, subject: str) -> dict[tuple[str, str], Any]:
    """What a new document about this begins with."""
    if not subject or not charter.subject:
        return {}
    earlier = earlier_answers.find_answers(coach.db, team.id, coach.library, prefill.sources(charter), subject)
    return {(charter.subject, ""): subject, **prefill.prefill(charter, earlier)}


def change(coach: Coach, story: Story, user: str, charter: Charter) -> View:
    """The change that this person has begun, or a new one with what the current version says."""
    draft = versions.draft(coach.db, user, story)
    if draft is None:
        current, team = story[-1], teams.get(coach.db, story[-1]["team_id"])
        with coach.db.atomic():
            run_id = _start(coach, team, user, charter, replaces=current["id"])
            runs.copy(coach.db, current["id"], run_id)
        draft = runs.get(coach.db, run_id)
    return go_on(coach, draft, charter, runs.answers(coach.db, draft["id"]))


def go_on(coach: Coach, run: Row, charter: Charter, answers: Given) -> View:
    """While changing: the first page that wants an answer now, otherwise where to go on."""
    variant = charter.variant()
    step = route.resume(variant, answers)
    if step is not None:
        return pages.page(charter, variant, run["id"], answers, step, submit="Go on")
    replaced = runs.get(coach.db, run["replaces"])
    story = versions.story(coach.db, replaced)
    number = [each["id"] for each in story].index(replaced["id"]) + 1
    return said.overview(charter, run["id"], number, runs.answers(coach.db, replaced["id"]), answers)


def place(coach: Coach, run: Row, charter: Charter, chosen: str) -> View:
    """The page of a draft that somebody wants to change: page/item."""
    page, item = chosen.split("/")
    answers, step = runs.answers(coach.db, run["id"]), Step(int(page), item)
    return pages.page(charter, charter.variant(), run["id"], answers, step, submit="Go on")


def finish(coach: Coach, run: Row, charter: Charter, answers: Given) -> None:
    """A draft becomes the current version, with a lock for each side. UserError when two would be about the same.

    What somebody else has changed meanwhile, and this draft has not, stays changed.
    """
    story = _story(coach, run, charter, answers)
    current = story[-1] if story else None
    if current and current["id"] != run["replaces"]:
        base = runs.answers(coach.db, run["replaces"]) if run["replaces"] else {}
        answers = merge(base, answers, runs.answers(coach.db, current["id"]))
        runs.save(coach.db, run["id"], answers, run["started_by"], coach.now())
        versions.follow(coach.db, run["id"], current["id"])
    about, headline = charter.evaluate(answers).subject, f"version {len(story) + 1}"
    result = {"version": charter.version, "subject": about, "headline": headline, "shared": "channel"}
    if runs.finish(coach.db, run["id"], **result, now=coach.now()):
        approvals.post(coach, run, charter)
        if current:
            approvals.replace(coach, current, run)


def _start(coach: Coach, team: Team, user: str, charter: Charter, replaces: str | None = None) -> str:
    now = coach.now()
    teams.join(coach.db, team.id, user, now)
    commitments.cue(coach.db, team.id, charter.word, user, now)
    return runs.start(
        coach.db,
        team_id=team.id,
        playbook=charter.word,
        version=charter.version,
        user=user,
        now=now,
        replaces=replaces,
    )


def _story(coach: Coach, run: Row, charter: Charter, answers: Given) -> Story:
    """The document that this draft goes on, none for a new one."""
    about = charter.evaluate(answers).subject
    called = versions.called(coach.db, run["team_id"], charter.word, about)
    if run["replaces"] is None:
        return called
    story = versions.story(coach.db, runs.get(coach.db, run["replaces"]))
    if called and called[-1]["id"] != story[-1]["id"]:
        raise UserError(f"There is a document about {about} already. Change that one, or choose another name.")
    return story
