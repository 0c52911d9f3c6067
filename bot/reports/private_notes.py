"""What only whoever goes through a playbook reads before its result is posted: what it asks of people who have a part
in others already.
"""

from datetime import datetime, timedelta

from bot.coaching.interview.route import Answers
from bot.coaching.playbook.texts import FilledText, Person
from bot.coaching.shapes.base import Playbook
from bot.model.runs import Run
from bot.records import seats
from bot.records.database import Database

LATELY = timedelta(days=90)  # what began before has come to its end


def list_notes(db: Database, playbook: Playbook, run: Run, answers: Answers, now: datetime) -> list[FilledText]:
    """Return a line about everybody who is named for a part that they have taken in other results of the team."""
    named = {
        (question.label, user): seats.count_taken(db, run, name, user, now - LATELY)
        for name, question in playbook.questions.items()
        if question.kind == "person"
        for (asked, _item), user in answers.items()
        if asked == name and user
    }
    return [_note(label, user, count) for (label, user), count in named.items() if count]


def _note(label: str, user: str, count: int) -> FilledText:
    where = "another one" if count == 1 else f"{count} others"
    return FilledText(
        "{{ who }} is {{ part }} in {{ where }} already.", {"who": Person(user), "part": label, "where": where}
    )
