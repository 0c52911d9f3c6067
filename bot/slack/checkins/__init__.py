"""Answering the check-in."""
