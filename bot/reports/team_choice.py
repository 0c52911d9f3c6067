"""Teams as whoever runs Align names them."""

from collections.abc import Iterable, Sequence

from bot.errors import UserError
from bot.records import peers
from bot.records.database import Database


def choose_teams(db: Database, chosen: Iterable[str]) -> set[str]:
    """Return the ids of the teams that are named by id, channel or name. UserError for one that is not clear."""
    return {choose_team(peers.list_teams(db), wanted) for wanted in chosen}


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
