"""A quarter as a channel reads: day, time, who, words, and which buttons were pressed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.simulation.reading import Part, read_parts, resolve
from bot.simulation.stage import Lived
from bot.simulation.steps import HOME
from bot.simulation.workspace import Event, Happening

QUIET = (Happening.HOME, Happening.DELETION)  # redrawn after everything that happens; nobody looks
BOT = "Align"


@dataclass(frozen=True)
class Entry:
    """Something in the transcript: `place` is a channel, or whose direct messages; `only` whoever alone sees it."""

    at: datetime
    place: str
    who: str
    what: Happening
    parts: Sequence[Part]
    only: str = ""
    in_thread: bool = False


def list_entries(lived: Lived) -> list[Entry]:
    """Return what is worth reading, in the order of its moments; New York's time."""
    names = name_everybody(lived)
    entries = (_read(event, names) for event in lived.events if event.what not in QUIET)
    return list(_join_acts(entry for entry in entries if entry.parts))


def name_everybody(lived: Lived) -> dict[str, str]:
    """Return the names of people and channels by id."""
    people = {each.id: each.name for each in lived.workspace.people.values()}
    direct = {lived.workspace.direct[each]: name for each, name in people.items()}
    return {**people, **direct, **lived.workspace.rooms}


def _read(event: Event, names: Mapping[str, str]) -> Entry:
    acted = event.what is Happening.ACT
    place = f"#{names[event.room]}" if event.room.startswith("C") else names.get(event.room, "")
    only = names[event.user] if event.user and not acted else ""
    who = names[event.user] if acted else BOT
    at = event.at.astimezone(ZoneInfo(HOME))
    return Entry(at, place, who, event.what, _read_words(event), only, bool(event.thread))


def _read_words(event: Event) -> list[Part]:
    """Return what is said; of a change only what has not been read before."""
    if event.what is Happening.ACT:
        return [Part("text", (event.text,))]
    parts = read_parts(event.text, event.blocks)
    if event.what is not Happening.EDIT:
        return parts
    before = {line for part in read_parts("", event.before) for words in part.words for line in words.splitlines()}
    return [fresh for part in parts if part.kind != "buttons" and (fresh := _leave_out(part, before)).words]


def _leave_out(part: Part, before: Set[str]) -> Part:
    fresh = [[line for line in words.splitlines() if line not in before] for words in part.words]
    return replace(part, words=["\n".join(lines) for lines in fresh if lines])


def _join_acts(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Make what somebody does in a row one entry, and the same act several times one act."""
    acts: list[Entry] = []
    for entry in entries:
        if acts and (entry.what is not Happening.ACT or entry.who != acts[-1].who):
            yield _join(acts)
            acts = []
        if entry.what is Happening.ACT:
            acts.append(entry)
        else:
            yield entry
    if acts:
        yield _join(acts)


def _join(acts: Sequence[Entry]) -> Entry:
    words = list(dict.fromkeys(each.parts[0].words[0] for each in acts))
    place = next((each.place for each in acts if each.place), "")
    return replace(acts[0], place=place, parts=[Part("text", (", ".join(words),))])


def write_transcript(lived: Lived) -> str:
    """Return all of it as text."""
    names = name_everybody(lived)
    lines: list[str] = []
    day = ""
    for entry in list_entries(lived):
        if day != (today := f"{entry.at:%A} {entry.at.day} {entry.at:%B %Y}"):
            day = today
            lines += ["", f"──── {day} ────"]
        lines += ["", *_write(entry, names)]
    return "\n".join(lines).strip() + "\n"


def _write(entry: Entry, names: Mapping[str, str]) -> Iterator[str]:
    place = (
        entry.place if entry.place.startswith("#") else f"to {entry.place}" if entry.what is not Happening.ACT else ""
    )
    notes = [place, *([f"only {entry.only} sees it"] if entry.only else [])]
    notes += [_NOTES[entry.what]] if entry.what in _NOTES else []
    notes += ["in the thread"] if entry.in_thread else []
    heading = f"{entry.at:%H:%M}  {entry.who}"
    if entry.what is Happening.ACT:
        words = resolve("\n".join(entry.parts[0].words), names)
        yield f"{heading} {words}{f' in {place}' if place else ''}"
        return
    yield f"{heading}  ({', '.join(filter(None, notes))})"
    for part in entry.parts:
        yield from _write_part(part, names)


_NOTES = {Happening.EDIT: "now reads", Happening.FILE: "a file", Happening.CANVAS: "a canvas"}


def _write_part(part: Part, names: Mapping[str, str]) -> Iterator[str]:
    if part.kind == "buttons":
        yield "       " + " ".join(f"[{each}]" for each in part.words)
    elif part.kind == "line":
        yield "       ───"
    else:
        for words in part.words:
            yield from (f"       {line}" for line in resolve(words, names).splitlines())
