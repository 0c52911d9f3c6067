"""The tables of the first migration, story by story, with their indexes: one text for SQLite and PostgreSQL."""
