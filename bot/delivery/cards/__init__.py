"""What an outbox row says, decided at the moment it is sent."""
