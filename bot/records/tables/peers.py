"""The table of files from other organisations: of the whole installation, of no team."""

TABLES = [
    """
    CREATE TABLE peer_files (
        playbook TEXT NOT NULL,
        folded TEXT NOT NULL,
        organisation TEXT NOT NULL,
        made_on TEXT NOT NULL,
        content TEXT NOT NULL,
        PRIMARY KEY (playbook, folded)
    )""",
]
