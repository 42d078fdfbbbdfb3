"""Thai text, dates, numbers, persons' names and their order, in pure Python."""
