"""A charter as people see it: the document with its approvals, and the list of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.coaching.playbook.texts import Person
from bot.coaching.shapes.charter.document import Change, Section
from bot.coaching.shapes.charter.result import Document, Version
from bot.coaching.shapes.charter.shape import Charter
from bot.coaching.side_names import SIDE_NAMES, capitalize_first
from bot.coaching.statistics import Measure
from bot.messages import advice_blocks, blocks, controls
from bot.messages.blocks import Block
from bot.messages.commitments import WRITE, FromRun
from bot.messages.pages import HOW
from bot.messages.payloads import Act, Payload
from bot.messages.render import Message, compose_message, format_text, join_parts
from bot.messages.targets import ToPlaybook, ToRun
from bot.model.commitments import Commitment
from bot.model.rights import Target, TargetKind
from bot.model.teams import Side


@dataclass(frozen=True)
class ToKind(Payload):
    """The documents that a team has of one playbook."""

    word: str
    team: str

    @property
    def target(self) -> Target:
        """Their team."""
        return Target(TargetKind.TEAM, self.team)


APPROVE = Act("document:approve", ToRun)
CHANGE = Act("document:change", ToRun)
SHOW_CHANGES = Act("document:changes", ToRun)
SHOW = Act("document:show", ToRun)
NEW = Act("document:new", ToKind)
EXPORT = Act("document:export", ToRun)
PIN = Act("document:pin", ToRun)
THINGS = 3  # to do at once: the first that apply, in the file's order


def compose_document(
    playbook: Charter,
    version: Version,
    *,
    measures: Sequence[Measure] = (),
    cued: Sequence[Commitment] = (),
    to_keep: bool = False,
) -> Message:
    """Return the document; without buttons for an earlier version or one `to_keep`.

    `measures` are the team's own, over time; `cued` what the one person who sees it has promised for when they open it.
    """
    document = read_version(playbook, version)
    differs = playbook.changes(version.before, version.answers) if version.before is not None else []
    live = not version.replaced and not to_keep
    advised = [] if version.replaced else document.recommendations
    pieces = advice_blocks.compose_pieces(advised, version.run_id if live else "", most=THINGS)
    columns = _compose_columns(document.sections)
    values = {
        "title": playbook.title,
        "subject": version.subject,
        "status": describe_status(playbook, version, document),
        "sections": [(section, _place_part(f"beside_{n}", columns)) for n, section in enumerate(document.sections)],
        "problems": [] if version.replaced else _problems(document),
        "measures": measures,
        "cued": cued,
        "advised": bool(pieces),
        "waiting": [] if version.replaced else _waiting(document),
        "changed": list(dict.fromkeys(_name_change(change) for change in differs)),
        "number": version.number,
        "replaced": version.replaced,
        "agreed": set(playbook.sides) <= {side for side, _ in version.approvals},
    }
    buttons = _buttons(playbook, version) if live else []
    return compose_message("document", values, {**columns, "advice": pieces, "buttons": buttons})


def name_document(playbook: Charter, subject: str) -> str:
    """Return `What we mean by it: live`."""
    return f"{playbook.title}: {subject}" if subject else playbook.title


def read_version(playbook: Charter, version: Version) -> Document:
    """Return the document as this version says it."""
    return playbook.evaluate(version.answers, voices=version.voices)


def describe_status(playbook: Charter, version: Version, document: Document) -> Markup:
    """Return `Version 3, by @Maya. Marketing agrees (@Maya); IT still owes its key.`"""
    opening = Markup("Version {}, by {}").format(version.number, join_parts([Person(version.by)]))
    if version.replaced:
        return opening + Markup(", replaced by version {}.").format(version.replaced)
    if document.state:
        opening = Markup("*{}*. ").format(capitalize_first(document.state)) + opening
    approved = {Side(side): [Person(user) for at, user in version.approvals if at == side] for side in playbook.sides}
    others = [Person(user) for side, user in version.approvals if side not in playbook.sides]
    also = Markup(" Also agreed: {}.").format(join_parts(others)) if others else ""
    return opening + ". " + _approvals(approved) + also


def compose_agreed(playbook: Charter, version: Version) -> Message:
    """Return what the channel reads when the second side has turned its key."""
    sides = capitalize_first(" and ".join(SIDE_NAMES[Side(side)] for side in playbook.sides))
    values = {"title": playbook.title, "subject": version.subject, "number": version.number, "sides": sides}
    return compose_message("document_agreed", values)


def compose_list(playbook: Charter, team_id: str, versions: Sequence[Version]) -> Message:
    """Return the documents that a team has, for a charter with one for each subject."""
    existing = [
        controls.button(blocks.shorten(each.subject, 60), SHOW, ToRun(each.run_id), place=n)
        for n, each in enumerate(versions)
    ]
    new = controls.button("A new one", NEW, ToKind(playbook.word, team_id), "primary")
    documents = [
        {"subject": each.subject, "status": describe_status(playbook, each, read_version(playbook, each))}
        for each in versions
    ]
    buttons = blocks.actions(new, *existing[: blocks.BUTTONS - 1])
    return compose_message("document_list", {"title": playbook.title, "documents": documents}, {"open": [buttons]})


def _compose_columns(sections: Sequence[Section]) -> dict[str, list[Block]]:
    """Return the sections that are read side by side, by the name of their part in the template."""
    return {f"beside_{n}": lines for n, each in enumerate(sections) if (lines := _column_block(each))}


def _place_part(part: str, parts: Mapping[str, list[Block]]) -> Markup:
    """Return the place of a part, for a template that does not know how many there are; "" where there is none."""
    # Markup: as a plain value it would be escaped as somebody's words, and not be read as a mark.
    return Markup(f"[[{part}]]" if part in parts else "")


def _column_block(section: Section) -> list[Block]:
    """Return a section's lines as one block of columns; nothing where an answer is too long, or there is only one."""
    columns = (
        [compose_message("document_column", {"line": line})["text"] for line in section.lines] if section.beside else []
    )
    return [blocks.columns(columns)] if len(columns) > 1 and max(map(len, columns)) <= blocks.COLUMN else []


