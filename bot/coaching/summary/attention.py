"""What of the figures needs somebody: in a team, first the most pressing; across teams, what is so in most of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.coaching.next_play.matters import MANY, WAITS
from bot.coaching.pilots import PilotState
from bot.coaching.summary.figures import AgedCommitment, TeamFigures
from bot.model.teams import Side

NOTICE = 30  # days ahead of the last day to give notice, from which on it needs somebody
FEW = 3  # teams of which something has to be known before it is said of most of them


class NeedKind(StrEnum):
    """What needs somebody, the most pressing first."""

    DECIDE = "decide"
    STUCK = "stuck"
    NOTICE = "notice"
    APPROVAL = "approval"
    LATE = "late"
    DOWN = "down"


@dataclass(frozen=True)
class Need:
    """`of`: what it is about, in words; `days` since, or of a NOTICE until; `people` are to be asked, or a `side`."""

    kind: NeedKind
    of: str = ""
    days: int = 0
    people: Sequence[str] = ()
    side: Side | None = None
    link: str = ""


class SystemicKind(StrEnum):
    """What is a matter of the house when it is so in most teams."""

    ASKED_LATE = "asked_late"
    STUCK = "stuck"
    DOWN = "down"
    NO_PILOT = "no_pilot"


@dataclass(frozen=True)
class Systemic:
    """Something that is so in `number` of the `of` teams of which it is known."""

    kind: SystemicKind
    number: int
    of: int


class Caution(StrEnum):
    """The one thing not to do now."""

    SECOND_PILOT = "second_pilot"
    NEW_COMMITMENT = "new_commitment"
    TWO_PLAYS = "two_plays"


def list_needs(figures: TeamFigures) -> list[Need]:
    """Return what needs somebody in a team, the most pressing first, of a kind what is older first."""
    order = list(NeedKind)
    return sorted(_find_needs(figures), key=lambda each: (order.index(each.kind), -each.days))


def sort_by_need(teams: Sequence[TeamFigures]) -> list[TeamFigures]:
    """Return the teams that need somebody first before the others, which stay in their order."""
    order = list(NeedKind)

    def rank(figures: TeamFigures) -> tuple[int, int, int]:
        needs = list_needs(figures)
        return (order.index(needs[0].kind), -needs[0].days, -len(needs)) if needs else (len(order), 0, 0)

    return sorted(teams, key=rank)


def list_systemic(teams: Sequence[TeamFigures]) -> list[Systemic]:
    """Return what is so in more than half of the teams of which it is known, FEW at least; in most of them first."""
    found = []
    for kind, known in _judge(teams).items():
        if len(known) >= FEW and sum(known) * 2 > len(known):
            found.append(Systemic(kind, sum(known), len(known)))
    return sorted(found, key=lambda each: -each.number / each.of)


def choose_caution(figures: TeamFigures) -> Caution:
    """Return what a team should not do now, whatever it does next."""
    if any(pilot.state is not PilotState.DECIDED for pilot in figures.pilots):
        return Caution.SECOND_PILOT
    pressed = figures.commitments.stuck or figures.commitments.live >= MANY
    return Caution.NEW_COMMITMENT if pressed else Caution.TWO_PLAYS


def _find_needs(figures: TeamFigures) -> Iterator[Need]:
    for pilot in figures.pilots:
        if pilot.state is PilotState.DUE:
            days = (figures.today - pilot.ends_on).days
            yield Need(NeedKind.DECIDE, pilot.subject, days, pilot.people, link=pilot.link)
    yield from (_need_owner(NeedKind.STUCK, each) for each in figures.commitments.stuck)
    for contract in figures.contracts:
        if contract.days <= NOTICE:
            yield Need(NeedKind.NOTICE, contract.name, contract.days, (contract.owner,))
    for waiting in figures.approvals:
        if waiting.days >= WAITS:
            yield Need(NeedKind.APPROVAL, waiting.subject, waiting.days, side=waiting.side, link=waiting.link)
    yield from (_need_owner(NeedKind.LATE, each) for each in figures.commitments.late)
    if _is_down(figures):
        yield Need(NeedKind.DOWN)


def _need_owner(kind: NeedKind, each: AgedCommitment) -> Need:
    people = tuple(filter(None, (each.commitment.owner, each.commitment.partner)))
    return Need(kind, each.commitment.action, each.days, people, link=each.link)


def _is_down(figures: TeamFigures) -> bool:
    change = figures.pulse.change if figures.pulse else None
    return change is not None and change.by < 0 and not change.is_noise


def _judge(teams: Sequence[TeamFigures]) -> dict[SystemicKind, list[bool]]:
    """Return kind → whether it is so, of each team of which it is known."""
    return {
        SystemicKind.ASKED_LATE: [each.asked.now.is_late for each in teams if each.asked],
        SystemicKind.STUCK: [bool(each.commitments.stuck) for each in teams],
        SystemicKind.DOWN: [_is_down(each) for each in teams if each.pulse and each.pulse.change],
        SystemicKind.NO_PILOT: [not each.pilots for each in teams],
    }
