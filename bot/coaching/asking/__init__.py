"""What is asked next, page by page."""
