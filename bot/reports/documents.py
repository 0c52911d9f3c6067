"""A document as it stands: a version of a charter with its keys, and the version before it."""

from bot.coaching.shapes.charter.result import Version
from bot.coaching.shapes.voices import Voices
from bot.records import approvals, runs, teams, versions
from bot.records.database import Database, Row
from bot.records.versions import Story, fold


def version(db: Database, run_id: str) -> Version:
    """Return one version. KeyError when there is no such run."""
    run = runs.get(db, run_id)
    return _version(db, run, versions.story(db, run))


def current(db: Database, team_id: str, playbook: str) -> list[Version]:
    """Return every document that a team has of this playbook, as it stands, by subject."""
    documents = [_version(db, story[-1], story) for story in versions.of(db, team_id, playbook)]
    return sorted(documents, key=lambda each: fold(each.subject))


def history(db: Database, run_id: str) -> list[Version]:
    """Return every version of the document that this one belongs to, the newest first."""
    story = versions.story(db, runs.get(db, run_id))
    return [_version(db, each, story) for each in reversed(story)]


def _voices(db: Database, run: Row, approved: list[Row]) -> Voices:
    sides = {member.user_id: str(member.side) for member in teams.members(db, run["team_id"])}
    return Voices(sides, {each["user_id"]: each["side"] for each in approved})


def _version(db: Database, run: Row, story: Story) -> Version:
    place = next(place for place, each in enumerate(story) if each["id"] == run["id"])
    approved = approvals.of(db, run["id"])
    return Version(
        run_id=run["id"],
        number=place + 1,
        subject=run["subject"],
        by=run["started_by"],
        on=run["finished_at"][:10],
        answers=runs.answers(db, run["id"]),
        before=runs.answers(db, story[place - 1]["id"]) if place else None,
        voices=_voices(db, run, approved),
        approvals=tuple((each["side"], each["user_id"]) for each in approved),
        replaced=len(story) if place + 1 < len(story) else 0,
        pinned=run["pinned_at"] is not None,
    )
