"""Going through a playbook: its pages in one window, answers kept as they are given, a result at the end."""

from collections.abc import Callable, Mapping, Sequence

from bot.actions import documents, team_drafts
from bot.actions import runs as actions
from bot.actions.interviews import Interview, get_charter, get_playbook, load_own
from bot.coaching.interview import route
from bot.coaching.interview.route import Step
from bot.coaching.interview.variants import Ending
from bot.coaching.playbook.questions import Question
from bot.coaching.shapes.base import Playbook
from bot.errors import UserError
from bot.messages.block_kit import people_fields, sources
from bot.messages.block_kit.blocks import View
from bot.messages.block_kit.inputs import name_field
from bot.messages.block_kit.payloads import Nothing
from bot.messages.block_kit.targets import ToPage, ToPlaybook
from bot.messages.front import front
from bot.messages.playbooks import pages
from bot.messages.playbooks.pages import BACK, HOW, KEEP, PAGE, SOURCES, START_OVER
from bot.model.commitments import NewCommitment
from bot.model.rights import Right
from bot.model.runs import VariantName
from bot.slack.commitments import drafts
from bot.slack.people.colleagues import ask_back, make_roster, show_everybody
from bot.slack.playbooks import interview_views as views
from bot.slack.playbooks import team_draft_views
from bot.slack.playbooks.comparisons import COMPARE, compare
from bot.slack.playbooks.interview_input import PageInput, find_faults, read_page
from bot.slack.request import Invalid, Open, Replace, Request, Shown
from bot.slack.router import Story, on
from bot.slack.words import TeamNeed, Word


def words(library: Mapping[str, Playbook]) -> dict[str, Word]:
    """Return a word for each playbook that ends in a result: a new file needs no code."""
    return {
        word: Word(
            playbook.summary,
            _starting(word),
            playbook.group,
            Right.TAKE_PART,
            TeamNeed.SET_UP,
            window=True,
            rest_words=_list_rest_words(playbook),
            button=playbook.label,
        )
        for word, playbook in library.items()
        if playbook.ending not in (Ending.DOCUMENT, Ending.WAVE)
    }


def _list_rest_words(playbook: Playbook) -> tuple[str, ...]:
    return (VariantName.FULL, COMPARE) if playbook.can_compare else (VariantName.FULL,)


def _starting(word: str) -> Callable[[Request, str], Shown]:
    def start(request: Request, rest: str) -> Shown:
        if rest.lower() == COMPARE:
            return Replace(compare(request, word))
        wanted = f"{word} {VariantName.FULL}" if rest.lower() == VariantName.FULL else word
        return Replace(begin(request, request.require_team().id, wanted))

    return start


def begin(request: Request, team_id: str, word: str) -> View:
    """Return the page where this person left off, or the first one.

    What follows the word: `full` stands for the parts of the team's draft; a document's subject for the one about that.
    """
    context, user = request.context, request.actor.user
    word, _, rest = word.partition(" ")
    if get_playbook(context, word).ending is Ending.DOCUMENT:
        return views.show_begun(request, documents.begin(context, team_id, user, get_charter(context, word), rest))
    variant = get_playbook(context, word).full_variant if rest else VariantName.USUAL
    if variant == VariantName.FULL:
        return team_draft_views.show(context, team_drafts.begin(context, team_id, user, word))
    if variant not in get_playbook(context, word).variants:
        raise UserError(f"There is no more to {word} than /align {word} asks.")
    return views.show_begun(request, actions.begin(context, team_id, user, word, variant))


def submit(request: Request, to: ToPage) -> Shown:
    """Go to the next page, or finish. What is right is kept even when something else on the page is not."""
    context, interview, step = request.context, _get(request, to), to.step
    # Finish pressed twice, or in another window of the same draft: answers must not change behind a result.
    if interview.run.finished_at:
        return Replace(views.show_finished(context, interview))
    page = read_page(request, interview, step)
    if page.outdated:
        kept = actions.save(context, interview, page.given)
        return Replace(views.show_finished(context, kept) if kept.run.finished_at else views.go_on(request, kept, None))
    wrong = find_faults(request, page.questions, step, page.fields, interview.run.workspace)
    if wrong:
        actions.save(context, interview, page.given)
        return Invalid(wrong)
    if doubted := _ask_back(request, interview, page.questions, step):
        actions.save(context, interview, page.given)
        return doubted
    saved, following = actions.submit(context, interview, step, page.given, _first_step(request, interview, to, page))
    if saved.run.finished_at:
        return Replace(views.show_finished(context, saved))
    return Replace(views.go_on(request, saved, following))


