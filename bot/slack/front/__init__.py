"""The front door: words, events, messages that could not be delivered."""
