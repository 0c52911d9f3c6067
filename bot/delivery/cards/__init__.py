"""The messages of outbox rows, composed at the moment they are sent."""
