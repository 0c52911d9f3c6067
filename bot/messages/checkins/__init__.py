"""The weekly card, what it comes to, and how a person stands."""
