"""When the coach speaks first: what is due becomes outbox rows, outbox rows become messages."""
