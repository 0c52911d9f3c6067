"""What an outbox row says, decided at the moment it is sent: a row's kind and ref → a message."""

import json
from collections.abc import Callable, Mapping

from bot.coaching import following, forms
from bot.coaching.playbook import Checklist, Playbook
from bot.messages import checkins as checkin_words
from bot.messages import commitments as commitment_words
from bot.messages import followups as followup_words
from bot.messages import front, home, outcomes, undelivered, wholes
from bot.messages import teams as team_words
from bot.messages.front import Line
from bot.messages.render import Message
from bot.records import checkins, commitments, followups, outbox, runs, teams
from bot.records.database import Database, Row
from bot.reports.ledger import factors

Compose = Callable[[Row], Message | None]


def composer(db: Database, library: Mapping[str, Playbook], lines: Mapping[str, Line]) -> Compose:
    """Row → message, or None when there is nothing to say any more. `lines` are the words of /align."""
    plays = {word: line for word, line in lines.items() if word in library}
    said: dict[str, Compose] = {
        "outcome": lambda row: _outcome(db, library, row),
        "followup": lambda row: _followup(db, library, lines, row),
        "whole": lambda row: _whole(db, library, row),
        "commitment": lambda row: commitment_words.made(commitments.get(db, row["ref"])),
        "checkin": lambda row: _checkin(db, row),
        "pulse": lambda row: checkin_words.tapped(json.loads(row["detail"])["score"]),
        "offer": lambda row: _offer(db, plays, lines, row),
        "hello": lambda row: front.hello(plays),
        "home": lambda row: _home(db, plays, row),
        "undelivered": lambda row: _undelivered(db, said, row),
    }
    return lambda row: said[row["kind"]](row)


def _outcome(db: Database, library: Mapping[str, Playbook], row: Row) -> Message | None:
    run = runs.get(db, row["ref"])
    playbook = library.get(run["playbook"])
    if playbook is None:
        return None
    answers = forms.settled(playbook, run["form"], runs.answers(db, run["id"]))
    by = list(dict.fromkeys([run["started_by"], *(runs.authors(db, run["id"]).values() if run["form"] else ())]))
    return outcomes.outcome(
        forms.form(playbook, run["form"]),
        run["id"],
        answers,
        *by,
        fuller=forms.has_full(playbook) and not run["form"],
        factors=factors(db, run["team_id"], playbook),
    )


def _followup(db: Database, library: Mapping[str, Playbook], lines: Mapping[str, Line], row: Row) -> Message | None:
    asked = followups.get(db, row["ref"])
    playbook = library.get(asked["playbook"])
    if playbook is None or following.of(playbook, asked["name"]) is None:
        return None
    told = runs.answers(db, asked["run_id"])
    return followup_words.card(
        playbook,
        asked,
        following.values(forms.form(playbook, asked["form"]), told),
        followups.answers(db, asked["id"]),
        last=followups.is_last(db, asked),
        factors=factors(db, asked["team_id"], playbook),
        words=lines,
    )


def _whole(db: Database, library: Mapping[str, Playbook], row: Row) -> Message | None:
    run, playbook = runs.get(db, row["ref"]), None
    if run["playbook"] in library:
        playbook = forms.form(library[run["playbook"]], run["form"])
    if not isinstance(playbook, Checklist):
        return None
    return wholes.card(playbook, run, runs.answers(db, run["id"]), runs.authors(db, run["id"]))


def _checkin(db: Database, row: Row) -> Message:
    checkin = checkins.get(db, row["ref"])
    shown = commitments.for_checkin(db, checkin["team_id"], checkin["opened_at"])
    members = len(teams.members(db, checkin["team_id"]))
    return checkin_words.card(checkin["id"], shown, answered=checkins.answered(db, checkin["id"]), members=members)


def _offer(db: Database, plays: Mapping[str, Line], lines: Mapping[str, Line], row: Row) -> Message:
    """In a direct message of somebody in several teams, a playbook first wants to know which team it is for."""
    mine = teams.of(db, row["workspace"], json.loads(row["detail"])["user"]) if row["channel"].startswith("D") else []
    if len(mine) > 1 and row["ref"].partition(" ")[0] in plays:
        return team_words.choose(mine, row["ref"])
    return front.offer(row["ref"], lines)


def _home(db: Database, plays: Mapping[str, Line], row: Row) -> Message:
    user, workspace = row["ref"], row["workspace"]
    return home.home(commitments.of(db, workspace, user), teams.of(db, workspace, user), plays)


def _undelivered(db: Database, said: Mapping[str, Compose], row: Row) -> Message | None:
    """The trouble, what mends it, and the message itself, so that nothing is lost meanwhile."""
    lost = outbox.get(db, row["ref"])
    message = said[lost["kind"]](lost)
    return undelivered.undelivered(lost["id"], lost["channel"], lost["error"] or "", message) if message else None
