"""When IT was first asked in teams' last projects, whichever playbook has asked."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from bot.coaching.shapes.base import Playbook
from bot.coaching.summary.figures import AskedProject, FirstAskedMedian
from bot.coaching.summary.first_asked import KEPT, AskedQuestion, find_first_asked
from bot.records import summaries
from bot.records.database import Database

LOOKED_BACK = timedelta(days=730)  # in which the last projects are looked for
READ = 2 * KEPT  # projects of a team that are read: not each of them says anything of it
Library = Mapping[str, Playbook]


def list_first_asked(
    db: Database, library: Library, teams: Collection[str], now: datetime
) -> dict[str, FirstAskedMedian]:
    """Return team → the median of its last projects, of the teams that have enough."""
    asking = {word: question for word, each in library.items() if (question := AskedQuestion.of(each))}
    runs = summaries.list_projects(db, teams, asking, now - LOOKED_BACK, READ)
    read = frozenset[str]().union(*(question.read for question in asking.values()))
    answers = summaries.list_answers(db, [run.id for run in runs], read)
    projects: dict[str, list[AskedProject]] = {}
    for run in runs:
        given = {name: value for (name, item), value in answers.get(run.id, {}).items() if not item}
        if asked := asking[run.playbook].answer(given):
            projects.setdefault(run.team_id, []).append(AskedProject(run.id, run.subject, asked))
    medians = {team: find_first_asked(listed) for team, listed in projects.items()}
    return {team: median for team, median in medians.items() if median}
