"""How the coach listens: one file a story, its listeners and its register(app)."""
