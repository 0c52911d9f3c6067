"""Teams by the names that an operator types."""

from collections.abc import Sequence

from bot.errors import UserError


def choose_team(teams: Sequence[tuple[str, str, str]], wanted: str) -> str:
    """Return the id of the team that somebody names by its id, its channel or its name, of (id, name, channel).

    UserError, with what there is, for none or several.
    """
    found = [team for team, name, channel in teams if wanted in (team, channel) or wanted.casefold() == name.casefold()]
    if not found:
        raise UserError(f"No team is called {wanted}. There are: {', '.join(name for _, name, _ in teams) or 'none'}.")
    if len(found) > 1:
        raise UserError(f"{len(found)} teams are called {wanted}. Write --team with an id: {', '.join(found)}.")
    return found[0]
