"""What things are called and made of: closed vocabularies and one frozen class a table. No behaviour, no SQL, no Slack."""
