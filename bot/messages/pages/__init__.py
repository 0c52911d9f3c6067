"""Pages for a browser and for paper: one HTML file each, which needs nothing beside it."""
