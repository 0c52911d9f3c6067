"""Many rows in one statement: a single commit, and on PostgreSQL a single way there and back."""

from collections.abc import Iterable


def list_values(rows: Iterable[tuple[str, ...]]) -> tuple[str, dict[str, object]]:
    """What stands behind VALUES ("" for no rows), and its parameters. Both engines name the columns column1, column2 …

    The last row is repeated up to a power of two: an engine keeps each different statement, and they are big.
    """
    given = list(rows)
    given += given[-1:] * ((1 << max(len(given) - 1, 0).bit_length()) - len(given))
    named = [{f"v{number}_{place}": value for place, value in enumerate(row)} for number, row in enumerate(given)]
    values = ", ".join(f"({', '.join(f':{name}' for name in row)})" for row in named)
    return values, {name: value for row in named for name, value in row.items()}
