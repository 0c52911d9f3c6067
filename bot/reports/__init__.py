"""What managers pull: the figures behind summaries and exports."""
