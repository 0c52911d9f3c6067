"""The shape checklist: one subject, questions with points, dimensions and bands."""
