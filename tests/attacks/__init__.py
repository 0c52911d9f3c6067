"""Attackers who have the whole database and not the key."""
