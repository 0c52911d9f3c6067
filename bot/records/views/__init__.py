"""Views for people with SQL: names in place of ids, readable days, and nothing that a team does not read of itself.

Nothing of the bot reads them. They are in no migration: each start makes them anew where they are not those of this
version (`refresh`). docs/data.md says what each column means, and a test compares the two.
"""
