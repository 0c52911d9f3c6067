"""The front door: words, events, what could not be delivered."""
