"""What the public sees of the awards, and the same pages as previews."""
