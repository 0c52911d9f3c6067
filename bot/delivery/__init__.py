"""Outbox row → Slack, once."""
