"""The way of an outbox row to Slack, once."""
