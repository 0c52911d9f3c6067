"""The summary of several teams: which need somebody, what is so in most of them, and a table, a page at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bot.coaching.pilots import PilotState
from bot.coaching.summary.attention import Need, Systemic, list_needs
from bot.coaching.summary.figures import CommitmentFigures, FirstAsked, TeamFigures
from bot.coaching.waves.noise import Change
from bot.messages.block_kit import blocks, controls
from bot.messages.block_kit.markup import escape_text
from bot.messages.block_kit.payloads import Act, Payload
from bot.messages.block_kit.render import Message, compose_message
from bot.messages.block_kit.tables import NOTHING, compose_data_table
from bot.messages.front.digest_offers import offer_button
from bot.messages.front.summaries import ASKED, SHOW, count_in_words
from bot.messages.front.summary_targets import ToSummary

PAGE = 10  # teams in one table
FIRST = 2  # teams of which the message says what they need
NAME = 40  # characters of a team's name
HEADS = ("Team", "Together", "Promises", "IT first asked", "Pilot")
MARKS: Mapping[str, str] = {"▲": "up", "▼": "down"}


@dataclass(frozen=True)
class ToAll(Payload):
    """A page of a person's teams, from 0, since a day (ISO)."""

    since: str = ""
    page: int = 0


PAGES = Act("summary:page", ToAll)
EXPLAIN_ALL = Act("summary:explain_all", ToAll)


def compose_table_of_teams(teams: Sequence[TeamFigures], systemic: Sequence[Systemic], page: int) -> Message:
    """Return a page of teams, of which those that need somebody come first."""
    shown = cut_page(teams, page)
    needs = {each.team.id: found[0] for each in teams if (found := list_needs(each))}
    values = {
        "heading": name_heading(len(needs), len(teams)),
        "first": [(each.team.name, shorten_need(needs[each.team.id])) for each in teams if each.team.id in needs][
            :FIRST
        ],
        "systemic": [
            {"matter": each, "number": count_in_words(each.number), "of": count_in_words(each.of)}
            for each in systemic[:1]
        ],
        "period": teams[0].period,
        "today": teams[0].today,
        "place": f"Teams {page * PAGE + 1} to {page * PAGE + len(shown)} of {len(teams)}" if len(teams) > PAGE else "",
    }
    table = compose_data_table("Teams, what needs you first", HEADS, [_make_row(each) for each in shown])
    parts = {"buttons": [blocks.actions(*_buttons(teams, needs, page))], "table": [table]}
    message = compose_message("summary_teams", values, parts)
    return {**message, "text": _spell_marks(message["text"])}


def cut_page(teams: Sequence[TeamFigures], page: int) -> Sequence[TeamFigures]:
    """Return the teams of a page."""
    return teams[page * PAGE : (page + 1) * PAGE]


def describe_mark(change: Change | None) -> str:
    """Return ` ▲ 0.7`, ` ▼ 0.9` or, within noise, ` ● 0.1`; "" where there is nothing to compare with."""
    if change is None:
        return ""
    mark = "●" if change.is_noise else "▲" if change.by > 0 else "▼"
    return f" {mark} {abs(change.by):.1f}"


def describe_asked(asked: FirstAsked) -> str:
    """Return when IT was first asked, in the few words of a cell."""
    return "when choosing" if asked is FirstAsked.SELECTION else ASKED[asked]


def name_heading(number: int, total: int) -> str:
    """Return how many of the teams need somebody: `Two of six teams need you`."""
    of = f"{count_in_words(total)} team{'s' if total > 1 else ''}"
    if not number:
        return f"Nothing needs you in {of}"
    words = f"{count_in_words(number)} of {of} need{'s' if number == 1 else ''} you"
    return words[:1].upper() + words[1:]


def shorten_need(need: Need) -> Mapping[str, object]:
    """Return what templates/summary_need_short.md says of it."""
    return {**vars(need), "of": blocks.shorten(need.of, NAME)}


def _make_row(figures: TeamFigures) -> Sequence[Markup]:
    return [
        Markup(escape_text(blocks.shorten(figures.team.name, NAME))),
        *(Markup(each) for each in (_describe_pulse(figures), describe_commitments(figures.commitments))),
        Markup(describe_asked(figures.asked.now) if figures.asked else NOTHING),
        Markup(escape_text(describe_pilot(figures))),
    ]


def _describe_pulse(figures: TeamFigures) -> str:
    if figures.pulse is None:
        return NOTHING
    last = figures.pulse.last
    return f"{last.mean:.1f}{describe_mark(figures.pulse.change)}" if last else "too few"


def describe_commitments(counted: CommitmentFigures) -> str:
    """Return `2 of 5 kept, 1 stuck`: of those that have come to a point."""
    if not counted.was_due:
        return f"{counted.open} open" if counted.open else "none"
    stuck = f", {len(counted.stuck)} stuck" if counted.stuck else ""
    return f"{len(counted.kept)} of {counted.was_due} kept{stuck}"


def describe_pilot(figures: TeamFigures) -> str:
    """Return how far the pilot is that needs most: one to decide, one that runs, the last that was decided."""
    order = (PilotState.DUE, PilotState.RUNNING, PilotState.DECIDED)
    pilot = next((each for state in order for each in figures.pilots if each.state is state), None)
    if pilot is None:
        return "none"
    if pilot.state is PilotState.DECIDED:
        return pilot.decided
    return "decide now" if pilot.state is PilotState.DUE else f"day {pilot.day} of {pilot.days}"


def _buttons(teams: Sequence[TeamFigures], needs: Mapping[str, Need], page: int) -> list[blocks.Block]:
    since = teams[0].period.start.isoformat()
    first = [each.team for each in teams if each.team.id in needs][:FIRST]
    opened = [
        controls.button(f"Open {team.name}", SHOW, ToSummary(team.id, since), place=number)
        for number, team in enumerate(first)
    ]
    explain = controls.button("What’s behind it", EXPLAIN_ALL, ToAll(since, page), of="what each number is made of")
    back = [controls.button("Back", PAGES, ToAll(since, page - 1), place="back")] if page else []
    more = (page + 1) * PAGE < len(teams)
    ahead = [controls.button("More teams", PAGES, ToAll(since, page + 1), place="more")] if more else []
    # On the first page only: more than five buttons are none that anybody reads.
    digest = [offer_button()] if teams[0].led and not page else []
    return [*opened, explain, *back, *ahead, *digest]


def _spell_marks(text: str) -> str:
    """Return a message's text without marks, which are read out as shapes."""
    for mark, word in MARKS.items():
        text = text.replace(f" {mark} ", f", {word} ")
    return text.replace(" ● ", ", within noise: ")
