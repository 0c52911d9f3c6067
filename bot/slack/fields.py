"""The fields of a window, and what people put into them (docs.slack.dev, view.state)."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from unicodedata import category

from bot.messages.block_kit.layout import BREAK, START
from bot.messages.block_kit.people_fields import SOMEBODY_ELSE

FILLERS = "\u115f\u1160\u2800\u3164\uffa0"  # letters and symbols of Unicode that show nothing
_UNTYPED = dict.fromkeys(map(ord, ("\x00", START, BREAK)))  # what no database takes, and what marks our own layout
_VALUES = ("selected_user", "selected_users", "selected_date", "value")


def clean_text(text: str | None) -> str:
    """Return what a person typed, without what nobody types (NUL, the marks of our layout) and outer blanks.

    Broken halves of characters, which no database takes, become the sign for that.
    "" when nothing of it could be seen: blanks, joiners and fillers only.
    """
    # JSON may hold half of a surrogate pair (an emoji that a client cut through), which UTF-8 cannot encode.
    clean = (text or "").translate(_UNTYPED).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return clean.strip() if any(category(each)[0] in "LNPS" and each not in FILLERS for each in clean) else ""


class Fields:
    """The values by the name of their input, each read as what it is; None where nothing was chosen."""

    def __init__(self, state: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> None:
        self._state = state

    def __contains__(self, name: str) -> bool:
        return name in self._state

    def text(self, name: str) -> str:
        """Return what was typed, tidied; "" for nothing."""
        return clean_text(self._get(name, "value"))

    def option(self, name: str) -> str | None:
        """Return the value of the option that was chosen."""
        chosen = self._get(name, "selected_option")
        return str(chosen["value"]) if chosen else None

    def options(self, name: str) -> list[str]:
        """Return the values of the options that were ticked."""
        return [str(chosen["value"]) for chosen in self._get(name, "selected_options") or ()]

    def day(self, name: str) -> date | None:
        """Return the date that was chosen."""
        chosen = self._get(name, "selected_date")
        return date.fromisoformat(chosen) if chosen else None

    def user(self, name: str) -> str | None:
        """Return the person who was chosen."""
        chosen = self._get(name, "selected_user")
        return str(chosen) if chosen else None

    def person(self, name: str) -> str | None:
        """Return the person who was chosen, by name in a menu or among everybody."""
        chosen = self.user(name) or self.option(name)
        return None if chosen == SOMEBODY_ELSE else chosen

    def users(self, name: str) -> list[str]:
        """Return the people who were chosen."""
        return list(self._get(name, "selected_users") or ())

    def only_option(self) -> str:
        """Return the option that was chosen in the only field; "" for none, or where there are more."""
        (name,) = self._state if len(self._state) == 1 else ("",)
        return self.option(name) or ""

    def value(self, name: str) -> Any:
        """Return what was typed (untidied) or chosen, whatever kind of input it is."""
        option = self.option(name)
        return option if option is not None else next(filter(None, (self._get(name, key) for key in _VALUES)), None)

    def _get(self, name: str, key: str) -> Any:
        # An input has one element, whatever its action is called.
        return next(iter(self._state.get(name, {}).values()), {}).get(key)
