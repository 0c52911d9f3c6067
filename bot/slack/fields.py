"""What stands in the fields of a window that was sent in (docs.slack.dev, view.state)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.messages.pages import tidy


class Fields:
    """The values by the name of their input, each read as what it is; None where nothing was chosen."""

    def __init__(self, state: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> None:
        self._state = state

    def __contains__(self, name: str) -> bool:
        return name in self._state

    def text(self, name: str) -> str:
        """Return what was typed, tidied; "" for nothing."""
        return tidy(self._get(name, "value"))

    def option(self, name: str) -> str | None:
        """Return the value of the option that was chosen."""
        chosen = self._get(name, "selected_option")
        return str(chosen["value"]) if chosen else None

    def day(self, name: str) -> date | None:
        """Return the date that was chosen."""
        chosen = self._get(name, "selected_date")
        return date.fromisoformat(chosen) if chosen else None

    def user(self, name: str) -> str | None:
        """Return the person who was chosen."""
        chosen = self._get(name, "selected_user")
        return str(chosen) if chosen else None

    def users(self, name: str) -> list[str]:
        """Return the people who were chosen."""
        return list(self._get(name, "selected_users") or ())

    def _get(self, name: str, key: str) -> Any:
        # An input has one element, whatever its action is called.
        return next(iter(self._state.get(name, {}).values()), {}).get(key)
