"""A charter as people see it: the document with its approvals, what changed, and where to change it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from zlib import crc32

from markupsafe import Markup

from bot.coaching.interview.route import Answers, Step, items, page_of, steps
from bot.coaching.playbook.texts import Person
from bot.coaching.shapes.charter.document import Change, Section
from bot.coaching.shapes.charter.result import Document, Version
from bot.coaching.shapes.charter.shape import Charter
from bot.coaching.side_names import SIDE_NAMES, capitalize_first
from bot.coaching.statistics import Measure
from bot.messages import advice_blocks, blocks, controls
from bot.messages.blocks import Block, View
from bot.messages.commitments import WRITE, FromRun
from bot.messages.render import Message, compose, filled, shown
from bot.model.commitments import Commitment
from bot.model.teams import Side

SAVE = "save"
VERSIONS = 8  # in one window
LONG = 150  # characters of an answer where only the difference matters
THINGS = 3  # to do at once: the first that apply, in the file's order


def charter(
    playbook: Charter,
    version: Version,
    *,
    measures: Sequence[Measure] = (),
    promised: Sequence[Commitment] = (),
    to_keep: bool = False,
) -> Message:
    """Return the document. An earlier version keeps its words and loses its buttons; so does one `to_keep`. `measures`
    are the team's own, over time; `promised` what the one person who sees it has promised for when they open it.
    """
    document = read_version(playbook, version)
    differs = playbook.changes(version.before, version.answers) if version.before is not None else []
    live = not version.replaced and not to_keep
    advised = [] if version.replaced else document.recommendations
    pieces = advice_blocks.pieces(advised, version.run_id if live else "", THINGS)
    columns = _columns(document.sections)
    values = {
        "title": playbook.title,
        "subject": version.subject,
        "status": status(playbook, version, document),
        "sections": [(section, _mark(f"beside_{n}", columns)) for n, section in enumerate(document.sections)],
        "problems": [] if version.replaced else _problems(document),
        "measures": measures,
        "promised": promised,
        "advised": bool(pieces),
        "waiting": [] if version.replaced else _waiting(document),
        "changed": list(dict.fromkeys(_named(change) for change in differs)),
        "number": version.number,
        "replaced": version.replaced,
        "agreed": set(playbook.sides) <= {side for side, _ in version.approvals},
    }
    buttons = _buttons(playbook, version) if live else []
    return compose("charter", values, {**columns, "advice": pieces, "buttons": buttons})


def called(playbook: Charter, subject: str) -> str:
    """Return `What we mean by it: live`."""
    return f"{playbook.title}: {subject}" if subject else playbook.title


def read_version(playbook: Charter, version: Version) -> Document:
    """Return the document as this version says it."""
    return playbook.evaluate(version.answers, voices=version.voices)


def status(playbook: Charter, version: Version, document: Document) -> Markup:
    """Return `Version 3, by @Maya. Marketing agrees (@Maya); IT still owes its key.`"""
    opening = Markup("Version {}, by {}").format(version.number, shown([Person(version.by)]))
    if version.replaced:
        return opening + Markup(", replaced by version {}.").format(version.replaced)
    if document.state:
        opening = Markup("*{}*. ").format(capitalize_first(document.state)) + opening
    approved = {Side(side): [Person(user) for at, user in version.approvals if at == side] for side in playbook.sides}
    others = [Person(user) for side, user in version.approvals if side not in playbook.sides]
    also = Markup(" Also agreed: {}.").format(shown(others)) if others else ""
    return opening + ". " + _approvals(approved) + also


def agreed(playbook: Charter, version: Version) -> Message:
    """Return what the channel reads when the second side has turned its key."""
    sides = capitalize_first(" and ".join(SIDE_NAMES[Side(side)] for side in playbook.sides))
    values = {"title": playbook.title, "subject": version.subject, "number": version.number, "sides": sides}
    return compose("charter_agreed", values)


def listed(playbook: Charter, team_id: str, versions: Sequence[Version]) -> Message:
    """Return the documents that a team has, for a charter with one for each subject."""
    open_ = [
        blocks.button(blocks.short(each.subject, 60), f"charter:show-{n}", each.run_id)
        for n, each in enumerate(versions)
    ]
    new = blocks.button("A new one", "charter:new", f"{playbook.word}/{team_id}", "primary")
    documents = [
        {"subject": each.subject, "status": status(playbook, each, read_version(playbook, each))} for each in versions
    ]
    buttons = blocks.actions(new, *open_[: blocks.BUTTONS - 1])
    return compose("charter_list", {"title": playbook.title, "documents": documents}, {"open": [buttons]})


def what_changed(playbook: Charter, versions: Sequence[Version]) -> View:
    """Return the story of a document, the newest version first."""
    values = [
        {
            "number": each.number,
            "by": each.by,
            "on": each.on,
            "changes": _compared(playbook.changes(each.before or {}, each.answers)) if each.number > 1 else [],
        }
        for each in versions[:VERSIONS]
    ]
    words = compose("charter_changes", {"versions": values, "more": max(len(versions) - VERSIONS, 0)})
    return blocks.modal("What changed", words["blocks"], callback="charter:changes", about="")


def overview(playbook: Charter, run_id: str, number: int, base: Answers, answers: Answers) -> View:
    """Return the window to choose a page to change, or to save it. `base` is what version `number` says."""
    differs = playbook.changes(base, answers)
    save = (SAVE, f"Nothing more: save it as version {number + 1}")
    places = [
        (f"{step.page}/{step.item}", _place(playbook, answers, step)) for step in steps(playbook.variant(), answers)
    ]
    where = blocks.menu([save, *places] if differs else places, SAVE if differs else None, "Choose a part")
    words = compose("charter_overview", {"title": playbook.title, "number": number, "changes": _compared(differs)})
    again = blocks.button("Start over", "charter:restart", run_id)
    fresh = crc32(repr(differs).encode())  # a field that keeps its name keeps what was chosen in it
    field = blocks.field(f"where.{fresh}", "What do you want to change?", where)
    return blocks.modal(
        playbook.title,
        [*words["blocks"], field, *([blocks.actions(again)] if differs else [])],
        callback="charter:overview",
        about=run_id,
        submit="Go on",
        close="Save for later",
    )


def saved(playbook: Charter, channel: str) -> View:
    """Return the last view of a version."""
    sides = " and ".join(SIDE_NAMES[Side(side)] for side in playbook.sides)
    words = compose("charter_saved", {"channel": channel, "sides": sides})
    return blocks.modal(playbook.title, words["blocks"], callback="charter:saved", about="")


def looked_up(playbook: Charter, team_id: str, named: Sequence[Version], known: Iterable[str]) -> View:
    """Return what the documents about a message's words say; `known` are the subjects there are."""
    read = [(each, read_version(playbook, each)) for each in named]
    documents = [
        {"subject": each.subject, "status": status(playbook, each, document), "sections": document.sections}
        for each, document in read
    ]
    more = blocks.actions(blocks.button("Write one down", "charter:new", f"{playbook.word}/{team_id}"))
    words = compose("charter_looked_up", {"found": documents, "known": list(known)}, {"more": [more]})
    return blocks.modal(playbook.title, words["blocks"], callback="charter:looked-up", about="")


