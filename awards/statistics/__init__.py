"""Statistics across the released editions: what is counted, and how it is drawn."""
