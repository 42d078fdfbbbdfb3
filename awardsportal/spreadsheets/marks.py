"""What the portal itself writes into the sheets that it hands out, and knows again when they come back."""

# The heading of the column with each row's messages: never one of the columns that are read.
MESSAGES = "ข้อความจากระบบ"
# A row with a cell that says only this is an example of the template's.
EXAMPLE = "ตัวอย่าง"


def is_example(cells):
    """Whether a row is an example that was left in."""
    return EXAMPLE in cells
