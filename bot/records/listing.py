"""Many rows in one statement: a single commit, and on PostgreSQL a single way there and back."""

from collections.abc import Iterable


def listed(rows: Iterable[tuple[str, ...]]) -> tuple[str, dict[str, object]]:
    """What stands behind VALUES ("" for none), and its parameters. Both engines name the columns column1, column2 …"""
    named = [{f"v{number}_{place}": value for place, value in enumerate(row)} for number, row in enumerate(rows)]
    values = ", ".join(f"({', '.join(f':{name}' for name in row)})" for row in named)
    return values, {name: value for row in named for name, value in row.items()}
