"""Checks of a survey: it asks factors or pots, and nothing that only a single person goes through."""

from collections import Counter
from collections.abc import Iterator

from bot.coaching.playbook.text_checks import Text
from bot.coaching.shapes.survey.model import SurveyModel


def find_faults(survey: SurveyModel) -> Iterator[str]:
    """Yield place, fault, what to write."""
    if bool(survey.factor) == bool(survey.pot):
        yield "a survey asks [[factor]] or [[pot]], one of the two: write some of one kind"
    if len(survey.pot) == 1:
        yield "one pot gets all hundred points: add a second [[pot]]"
    for name, count in Counter(each.name for each in (*survey.factor, *survey.pot)).items():
        if count > 1:
            yield f"the name '{name}' stands here twice: choose another"
    for key in ("advice", "followup"):
        if getattr(survey, key):
            yield f"both sides get the same figures, and what to do stands in leads_to: remove {key}"


def spoken_texts(survey: SurveyModel) -> Iterator[Text]:
    """Yield its texts with something to fill in."""
    for kind, listed in (("factor", survey.factor), ("pot", survey.pot)):
        for each in listed:
            yield Text(f"{kind} '{each.name}', talk", each.talk)
