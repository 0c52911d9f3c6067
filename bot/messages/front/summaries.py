"""The summary of a team that somebody asks for: what needs them first, then the figures, then what is next."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.coaching.pilots import PilotFigures
from bot.coaching.schedule.calendar_days import add_months
from bot.coaching.side_names import SIDE_NAMES, capitalize_first
from bot.coaching.summary.attention import Need, list_needs
from bot.coaching.summary.figures import FirstAsked, PersonFigures, PlayDone, TeamFigures, WaitingApproval
from bot.coaching.summary.period import Period
from bot.coaching.summary.surveys import LevelsSummary, SplitSummary, SurveySummary
from bot.coaching.summary.team import ReminderFigures, TeamSummary
from bot.coaching.waves.levels import name_level
from bot.coaching.waves.noise import Change
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.markup import link
from bot.messages.block_kit.payloads import Act
from bot.messages.block_kit.render import Message, compose_message
from bot.messages.block_kit.short_posts import compose_short, draw_bar
from bot.messages.front.digest_offers import offer_button
from bot.messages.front.front import start_button
from bot.messages.front.matters import matter_values
from bot.messages.front.summary_targets import ToSummary
from bot.messages.front.trends import trend_buttons
from bot.messages.waves.waves import tell_missing
from bot.model.reminders import Reason

SIZES = (3, 2, 1)  # how many of each list are shown, the most that makes it short enough
MINE = 5  # of each kind that a person is told
WIDER = 14  # days that a wider range begins before the one that is shown
QUOTED = 60  # characters of a promise, or of what a result is about
ASKED: Mapping[FirstAsked, str] = {
    FirstAsked.EARLY: "with the idea",
    FirstAsked.SELECTION: "when choosing between products",
    FirstAsked.CONTRACT: "at the contract",
    FirstAsked.SIGNED: "after the signature",
    FirstAsked.NEVER: "not yet",
}
NUMBERS = ("nothing", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


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


SHOW = Act("summary:show", ToSummary)
EXPLAIN = Act("summary:explain", ToSummary)


def compose_summary(summary: TeamSummary, checkin: str) -> Message:
    """Return the summary for whoever asked; `checkin` says when the team is asked next, or why it is not."""
    return compose_short(lambda size: _compose(summary, checkin, size), SIZES)


def compose_mine(mine: PersonFigures) -> Message:
    """Return what concerns whoever asked, in all their teams."""
    number = sum(map(len, (mine.late, mine.stuck, mine.offered, mine.approvals)))
    verb = "things wait" if number > 1 else "thing waits" if number else "waits"
    values = {
        "mine": mine,
        "heading": f"{count_in_words(number)} {verb} for you".capitalize(),
        "stuck": [(_link(each.link, _quote(each.commitment.action)), each.days) for each in mine.stuck[:MINE]],
        "late": [(_link(each.link, _quote(each.commitment.action)), each.days) for each in mine.late[:MINE]],
        "offered": [_quote(each.action) for each in mine.offered[:MINE]],
        "approvals": [_quote(each) for each in mine.approvals[:MINE]],
    }
    buttons = [blocks.actions(start_button("progress", "My promises"))]
    return compose_message("summary_mine", values, {"buttons": buttons})


def _quote(words: str) -> str:
    return blocks.shorten(words, QUOTED)


def _compose(summary: TeamSummary, checkin: str, size: int) -> Message:
    figures = summary.figures
    values = {
        "figures": figures,
        "today": figures.today,
        "heading": _name_heading(summary),
        "need": need_values(summary.needs[0]) if summary.needs else None,
        **matter_values(None if summary.needs else summary.next_play.first),
        "change": describe_change(figures.pulse.change if figures.pulse else None),
        "ago": describe_ago(figures),
        "asked": ASKED,
        "pilots": [pilot_values(each) for each in figures.pilots[:size]],
        "plays": [_play_values(each) for each in figures.plays[:size]],
        "waiting": [_waiting_values(each) for each in _list_waiting(figures)[:size]],
        "contracts": figures.contracts[:size],
        "surveys": [_describe_survey(each) for each in summary.surveys],
        "measures": summary.measures,
        "reminders": summary.reminders,
        "held_back": _count_suppressed(summary.reminders),
        "play": summary.next_play.play,
        "caution": summary.caution,
        "checkin": checkin,
        "last_read": summary.last_read,
    }
    return compose_message("summary", values, {"buttons": [blocks.actions(*_buttons(figures))]})


def _name_heading(summary: TeamSummary) -> str:
    """Return the verdict in words: `marketing: one thing needs you`."""
    if summary.figures.is_empty and not summary.needs:
        return "nothing to tell yet"
    return name_needs(summary.figures)


def name_needs(figures: TeamFigures) -> str:
    """Return how many things need somebody in a team: `one thing needs you`."""
    number, whom = len(list_needs(figures)), "you" if figures.led else "the team"
    return f"{count_in_words(number)} {'things need' if number > 1 else 'thing needs' if number else 'needs'} {whom}"


def count_in_words(number: int) -> str:
    """Return a number up to ten as people write it, 0 as nothing."""
    return NUMBERS[number] if number < len(NUMBERS) else str(number)


def need_values(need: Need) -> Mapping[str, Any]:
    """Return what templates/summary_need.md says of it."""
    side = capitalize_first(SIDE_NAMES[need.side]) if need.side else ""
    post = _link(need.link, "Its post") if need.link else ""
    return {**vars(need), "of": blocks.shorten(need.of, QUOTED), "side": side, "link": post}


def describe_change(change: Change | None) -> str:
    """Return in words whether a figure has moved; "" where there is nothing to compare it with."""
    if change is None:
        return ""
    return "within noise" if change.is_noise else "more than noise"


def describe_ago(figures: TeamFigures) -> str:
    """Return how long ago the figure is that the newest is compared with: `four weeks ago`."""
    before = figures.pulse.before if figures.pulse else None
    if before is None or figures.pulse is None or figures.pulse.last is None:
        return ""
    weeks = max(round((figures.pulse.last.day - before.day).days / 7), 1)
    return f"{count_in_words(weeks)} week{'s' if weeks > 1 else ''} before"


def pilot_values(pilot: PilotFigures) -> Mapping[str, Any]:
    """Return what a template says of a pilot."""
    subject = blocks.shorten(pilot.subject, QUOTED)
    return {**vars(pilot), "bar": draw_bar(pilot.day, pilot.days), "name": _link(pilot.link, subject)}


def _play_values(play: PlayDone) -> Mapping[str, Any]:
    waiting = " and ".join(SIDE_NAMES[side] for side in play.waiting)
    return {**vars(play), "name": _link(play.link, play.title), "waiting": waiting}


def _waiting_values(approval: WaitingApproval) -> Mapping[str, Any]:
    return {"name": _link(approval.link, _quote(approval.subject)), "waiting": SIDE_NAMES[approval.side]}


def _list_waiting(figures: TeamFigures) -> Sequence[WaitingApproval]:
    """Return what waits for an OK and is not shown as decided lately."""
    shown = {each.run_id for each in figures.plays}
    return [each for each in figures.approvals if each.run_id not in shown]


def _link(address: str, words: str) -> Any:
    """Return words to press, or the words alone where there is nothing to open."""
    return link(address, words) if address else words


def _buttons(figures: TeamFigures) -> list[blocks.Block]:
    team, since = figures.team, figures.period.start.isoformat()
    explain = controls.button("What’s behind it", EXPLAIN, ToSummary(team.id, since), of="what each number is made of")
    wider = find_wider(figures.period)
    more = controls.button(f"Since {name_since(wider, figures.today)}", SHOW, ToSummary(team.id, wider.isoformat()))
    return [explain, more, *trend_buttons(figures), *([offer_button()] if figures.led else [])]


def find_wider(period: Period) -> date:
    """Return the first day of a quarter that lies well before a period: where a wider one begins."""
    first = date(period.end.year, (period.end.month - 1) // 3 * 3 + 1, 1)
    while (period.start - first).days < WIDER:
        first = add_months(first, -3)
    return first


def name_since(day: date, today: date) -> str:
    """Return the month that a range begins with, with its year where that is not clear."""
    return f"{day:%B}" if (today - day).days < 330 else f"{day:%B %Y}"


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


def _count_suppressed(figures: ReminderFigures) -> dict[str, int]:
    """Return how many reminders were not sent, by the reason in words."""
    counts: dict[str, int] = {}
    for reason, number in figures.suppressed.items():
        words = WHY_SUPPRESSED.get(reason, "not needed any more")
        counts[words] = counts.get(words, 0) + number
    return counts
