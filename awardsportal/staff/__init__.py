"""The ground of the admin: Thai dates and numbers in its forms, guarded saving, history, and its site."""
