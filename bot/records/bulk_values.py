"""VALUES of many rows for one statement: a single commit, and on PostgreSQL a single way there and back."""

from collections.abc import Iterable


def list_values(rows: Iterable[tuple[str, ...]], mark: str = "v") -> tuple[str, dict[str, object]]:
    """Return what stands behind VALUES ("" for no rows), and its parameters; both engines name the columns column1 …

    `mark` begins the names of the parameters. The last row may come several times: use it only where that changes
    nothing, as in UPDATE … FROM.
    """
    given = list(rows)
    # Repeated up to a power of two: each number of rows is another statement in the engines' caches, and a big one.
    given += given[-1:] * ((1 << max(len(given) - 1, 0).bit_length()) - len(given))
    named = [
        {f"{mark}{number}_{column}": value for column, value in enumerate(row)} for number, row in enumerate(given)
    ]
    values = ", ".join(f"({', '.join(f':{name}' for name in row)})" for row in named)
    return values, {name: value for row in named for name, value in row.items()}
