"""What changes after the release: what may be corrected, how it is done, and how it is told."""
