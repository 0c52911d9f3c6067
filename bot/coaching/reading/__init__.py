"""How a text is read: a paste made plain, its words, its language, and where it says a wording."""