def _buttons(playbook: Charter, version: Version) -> list[Block]:
    run = ToRun(version.run_id)
    changes = [controls.button("What changed", SHOW_CHANGES, run)] if version.number > 1 else []
    pin = [] if version.pinned else [controls.entry("Pin it", PIN, run)]
    how = controls.entry("How this works", HOW, ToPlaybook(playbook.word))
    return [
        blocks.actions(
            controls.button("Agree", APPROVE, run, "primary"),
            controls.button("Change", CHANGE, run),
            controls.button("Commit", WRITE, FromRun(run.run)),
            *changes,
            controls.menu(controls.entry("Export", EXPORT, run), *pin, how),
        )
    ]


def _problems(document: Document) -> list[Markup]:
    """Return everything that is wrong with it, each once."""
    # Compared as people read them: two problems with other values may come to the same sentence.
    return list(dict.fromkeys(format_text(each.text, each.values) for each in document.problems))


def _waiting(document: Document) -> list[Person]:
    """Return the persons whom it names who have not agreed to it."""
    return [each for each in document.persons if each not in document.voices.agreed]


def _approvals(approved: Mapping[Side, list[Person]]) -> Markup:
    agree = [Markup("{} ({})").format(SIDE_NAMES[side], join_parts(users)) for side, users in approved.items() if users]
    owing = [SIDE_NAMES[side] for side, users in approved.items() if not users]
    if not owing:
        return Markup("*Agreed* by ") + Markup(" and ").join(agree) + "."
    if not agree:
        return Markup(f"Nobody has agreed yet: {' and '.join(owing)} each owe a key.")
    side, users = next((side, users) for side, users in approved.items() if users)
    return Markup("{} agrees ({}); {} still owes its key.").format(
        capitalize_first(SIDE_NAMES[side]), join_parts(users), owing[0]
    )


def _name_change(change: Change) -> str:
    return f"{change.item} ({change.question.label})" if change.item else change.question.label
