"""What sides have said of each factor, or pot, in a line each, as it is looked up by its words."""

from collections.abc import Mapping

from bot.coaching.shapes.survey.shape import Survey
from bot.coaching.side_names import SIDE_NAMES, capitalize_first
from bot.coaching.waves.publication import Publication
from bot.coaching.waves.ranking import order_factors
from bot.coaching.waves.splits import SplitPublication
from bot.model.teams import Side
from bot.model.waves import Asked


def list_said(survey: Survey, asks: str, publication: str) -> list[str]:
    """Return `Customer data: marketing 3.8, IT 2.0` of all that a closed wave shows, in the order in which it is read:
    nothing of what it keeps locked.
    """
    if asks == Asked.SPLIT:
        split = SplitPublication.from_json(publication)
        points = {pot: {side: str(given[pot]) for side, given in split.splits.items()} for pot in split.order}
        return _tell(survey, points)
    levels = Publication.from_json(publication)
    return _tell(
        survey,
        {
            name: {side: str(each.mean) for side, each in levels.factors[name].sides.items()}
            for name in order_factors(levels)
        },
    )


def _tell(survey: Survey, said: Mapping[str, Mapping[Side, str]]) -> list[str]:
    """Return a line for each of which something is shown."""
    sides = {name: ", ".join(f"{SIDE_NAMES[side]} {each}" for side, each in of.items()) for name, of in said.items()}
    return [f"{capitalize_first(survey.find_title(name))}: {each}" for name, each in sides.items() if each]
