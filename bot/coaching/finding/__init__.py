"""Plain questions: which word of /align answers one, by how much each of its words speaks for it."""
