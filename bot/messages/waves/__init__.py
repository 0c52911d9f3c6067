"""Waves: what is asked of both sides, what is promised them, what comes of it."""
