"""Winners and findings in spreadsheets: the columns, the words in them, and how rows become ours."""
