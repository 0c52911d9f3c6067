"""When IT was first asked in teams' last projects, whichever playbook has asked."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from bot.coaching.shapes.base import Playbook
from bot.coaching.summary import first_asked
from bot.coaching.summary.figures import AskedProject, FirstAskedMedian
from bot.records import summaries
from bot.records.database import Database

LOOKED_BACK = timedelta(days=730)  # in which the last projects are looked for
READ = 2 * first_asked.KEPT  # projects of a team that are read: not each of them says anything of it
Library = Mapping[str, Playbook]


def list_first_asked(
    db: Database, library: Library, teams: Collection[str], now: datetime
) -> dict[str, FirstAskedMedian]:
    """Return team → the median of its last projects, of the teams that have enough."""
    words = [word for word, playbook in library.items() if first_asked.find_question(playbook)]
    runs = summaries.list_projects(db, teams, words, now - LOOKED_BACK, READ)
    read = {name for word in words for name in first_asked.list_read(library[word])}
    answers = summaries.list_answers(db, [run.id for run in runs], read)
    projects: dict[str, list[AskedProject]] = {}
    for run in runs:
        given = {name: value for (name, item), value in answers.get(run.id, {}).items() if not item}
        asked = first_asked.read_asked(library[run.playbook], given)
        if asked:
            projects.setdefault(run.team_id, []).append(AskedProject(run.id, run.subject, asked))
    medians = {team: first_asked.find_first_asked(listed) for team, listed in projects.items()}
    return {team: median for team, median in medians.items() if median}
