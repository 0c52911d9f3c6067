"""Windows about a document: where to change it, and what is written about a message's words."""

from collections.abc import Iterable, Sequence
from zlib import crc32

from bot.coaching.interview.route import Answers, Step, is_closing, list_asked, list_items, list_steps, page_of
from bot.coaching.shapes.charter.result import Version
from bot.coaching.shapes.charter.shape import Charter
from bot.coaching.side_names import SIDE_NAMES
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import View
from bot.messages.block_kit.payloads import Act
from bot.messages.block_kit.render import compose_message
from bot.messages.block_kit.targets import ToPage, ToPlaybook, ToRun
from bot.messages.documents.document_changes import describe_changes
from bot.messages.documents.documents import NEW, ToKind, describe_status, read_version
from bot.model.teams import Side

RESTART = Act("document:restart", ToRun)
GO_ON = Act("document:go_on", ToRun)
LOOK_UP = Act("document:look_up", ToPlaybook)
PART, SAVE = "part", "save"  # the field that asks what to change, and its answer when nothing more is


def choose_part(playbook: Charter, run_id: str, number: int, base: Answers, answers: Answers) -> View:
    """Return the window to choose a page to change, or to save it. `base` is what version `number` says."""
    differs = playbook.changes(base, answers)
    save = (SAVE, f"Nothing more: save it as version {number + 1}")
    places = [
        (ToPage.of(run_id, step).encode(), _name_place(playbook, answers, step))
        for step in list_steps(playbook.variant(), answers)
        if not is_closing(playbook.variant(), step)
    ]
    where = blocks.menu([save, *places] if differs else places, SAVE if differs else None, "Choose a part")
    words = compose_message(
        "document_overview", {"title": playbook.title, "number": number, "changes": describe_changes(differs)}
    )
    again = controls.button("Start over", RESTART, ToRun(run_id))
    # Slack keeps what was chosen in a field that keeps its name, so the name changes with what has been changed. Not
    # hash(), which differs from one process to the next.
    fresh = crc32(repr(differs).encode())
    field = blocks.field(f"{PART}.{fresh}", "What do you want to change?", where)
    shown = [*words["blocks"], field, *([blocks.actions(again)] if differs else [])]
    return controls.modal(playbook.title, shown, GO_ON, ToRun(run_id), submit="Go on", close="Save for later")


def saved(playbook: Charter, channel: str, waiting: Iterable[Side]) -> View:
    """Return the last view of a version; `waiting` are the sides that have to agree to it."""
    words = compose_message("document_saved", {"channel": channel, "sides": [SIDE_NAMES[side] for side in waiting]})
    return blocks.modal(playbook.title, words["blocks"], callback="document:saved", metadata="")


def show_mentioned(playbook: Charter, team_id: str, named: Sequence[Version], known: Iterable[str]) -> View:
    """Return what the documents about a message's words say; `known` are the subjects there are."""
    read = [(each, read_version(playbook, each)) for each in named]
    documents = [
        {"subject": each.subject, "status": describe_status(playbook, each, document), "sections": document.sections}
        for each, document in read
    ]
    more = blocks.actions(controls.button("Write one down", NEW, ToKind(playbook.word, team_id)))
    words = compose_message("document_looked_up", {"found": documents, "known": list(known)}, {"more": [more]})
    return blocks.modal(playbook.title, words["blocks"], callback="document:looked_up", metadata="")


def _name_place(playbook: Charter, answers: Answers, step: Step) -> str:
    page = page_of(playbook.variant(), step)
    if page.each:
        return f"{page.title}: {list_items(answers, page.each)[step.item]}"
    # A page of several views by what each begins with, or all of them would be called the same.
    several = Step(step.page, step.item, 1) in list_steps(playbook.variant(), answers)
    asked = list_asked(playbook.variant(), answers, step)
    return f"{page.title}: {asked[0].ask} …" if several else page.title
