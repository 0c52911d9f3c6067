"""The shape charter: a one-page document that two sides agree to."""
