"""A document as it stands: a version of a charter with its keys, and the version before it."""

from bot.coaching.shapes.charter.reading import Version, Voices
from bot.records import approvals, runs, teams, versions
from bot.records.database import Database, Row
from bot.records.versions import Story, fold


def version(db: Database, run_id: str) -> Version:
    """One version. KeyError when there is no such run."""
    run = runs.get(db, run_id)
    return _version(db, run, versions.story(db, run))


def current(db: Database, team_id: str, playbook: str) -> list[Version]:
    """Every document that a team has of this playbook, as it stands, by subject."""
    found = [_version(db, story[-1], story) for story in versions.of(db, team_id, playbook)]
    return sorted(found, key=lambda each: fold(each.subject))


def history(db: Database, run_id: str) -> list[Version]:
    """Every version of the document that this one belongs to, the newest first."""
    story = versions.story(db, runs.get(db, run_id))
    return [_version(db, each, story) for each in reversed(story)]


def voices(db: Database, run: Row) -> Voices:
    """Who speaks for which side in this run's team, and who has agreed to this version."""
    return _voices(db, run, approvals.of(db, run["id"]))


def _voices(db: Database, run: Row, turned: list[Row]) -> Voices:
    sides = {member.user_id: str(member.side) for member in teams.members(db, run["team_id"])}
    return Voices(sides, {each["user_id"]: each["side"] for each in turned})


def _version(db: Database, run: Row, story: Story) -> Version:
    place = next(place for place, each in enumerate(story) if each["id"] == run["id"])
    turned = approvals.of(db, run["id"])
    return Version(
        run_id=run["id"],
        number=place + 1,
        subject=run["subject"],
        by=run["started_by"],
        on=run["finished_at"][:10],
        answers=runs.answers(db, run["id"]),
        before=runs.answers(db, story[place - 1]["id"]) if place else None,
        voices=_voices(db, run, turned),
        keys=tuple((each["side"], each["user_id"]) for each in turned),
        replaced=len(story) if place + 1 < len(story) else 0,
        pinned=run["pinned_at"] is not None,
    )
