"""Documents: the one post, its pages, its changes and its files."""
