"""The shape picker: candidates, must-haves and criteria."""
