"""Two sides, one question: what a wave shows when it has closed. docs/confidentiality.md says why it shows no more."""
