"""The shape demo: what products have to show, and what each side has seen of it."""
