"""People who act and look, with what their client shows them and refuses."""
