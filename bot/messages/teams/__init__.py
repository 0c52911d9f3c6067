"""Teams and their people: setting up, joining, being away."""
