"""The shape survey: what the sides of a team answer apart, and then see beside each other."""
