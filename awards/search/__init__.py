"""The public search: what it can be asked, what it finds, and what can be chosen from there."""
