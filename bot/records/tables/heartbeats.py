"""The table of the clocks that tick."""

TABLES = [
    """
    CREATE TABLE heartbeats (
        process TEXT PRIMARY KEY,
        at TEXT NOT NULL
    )""",
]
