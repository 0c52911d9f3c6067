"""The play that a team takes next: where it stands, what comes before any play, and the choice with its reasons."""