def keep(request: Request, to: ToPage) -> Shown:
    """Keep what was changed in a window that is closed unsent: what stood in it already is nobody's answer."""
    interview = _get(request, to)
    shown = views.list_shown(request, interview, to.step)
    given = read_page(request, interview, to.step, sent=False).given
    changed = {key: value for key, value in given.items() if (value or None) != (shown.get(key) or None)}
    actions.keep(request.context, interview, changed)
    return None


def keep_field(request: Request, _: Nothing) -> Shown:
    """Keep the answers at every change of a field; draw the view anew where something else in it depends on that."""
    to = request.inside(PAGE)
    wider = show_everybody(request)
    if wider:
        return wider
    before = _get(request, to)
    after = _keep(request, to)
    if after.run.finished_at or request.body["actions"][0]["type"] == "plain_text_input":
        return None
    step = route.follow(before.variant, before.answers, after.answers, to.step)
    if step is None:
        return None
    view = views.show_page(request, after, step, redrawn=True)
    return Replace(people_fields.keep_questions(request.view, view, request.fields.person))


def go_back(request: Request, _: Nothing) -> Shown:
    """Go to the page before; keep the answers on this one."""
    context, to = request.context, request.inside(PAGE)
    interview = _keep(request, to)
    if interview.run.finished_at:
        return Replace(views.show_finished(context, interview))
    earlier = route.get_step_before(interview.variant, interview.answers, to.step)
    return Replace(views.show_page(request, interview, earlier) if earlier else views.show(request, interview))


def start_over(request: Request, _: Nothing) -> Shown:
    """Throw the answers away and begin anew."""
    context = request.context
    begun = actions.start_over(context, _get(request, request.inside(PAGE)))
    return Replace(views.show(request, begun) if begun.run.list_id else views.show_begun(request, begun))


def show_how(request: Request, to: ToPlaybook) -> Shown:
    """Explain how the playbook comes to its result."""
    return Open(pages.explain(get_playbook(request.context, to.word)))


def show_sources(request: Request, _: Nothing) -> Shown:
    """Show the sources of all playbooks."""
    return Open(front.message_window(sources.listed(request.context.library)))


STORY = Story(
    presses=(
        on(KEEP, keep_field, Right.BEGAN, PAGE),
        on(BACK, go_back, Right.BEGAN, PAGE),
        on(START_OVER, start_over, Right.BEGAN, PAGE),
        on(HOW, show_how, Right.NOTHING),
        on(SOURCES, show_sources, Right.NOTHING),
    ),
    submissions=(on(PAGE, submit, Right.BEGAN),),
    closings=(on(PAGE, keep, Right.BEGAN),),
)


def _first_step(request: Request, interview: Interview, to: ToPage, page: PageInput) -> NewCommitment | None:
    """Return what the author of a result would promise with it, as the view says that they are about to post it from;
    None in any other view.
    """
    if interview.ending is not Ending.RESULT or not route.is_closing(interview.variant, to.step):
        return None
    first = drafts.first_step(request, to.run, interview.run, {**interview.answers, **page.given})
    return first.commitment if first else None


def _ask_back(request: Request, interview: Interview, questions: Sequence[Question], step: Step) -> Shown:
    """Return the window with a question, where somebody of another side was chosen than the one asked for."""
    asked = [(name_field(each, step), each.side) for each in questions if each.kind == "person" and each.side]
    return ask_back(request, make_roster(request, interview.run.team_id), asked) if asked else None


def _get(request: Request, to: ToPage) -> Interview:
    return load_own(request.context, to.run, request.actor.user)


def _keep(request: Request, to: ToPage) -> Interview:
    """Save what was filled in, or emptied again."""
    interview = _get(request, to)
    given = read_page(request, interview, to.step, sent=False).given
    # An empty field that was never answered stays open: saved as empty, its question would count as answered.
    kept = {key: value for key, value in given.items() if value or key in interview.answers}
    return actions.save(request.context, interview, kept)
