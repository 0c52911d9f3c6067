"""Names and rows of things: closed vocabularies, and a frozen class for each table. No behaviour, no SQL."""
