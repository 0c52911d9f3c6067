"""What somebody finds again: the best of it with its words, the rest a line each, with links to the messages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.coaching.side_names import SIDE_NAMES
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.blocks import Block
from bot.messages.block_kit.markup import link
from bot.messages.block_kit.payloads import Act, Payload
from bot.messages.block_kit.render import Message, compose_message
from bot.messages.front.front import start_button
from bot.model.commitments import CommitmentState
from bot.model.findings import FindingKind, Hit, Hits, Outcome

TOPIC, TITLE = 100, 100  # characters of what was looked for, and of a title in the list
NAMES = 5  # teams that are named
STATES = {
    CommitmentState.OFFERED: "offered",
    CommitmentState.OPEN: "promised",
    CommitmentState.ON_TRACK: "on track",
    CommitmentState.STUCK: "stuck",
    CommitmentState.DONE: "kept",
    CommitmentState.DROPPED: "dropped",
}


@dataclass(frozen=True)
class Rest(Payload):
    """What else there is about something, behind so many of it."""

    topic: str
    skip: int


MORE = Act("results:more", Rest)


def compose_results(hits: Hits, now: datetime) -> Message:
    """Return a page of what was found."""
    topic = blocks.shorten(hits.topic, TOPIC)
    best = hits.shown[0] if hits.shown and topic and hits.complete and not hits.skipped else None
    values = {
        "topic": topic,
        "best": _show(best, now) if best else None,
        "heading": _heading(best) if best else "",
        "lines": [_show(hit, now) for hit in (hits.shown[1:] if best else hits.shown)],
        "hits": hits,
        "several": len(hits.teams) > 1,
        "teams": hits.teams[:NAMES],
        "more_teams": max(len(hits.teams) - NAMES, 0),
    }
    buttons = _buttons(hits, topic)
    return compose_message("results", values, {"buttons": [blocks.actions(*buttons)] if buttons else []})


def _show(hit: Hit, now: datetime) -> Mapping[str, object]:
    """Return what templates/results.md says of it."""
    finding, title = hit.finding, blocks.shorten(hit.title, TITLE)
    zone = ZoneInfo(finding.zone)
    at = hit.outcome.decided_on or (finding.state_at or finding.agreed_at or finding.at).astimezone(zone).date()
    return {
        "finding": finding,
        "excerpt": hit.excerpt,
        "link": link(hit.link, title) if hit.link else title,
        "what": finding.line if finding.kind is FindingKind.WAVE else _describe(hit.outcome),
        "on": at,
        "today": now.astimezone(zone).date(),
    }


def _buttons(hits: Hits, topic: str) -> Sequence[Block]:
    seen = hits.skipped + len(hits.shown)
    more = [controls.button("Show more", MORE, Rest(topic, seen))] if seen < hits.total else []
    unsettled = hits.settle and topic and not hits.total and hits.teams
    settle = [start_button(f"{hits.settle} {topic}", "Settle what it means")] if unsettled else []
    # Where there is nothing at all, there are no results to see either.
    return [*more, *settle, *([start_button("results", "See all results")] if topic and hits.teams else [])]


def _heading(hit: Hit) -> str:
    """Return the verdict in words: `MQL: agreed by marketing and IT`."""
    finding = hit.finding
    state = STATES[finding.state] if finding.state else _describe(hit.outcome) or finding.line
    return ": ".join(filter(None, (finding.subject or hit.title, state)))


def _describe(outcome: Outcome) -> str:
    """Return what became of a run in a few words; "" for nothing."""
    if outcome.decided:
        return f"decided: {outcome.decided}"
    if outcome.agreed or outcome.waiting:
        agreed, waiting = (
            " and ".join(SIDE_NAMES[side] for side in sides) for sides in (outcome.agreed, outcome.waiting)
        )
        parts = (f"agreed by {agreed}" if agreed else "", f"{waiting} not yet" if waiting else "")
        return ", ".join(filter(None, parts))
    return f"day {outcome.day} of {outcome.days}" if outcome.days else ""