def _columns(sections: Sequence[Section]) -> dict[str, list[Block]]:
    """The lines that are read side by side, by the name of its part; not where an answer is too long for that."""
    return {f"beside_{n}": lines for n, each in enumerate(sections) if (lines := _beside(each))}


def _mark(part: str, parts: Mapping[str, list[Block]]) -> Markup:
    """The place of a part in a template that does not know how many there are."""
    return Markup(f"[[{part}]]" if part in parts else "")


def _beside(section: Section) -> list[Block]:
    columns = [compose("charter_column", {"line": line})["text"] for line in section.lines] if section.beside else []
    return [blocks.columns(columns)] if len(columns) > 1 and max(map(len, columns)) <= blocks.COLUMN else []


def _buttons(playbook: Charter, version: Version) -> list[Block]:
    run = version.run_id
    story = [blocks.button("What changed", "charter:changes", run)] if version.number > 1 else []
    more = [("export", "Export"), *([] if version.pinned else [("pin", "Pin it")]), ("how", "How this works")]
    return [
        blocks.actions(
            blocks.button("Agree", "charter:agree", run, "primary"),
            blocks.button("Change", "charter:change", run),
            controls.button("Commit", WRITE, FromRun(run)),
            *story,
            blocks.overflow([(f"{act}/{run}", label) for act, label in more], "charter:more"),
        )
    ]


def _problems(document: Document) -> list[Markup]:
    """Everything that is wrong with it, each once as people read it."""
    return list(dict.fromkeys(filled(each.text, each.values) for each in document.problems))


def _waiting(document: Document) -> list[Person]:
    """The persons whom it names who has not agreed to it."""
    return [each for each in document.persons if each not in document.voices.agreed]


def _approvals(approved: Mapping[Side, list[Person]]) -> Markup:
    agree = [Markup("{} ({})").format(SIDE_NAMES[side], shown(users)) for side, users in approved.items() if users]
    owing = [SIDE_NAMES[side] for side, users in approved.items() if not users]
    if not owing:
        return Markup("*Agreed* by ") + Markup(" and ").join(agree) + "."
    if not agree:
        return Markup(f"Nobody has agreed yet: {' and '.join(owing)} each owe a key.")
    side, users = next((side, users) for side, users in approved.items() if users)
    return Markup("{} agrees ({}); {} still owes its key.").format(
        capitalize_first(SIDE_NAMES[side]), shown(users), owing[0]
    )


def _named(change: Change) -> str:
    return f"{change.item} ({change.question.label})" if change.item else change.question.label


def _compared(differs: Iterable[Change]) -> list[dict[str, Any]]:
    return [
        {
            "item": change.item,
            "label": change.question.label,
            "before": _shortly(change.before),
            "after": _shortly(change.after),
        }
        for change in differs
    ]


def _shortly(parts: tuple[str, ...]) -> list[str]:
    return [part if isinstance(part, Person) else blocks.short(part, LONG) for part in parts]


def _place(playbook: Charter, answers: Answers, step: Step) -> str:
    page = page_of(playbook.variant(), step)
    return f"{page.title}: {items(answers, page.each)[step.item]}" if page.each else page.title
