"""Promises: made, kept, handed over."""
