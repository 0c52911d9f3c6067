"""What things are called and made of: closed vocabularies, and a frozen class for each table. No behaviour, no SQL."""
