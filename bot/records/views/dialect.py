"""What two engines say differently of lists and JSON, and what every view says alike of people and moments."""

from dataclasses import dataclass
from typing import Self

from bot.model.people import SOMEBODY_GONE, STAND_IN


@dataclass(frozen=True)
class Dialect:
    """How an engine joins texts, and takes JSON apart: `elements` of a list, `entries` of an object, as `e.value` (of
    an object also `e.key`).
    """

    aggregate: str
    kind: str
    scalar: str
    field: str
    elements: str
    entries: str

    @classmethod
    def of(cls, engine: str) -> Self:
        """Return that of `sqlite` or `postgresql`."""
        return cls(*_DIALECTS[engine])

    def join(self, text: str, source: str) -> str:
        """Return the texts of a subquery's rows as one, in their order."""
        return f"(SELECT {self.aggregate}({text}, ', ') FROM {source})"

    def list_texts(self, column: str) -> str:
        """Return a JSON list of texts as one text."""
        return self.join("e.value", self.elements.format(column))

    def number_of(self, column: str, name: str) -> str:
        """Return one number of a JSON object, to one decimal; NULL where it has none."""
        return round_off(self.field.format(column, name))


_DIALECTS = {
    "sqlite": (
        "group_concat",
        "json_type({0})",
        "json_extract({0}, '$')",
        "json_extract({0}, '$.{1}')",
        "json_each({0}) AS e",
        "json_each({0}) AS e",
    ),
    "postgresql": (
        "string_agg",
        "json_typeof({0}::json)",
        "({0}::json #>> '{{}}')",
        "({0}::json ->> '{1}')",
        "json_array_elements_text({0}::json) AS e(value)",
        "json_each_text({0}::json) AS e",
    ),
}


def round_off(number: str) -> str:
    """Return a number to one decimal, as people read it everywhere else."""
    return f"round(CAST({number} AS NUMERIC), 1)"


def show_moment(column: str) -> str:
    """Return a moment as `2026-11-21 18:30`, UTC."""
    return f"substr({column}, 1, 10) || ' ' || substr({column}, 12, 5)"


def name_person(user: str, otherwise: str = "") -> str:
    """Return somebody's name as last seen, `otherwise` where none is known (their id). `t` is the team in whose
    workspace they are.
    """
    return f"""CASE WHEN {user} LIKE '{STAND_IN}%' THEN '{SOMEBODY_GONE}' ELSE coalesce(
            (SELECT p.name FROM people p
                WHERE p.workspace = t.workspace AND p.user_id = {user} AND p.name <> ''), {otherwise or user}) END"""
