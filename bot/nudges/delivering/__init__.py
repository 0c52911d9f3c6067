"""An outbox row → a message in Slack, once."""
