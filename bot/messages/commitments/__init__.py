"""Promises and follow-ups, in posts and windows."""
