"""What answers come to: scores, rankings, documents, advice, and what follows weeks later."""
