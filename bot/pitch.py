"""`align pitch`: reads a vendor's text outside Slack, for people and for procurement's own tools."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from bot.coaching.library import loader
from bot.coaching.playbook.claims import MOST, READ, Claim, Reading, read_text
from bot.coaching.shapes.checklist import pitch
from bot.coaching.shapes.checklist.shape import Checklist
from bot.errors import UserError

UNREAD = "This does not look like English, German, French or Spanish; I cannot read it."
PART = "A part of it is in another language. That part I have not read."
NOTHING = "I found none of the wordings that I know. That proves nothing. Ask these three anyway:"
LONG = f"This is a very long text: I stop after {MOST} claims or {READ:,} characters."


def read_file(own: Path | None, file: TextIO, form: str | None) -> Iterator[str]:
    """Yield what a text claims, in lines, as one JSON object ("json"), or a JSON line for each line of it ("jsonl").

    UserError where there is nothing to read with, and for a line that is no JSON.
    """
    checklist = _find_checklist(own)
    if form == "jsonl":
        yield from _read_lines(checklist, file)
    elif form == "json":
        yield json.dumps(_to_json(checklist, file.read()), indent=2, ensure_ascii=False)
    else:
        yield from _write_lines(checklist, file.read())


def _find_checklist(own: Path | None) -> Checklist:
    found = (Checklist.of(playbook) for playbook in loader.load_installed(own).values())
    reading = next((each for each in found if each and each.book.phrases), None)
    if reading is None:
        raise UserError("No playbook reads texts. Add a [[phrase]] to a checklist: docs/playbooks.md tells how.")
    return reading


def _read_lines(checklist: Checklist, lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            asked = _parse_line(line, number)
            reading = read_text(checklist.book, asked["text"])
            claims = [_describe(claim) for claim in reading.claims]
            yield json.dumps(
                {"id": asked.get("id"), "understood": reading.understood, "claims": claims}, ensure_ascii=False
            )


def _parse_line(line: str, number: int) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except json.JSONDecodeError:
        asked = None
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        raise UserError(f'Line {number} is no JSON object with a text. Write it like {{"id": 1, "text": "…"}}.')
    return asked


def _describe(claim: Claim) -> dict[str, object]:
    phrase = claim.phrase
    return {
        "start": claim.start,
        "end": claim.end,
        "dimension": phrase.hides,
        "family": phrase.family,
        "quote": claim.quote,
    }


def _to_json(checklist: Checklist, text: str) -> dict[str, object]:
    reading = read_text(checklist.book, text)
    return {
        "understood": reading.understood,
        "complete": reading.complete,
        "claims": [
            {**_describe(claim), "why": claim.phrase.why, "send": claim.phrase.send} for claim in reading.claims
        ],
        "silent": [each.name for each in pitch.list_silent(checklist, text)],
        "ask": pitch.choose_checks(checklist, text),
    }


def _write_lines(checklist: Checklist, text: str) -> Iterator[str]:
    reading = read_text(checklist.book, text)
    for hidden in pitch.find_hidden(checklist, text):
        said = hidden.summary
        yield f"{said['title']}: {', '.join(f'“{quote}”' for quote in said['quotes'])}"
        yield f"  {said['why']}\n  Ask: {said['send']}"
    if not reading.claims:
        yield NOTHING if reading.understood else UNREAD
        yield from (f"  {check}" for check in pitch.choose_checks(checklist, text))
    yield from _write_rest(reading, [each.title for each in pitch.list_silent(checklist, text)])


def _write_rest(reading: Reading, silent: list[str]) -> Iterator[str]:
    if silent:
        yield f"It does not speak of: {', '.join(silent)}."
    if reading.understood and reading.unread:
        yield PART
    if not reading.complete:
        yield LONG
