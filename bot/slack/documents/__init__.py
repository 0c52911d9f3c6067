"""Documents: shown, changed, approved."""
