"""The summary that a manager asks for: one card a team."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.coaching.side_names import SIDE_NAMES
from bot.coaching.summary import LevelsSummary, PulseMean, ReminderFigures, SplitSummary, SurveySummary, TeamSummary
from bot.coaching.waves.levels import name_level
from bot.messages.block_kit import blocks
from bot.messages.block_kit.blocks import Block
from bot.messages.block_kit.render import Message, compose_message
from bot.messages.front.matters import matter_values
from bot.messages.teams.teams import checkin_line
from bot.messages.waves.waves import tell_missing
from bot.model.reminders import Reason

ROOM = blocks.MESSAGE_BLOCKS - 2  # what the cards share: two lines stand under them
# Several reasons share their words, so that nobody's own choice (mute, snooze, slower) can be told from them.
WHY_SUPPRESSED: Mapping[Reason, str] = {
    Reason.BUDGET: "one a week is enough",
    Reason.SLOWER: "one a week is enough",
    Reason.MUTED: "somebody wanted quiet",
    Reason.SNOOZED: "somebody wanted quiet",
    Reason.AWAY: "somebody was away",
    Reason.HOLIDAY: "somebody was away",
    Reason.NOT_NEEDED: "settled in the meantime",
    Reason.UNREACHABLE: "Slack could not deliver it",
}


def compose_summary(cards: Sequence[TeamSummary], now: datetime) -> Message:
    """Return the cards for the one who asked, as many as one message takes."""
    drawn = [_compose_card(card, now) for card in cards]
    shown: list[Block] = []
    count = 0
    while count < len(drawn) and len(shown) + len(drawn[count]) <= ROOM:
        shown += drawn[count]
        count += 1
    values = {"led": any(card.led for card in cards), "more": len(cards) - count}
    return compose_message("summary", values, {"cards": shown})


def _compose_card(card: TeamSummary, now: datetime) -> list[Block]:
    values = {
        "card": card,
        **matter_values(card.next_play.first),
        "trend": _describe_trend(card.pulse),
        "held_back": _count_suppressed(card.reminders),
        "checkin": checkin_line(card.team, now),
        "surveys": [_describe_survey(each) for each in card.surveys],
    }
    return compose_message("summary_card", values)["blocks"]


def _describe_survey(survey: SurveySummary) -> dict[str, Any]:
    """Return what templates/summary_survey.md says of it."""
    shown = survey.shown
    points = shown.points if isinstance(shown, SplitSummary) else {}
    return {
        **vars(survey),
        "levels": shown if isinstance(shown, LevelsSummary) else None,
        "split": shown if isinstance(shown, SplitSummary) else None,
        "stage": name_level(shown.level) if isinstance(shown, LevelsSummary) and shown.level else "",
        "points": ", ".join(f"{SIDE_NAMES[side]} {each}" for side, each in points.items()),
        "since": survey.before.strftime("%B") if survey.before else "",
        "missing": tell_missing(survey.open.missing) if survey.open and survey.open.missing else "",
    }


def _describe_trend(pulse: PulseMean | None) -> str:
    """Return in words how the mean has changed; "" where there is nothing to compare it with."""
    if pulse is None or pulse.change is None:
        return ""
    if pulse.change == 0:
        return "The same as last time"
    return f"{'Up' if pulse.change > 0 else 'Down'} {abs(pulse.change):.1f} since last time"


def _count_suppressed(figures: ReminderFigures) -> dict[str, int]:
    """Return how many reminders were not sent, by the reason in words."""
    counts: dict[str, int] = {}
    for reason, number in figures.suppressed.items():
        words = WHY_SUPPRESSED.get(reason, "not needed any more")
        counts[words] = counts.get(words, 0) + number
    return counts
